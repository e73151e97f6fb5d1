"""The application that every window and every picture needs: its names and its typefaces."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QApplication

from inspector.gui.fonts import load_fonts, text_font
from inspector.gui.icon import app_icon


def application() -> QApplication:
    """The application, made where there is none, with its names and typefaces."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    app.setApplicationName("fit-inspector")
    app.setApplicationDisplayName("Fit Inspector")
    app.setDesktopFileName("fit-inspector")
    app.setWindowIcon(app_icon())
    app.setStyle("Fusion")
    load_fonts()
    app.setFont(text_font(13))
    return app


def settle(app: QApplication) -> None:
    """Let everything that is posted, laid out and due be done."""
    for _ in range(5):
        app.processEvents()
        app.sendPostedEvents()
