"""Save a picture of the window as a PNG of few colours, a fifth of the size, with no dots between flat colours."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QImage, QImageWriter

COLOURS = 96
"""What flat colours and the edges of text need; more cannot be told apart."""


def save_small(image: QImage, path: Path, colours: int = COLOURS) -> None:
    """Write `image` with its most frequent colours, 256 at most; each pixel takes the nearest of them."""
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), -1)[:, : image.width()]
    present, where, times = np.unique(pixels, return_inverse=True, return_counts=True)
    table = present[np.argsort(times)[::-1][:colours]]
    nearest = np.array([_distance(table, one).argmin() for one in present], np.uint8)[where].reshape(pixels.shape)
    width = -(-image.width() // 4) * 4  # a line of a QImage is whole words
    lines = np.zeros((image.height(), width), np.uint8)
    lines[:, : image.width()] = nearest
    indexed = QImage(lines.tobytes(), image.width(), image.height(), width, QImage.Format.Format_Indexed8)
    indexed.setColorTable([int(one) for one in table])
    writer = QImageWriter(str(path), QByteArray(b"png"))
    writer.setCompression(100)
    if not writer.write(indexed):
        raise OSError(f"{path.name}: {writer.errorString()}")


def _distance(table: np.ndarray, one: np.uint32) -> np.ndarray:
    channels = [((table >> shift) & 0xFF).astype(int) - int(one >> shift & 0xFF) for shift in (0, 8, 16)]
    return np.sum([channel**2 for channel in channels], axis=0)
