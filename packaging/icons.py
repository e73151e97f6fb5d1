"""Render the icon in all sizes from its two drawings: `python packaging/icons.py`. Needs no display."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ICONS = Path(__file__).resolve().parent.parent / "resources" / "icon"
SMALL = (16, 22, 24)
LARGE = (32, 48, 64, 128, 256, 512)


def main() -> None:
    """Write one PNG a size."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QGuiApplication([])
    for drawing, sizes in (("fit-inspector-small.svg", SMALL), ("fit-inspector.svg", LARGE)):
        renderer = QSvgRenderer(str(ICONS / drawing))
        for size in sizes:
            image = QImage(size, size, QImage.Format.Format_ARGB32)
            image.fill(Qt.GlobalColor.transparent)
            painter = QPainter(image)
            renderer.render(painter)
            painter.end()
            image.save(str(ICONS / f"{size}.png"))
    app.quit()


if __name__ == "__main__":
    main()
