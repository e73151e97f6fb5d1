"""Pictures in at most 256 colours: a third of the bytes, and of a window nobody sees the difference."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

MOST = 256
FLAT = 96
"""What flat colours and the edges of text need: enough for a drawing."""


def few_colours(image: QImage, most: int = MOST) -> QImage:
    """The same picture in the colours that most of it has; every other becomes the nearest of these."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(plain.constBits(), np.uint32) & 0xFFFFFF
    colours, counts = np.unique(pixels, return_counts=True)
    table = _spread(colours, counts, most) if len(colours) > most else colours
    made = plain.convertToFormat(
        QImage.Format.Format_Indexed8,
        [int(colour) | 0xFF000000 for colour in table],
        Qt.ImageConversionFlag.ThresholdDither | Qt.ImageConversionFlag.AvoidDither,
    )
    made.setDevicePixelRatio(image.devicePixelRatio())
    return made


def save_in_few_colours(image: QImage, path: Path, most: int = MOST) -> None:
    """Write it as a PNG, as small as it goes. Raises `OSError` where it cannot be written."""
    if not few_colours(image, most).save(str(path), "PNG", 0):  # type: ignore[call-overload]
        raise OSError(f"{path} cannot be written")


def _spread(colours: np.ndarray, counts: np.ndarray, most: int) -> np.ndarray:
    """The most frequent colours as they are; of the others, that of each small cube, of the cubes with most pixels."""
    by_count = np.argsort(-counts)
    kept, rest = colours[by_count[: most // 2]], by_count[most // 2 :]
    cube_of = np.unique(colours[rest] & np.uint32(0xF0F0F0), return_inverse=True)[1]
    first = np.unique(cube_of, return_index=True)[1]  # of each cube the most frequent: they come in that order
    largest = np.argsort(-np.bincount(cube_of, weights=counts[rest]))
    return np.concatenate([kept, colours[rest][first][largest[: most - len(kept)]]])
