"""`fit-inspector-gui [FILE]`: the window as a desktop starts it, where nobody reads what is printed."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from inspector.cli.exit_status import Exit
from inspector.display import require_display
from inspector.fit.problem import WrongUse


def main(argv: Sequence[str] | None = None) -> int:
    """Open the window; a FILE that cannot be opened is told of in it."""
    if sys.stderr is None:  # Windows gives a program without a console no streams, and what prints would raise
        sys.stdout = sys.stderr = open(os.devnull, "w")  # noqa: SIM115 as long as the process lives
    given = sys.argv[1:] if argv is None else argv
    try:
        require_display()
    except WrongUse as problem:
        print(f"fit-inspector-gui: {problem}", file=sys.stderr)
        return Exit.WRONG_USE
    from inspector.gui.app import run_window

    return run_window(path=Path(given[0]) if given else None)
