"""A picture in pixels as the bytes of a file, and on disk so that a failure leaves what was there."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageWriter

from inspector.export.whole_file import save_bytes


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
    return save_bytes(as_png(image), path)
