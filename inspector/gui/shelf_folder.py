"""Where the recordings are kept that the window makes by itself."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QStandardPaths


def shelf_folder() -> Path:
    """The folder of the recordings: in the person's cache, or where FIT_INSPECTOR_RECORDINGS says."""
    told = os.environ.get("FIT_INSPECTOR_RECORDINGS")
    cache = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.CacheLocation)
    return Path(told) if told else Path(cache) / "recordings"
