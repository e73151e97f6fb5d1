"""Drawing on the command line: Qt paints into memory, whether there is a display or not."""

from __future__ import annotations

import os


def draw_offscreen() -> None:
    """Call before the first import of what draws."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from inspector.gui.qt_messages import keep_offscreen_quiet

    keep_offscreen_quiet()
