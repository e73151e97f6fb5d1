"""`fit-inspector report RECORDING`: the report of an earlier run; nothing is run."""

from __future__ import annotations

import argparse
from pathlib import Path

from inspector.analysis.reading import run_of
from inspector.cli.outputs import add_outputs, tell
from inspector.cli.parsing import Parser, say
from inspector.preconditions import require_outputs
from inspector.recording.reader import open_recording


def add(parser: Parser) -> None:
    """What it takes, and what it does."""
    parser.add_argument("recording", type=Path, metavar="RECORDING")
    add_outputs(parser)
    parser.set_defaults(do=_report)


def _report(arguments: argparse.Namespace) -> int:
    require_outputs(arguments.report, arguments.image)
    opened = open_recording(arguments.recording)
    run = run_of(opened)
    if opened.skipped is not None:
        say(f"fit-inspector: {opened.skipped}")
    return tell([run], arguments)
