"""Render the picture of the architecture from its drawing: `python -m tests.guide.architecture_picture`."""

from __future__ import annotations

import os

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from inspector.gui.application import application
from inspector.resources import resource
from tests.guide.few_colours import FLAT, save_in_few_colours

SCALE = 2


def main() -> None:
    """Write architecture.png beside architecture.svg, in the guide's own typeface."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = application()
    pictures = resource("guide", "pictures")
    renderer = QSvgRenderer(str(pictures / "architecture.svg"))
    image = QImage(renderer.defaultSize() * SCALE, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    save_in_few_colours(image, pictures / "architecture.png", FLAT)
    app.quit()


if __name__ == "__main__":
    main()
