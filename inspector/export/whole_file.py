"""Writing a file so that it is there whole or not at all: a failure leaves what was there before."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A file to write to, which takes the place of `path` once all is written.

    Raises `OSError` where that fails; an earlier file of that name is then as it was. So it is after any other
    exception out of the writing.
    """
    unfinished = path.with_name(path.name + ".part")
    try:
        with unfinished.open("wb") as file:
            yield file
        os.replace(unfinished, path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def save_bytes(data: bytes, path: Path) -> Path:
    """Write `data` to `path`, whole or not at all. Raises `OSError` with the reason."""
    with whole_file(path) as file:
        file.write(data)
    return path


def why_not_saved(path: Path, problem: Exception) -> str:
    """One sentence: which file could not be written, why, and what to do."""
    reason = getattr(problem, "strerror", None) or str(problem)
    return f"{path.name} could not be saved in {path.parent}: {reason}. Choose another folder or name."
