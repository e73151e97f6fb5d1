"""Whether a file was changed on disk."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

# Editors write a file in several steps, and some put a new one in its place.
SETTLED_MS = 150


class FileWatch(QObject):
    """Watches one file, and the folder it is in, because a file that is replaced is not watched any more."""

    changed = Signal(object)
    """the `Path`, once its contents are others than before"""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._path: Path | None = None
        self._stamp: tuple[int, int] | None = None
        self._watcher = QFileSystemWatcher(self)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(SETTLED_MS)
        self._settled.timeout.connect(self._look)
        self._watcher.fileChanged.connect(lambda _: self._settled.start())
        self._watcher.directoryChanged.connect(lambda _: self._settled.start())

    def watch(self, path: Path) -> None:
        """Watch this file from now on, as it is now."""
        if path != self._path:
            self.leave_off()
        self._path, self._stamp = path, _stamp(path)
        self._watcher.addPaths([str(path), str(path.parent)])

    def leave_off(self) -> None:
        """Watch nothing."""
        watched = [*self._watcher.files(), *self._watcher.directories()]
        if watched:
            self._watcher.removePaths(watched)
        self._path = None

    def _look(self) -> None:
        path = self._path
        stamp = None if path is None else _stamp(path)
        if path is None or stamp is None or stamp == self._stamp:
            return
        self._stamp = stamp
        self._watcher.addPath(str(path))
        self.changed.emit(path)


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        told = path.stat()
    except OSError:
        return None
    return told.st_mtime_ns, told.st_size
