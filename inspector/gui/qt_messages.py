"""Qt's own words on the terminal of a command that draws without a screen."""

from __future__ import annotations

import sys

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler


def keep_offscreen_quiet() -> None:
    """Leave out what the offscreen platform says of every window; everything else goes to stderr as before."""
    qInstallMessageHandler(_only_what_matters)


def _only_what_matters(_: QtMsgType, __: QMessageLogContext, message: str) -> None:
    if "propagateSizeHints" not in message:
        print(message, file=sys.stderr)
