"""The settings file: Qt's own, with a schema number; what cannot be read of it is set aside, never in the way."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSettings, QStandardPaths

SCHEMA = 1
"""Another number means another layout of the file: a file of a later release is set aside as well."""
EMPTY: dict[str, Any] = {"recent": [], "forms": {}, "theme": "system", "view": "timeline", "layout": {}}
"""The names of the values, each with what stands for it to begin with. In the file they are JSON."""


def settings_path() -> Path:
    """Where the settings of this application belong on this machine."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppConfigLocation)
    return Path(folder) / "fit-inspector.ini"


class SettingsFile:
    """Named values, written soon after they change; without a path they are kept until the window closes."""

    def __init__(self, path: Path | None) -> None:
        self.set_aside: Path | None = None
        """Where a damaged file was put."""
        self._values = json.loads(json.dumps(EMPTY))
        self._file = None if path is None else self._open(path)

    def __getitem__(self, name: str) -> Any:
        return self._values[name]

    def __setitem__(self, name: str, value: Any) -> None:
        text = json.dumps(value)
        self._values[name] = json.loads(text)  # as it will be read
        if self._file is not None:
            self._file.setValue("schema", SCHEMA)
            self._file.setValue(name, text)

    def write(self) -> None:
        """Write at once what was not written yet."""
        if self._file is not None:
            self._file.sync()

    def _open(self, path: Path) -> QSettings:
        file = QSettings(str(path), QSettings.Format.IniFormat)
        try:
            empty = path.stat().st_size == 0
        except OSError:
            return file  # there is none yet; or it cannot be had, and then writing it does no harm either
        read = _read(file)
        if read is not None:
            self._values |= read
        elif not empty:
            self.set_aside = _put_aside(path)
            file.clear()  # or what was read would be written again
        return file


def _read(file: QSettings) -> dict[str, Any] | None:
    """The values that the file has; None where any of them makes no sense."""
    if file.status() is not QSettings.Status.NoError or str(file.value("schema")) != str(SCHEMA):
        return None
    found: dict[str, Any] = {}
    for name, empty in EMPTY.items():
        text = file.value(name)
        if text is None:
            continue
        try:
            found[name] = json.loads(str(text))
        except ValueError:
            return None
        if not isinstance(found[name], type(empty)):
            return None
    return found


def _put_aside(path: Path) -> Path | None:
    aside = path.with_name(path.name + ".damaged")
    try:
        os.replace(path, aside)
    except OSError:
        return None  # it stays, and is written over when there is something to remember
    return aside
