"""`fit-inspector open FILE`: the window, with a Python file or a recording opened in it."""

from __future__ import annotations

import argparse
from pathlib import Path

from inspector.cli.parsing import Parser
from inspector.display import require_display
from inspector.fit.discovery import parse


def add(parser: Parser) -> None:
    """What it takes, and what it does."""
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.set_defaults(do=_open)


def _open(arguments: argparse.Namespace) -> int:
    _require_readable(arguments.file)  # before the window: a file that cannot be opened needs none
    require_display()
    from inspector.gui.app import run_window

    return run_window(path=arguments.file)


def _require_readable(path: Path) -> None:
    """Raise what the window would say of the file, as far as that is known at once: it reads all of a recording.

    For a module nothing is imported that reads recordings.
    """
    if path.suffix.lower() != ".py":
        from inspector.gui.recorded_run import is_recorded
        from inspector.recording.reader import require_recording

        if is_recorded(path):
            require_recording(path)
            return
    parse(path)
