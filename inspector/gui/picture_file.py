"""Writing a picture to disk so that a failure leaves what was there."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QImage

from inspector.export.whole_file import save_bytes
from inspector.gui.picture_formats import png_of


def save_png(image: QImage, path: Path) -> Path:
    """Write `image` as a PNG. Raises `OSError` with a reason; an earlier file of that name is then as it was."""
    return save_bytes(png_of(image), path)
