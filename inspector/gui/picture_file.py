"""Writing a picture to disk so that a failure leaves what was there."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageWriter


def as_png(image: QImage) -> bytes:
    """The bytes of a PNG. Raises `OSError` with a reason."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"png"))
    if not writer.write(image):
        raise OSError(f"the picture could not be made ({writer.errorString()})")
    buffer.close()
    return bytes(data.data())


def save_png(image: QImage, path: Path) -> Path:
    """Write `image` as a PNG. Raises `OSError` with a reason; an earlier file of that name is then as it was."""
    data = as_png(image)
    unfinished = path.with_name(path.name + ".part")
    try:
        unfinished.write_bytes(data)
        os.replace(unfinished, path)
    except OSError:
        unfinished.unlink(missing_ok=True)
        raise
    return path


def why_not_saved(path: Path, problem: Exception) -> str:
    """One sentence: which file could not be written, why, and what to do."""
    reason = getattr(problem, "strerror", None) or str(problem)
    return f"{path.name} could not be saved in {path.parent}: {reason}. Choose another folder or name."
