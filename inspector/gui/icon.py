"""The icon of the application's windows, in the sizes that were drawn for it."""

from __future__ import annotations

from PySide6.QtGui import QIcon

from inspector.resources import resource


def app_icon() -> QIcon:
    """Every size, so that a small one is not a large one made small."""
    icon = QIcon()
    for picture in sorted(resource("icon").glob("*.png")):
        icon.addFile(str(picture))
    return icon
