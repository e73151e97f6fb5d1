"""Running a file as Python runs a script: as `__main__`, with its arguments, its folder and the imports beside it."""

from __future__ import annotations

import builtins
import contextlib
import io
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType

from inspector.fit.loading import forget_modules_beside, importable, package_of


class NobodyToAsk(EOFError):
    """Raised where a script asks for input and nobody can give it."""


def run_as_main(path: Path, arguments: Sequence[str], folder: Path | None, answered: bool) -> None:
    """Run the file to its end. Raises whatever it raises, `SystemExit` and `NobodyToAsk` among that."""
    path = path.resolve()
    main = ModuleType("__main__")
    main.__file__ = str(path)
    main.__dict__["__builtins__"] = builtins
    _, package = package_of(path)
    main.__package__ = package  # as `python -m package.file` has it; empty, as `python file.py` has it
    forget_modules_beside(path)
    with importable(path), _in_folder(folder), _input(answered), _is_main(main):
        sys.argv = [str(path), *arguments]
        exec(compile(path.read_bytes(), str(path), "exec"), main.__dict__)


@contextlib.contextmanager
def _is_main(main: ModuleType) -> Iterator[None]:
    # Worker processes of a dataset import this module's file to find its classes.
    before = sys.modules["__main__"]
    sys.modules["__main__"] = main
    try:
        yield
    finally:
        sys.modules["__main__"] = before


@contextlib.contextmanager
def _in_folder(folder: Path | None) -> Iterator[None]:
    if folder is None:
        yield
        return
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


@contextlib.contextmanager
def _input(answered: bool) -> Iterator[None]:
    if answered:
        yield
        return
    before = sys.stdin
    sys.stdin = io.TextIOWrapper(_Nobody(), encoding="utf-8")
    try:
        yield
    finally:
        sys.stdin = before


class _Nobody(io.RawIOBase):
    """A standard input with nobody at it."""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        raise NobodyToAsk("there is nobody to answer here")
