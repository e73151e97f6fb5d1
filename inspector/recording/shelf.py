"""The folder in which runs are recorded by themselves: a name for each, none left open by the dead, none too many.

Without a lock, so that two windows do not disturb each other: a file's name tells the process that writes it, and that
it is not finished (`.open`), and only files of processes that have ended are touched.
"""

from __future__ import annotations

import contextlib
import datetime
import itertools
import os
import re
import sys
import time
from collections.abc import Sequence
from pathlib import Path

LARGEST = 1 << 30
"""Bytes in all, beyond which the oldest go."""
OLDEST_S = 30 * 24 * 3600.0
OPEN = ".open"
_NAME = re.compile(r"^(?P<stem>.+)-\d{8}-\d{6}-(?P<process>\d+)-\d+(?P<open>\.open)?(-\d+)?\.fitrec$")
_numbers = itertools.count()


class Shelf:
    """One such folder. What in it has another name was named by a person, and is left alone."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def place_for(self, module: Path) -> Path:
        """Where to record the next run of this module. Raises `OSError` where there can be no folder."""
        self.folder.mkdir(parents=True, exist_ok=True)
        now = datetime.datetime.now()
        return self.folder / f"{module.stem}-{now:%Y%m%d-%H%M%S}-{os.getpid()}-{next(_numbers)}{OPEN}.fitrec"

    def finish(self, paths: Sequence[Path]) -> list[Path]:
        """These are whole, or as whole as they will ever be; return what they are called now."""
        finished = []
        for path in paths:
            whole = path.with_name(path.name.replace(OPEN, "", 1))
            with contextlib.suppress(OSError):
                path = path.rename(whole)
            finished.append(path)
        return finished

    def broken_off(self) -> list[Path]:
        """What processes were writing that have ended without finishing it, the latest first."""
        return [path for path in self.recordings() if (told := _NAME.match(path.name)) and told["open"] and _dead(path)]

    def recordings(self) -> list[Path]:
        """All that is there, the latest first."""
        try:
            found = [(path.stat().st_mtime, path) for path in self.folder.glob("*.fitrec")]
        except OSError:
            return []
        return [path for _, path in sorted(found, reverse=True)]

    def prune(self, largest: int = LARGEST, oldest_s: float = OLDEST_S) -> None:
        """Remove what is too old, and of the rest the oldest until it is not too much."""
        size, now = 0, time.time()
        for path in self.recordings():
            with contextlib.suppress(OSError):
                told = path.stat()
                size += told.st_size
                if (size > largest or now - told.st_mtime > oldest_s) and _NAME.match(path.name) and _dead(path):
                    path.unlink()
                    size -= told.st_size


def module_of(path: Path) -> str:
    """The name of the module that was run, out of the name of its recording."""
    told = _NAME.match(path.name)
    return f"{told['stem']}.py" if told else path.name


def _dead(path: Path) -> bool:
    """Whether the process that wrote this has ended; where that cannot be told it may still write."""
    told = _NAME.match(path.name)
    if told is None or sys.platform == "win32":  # asking there, as below, would end the process
        return told is not None and time.time() - path.stat().st_mtime > 3600
    try:
        os.kill(int(told["process"]), 0)
    except ProcessLookupError:
        return True
    except (PermissionError, OverflowError):
        return False
    return False
