"""`fit-inspector report RECORDING`: the report of an earlier run; nothing is run."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from inspector.analysis.reading import run_of
from inspector.cli.outputs import add_outputs, tell
from inspector.cli.parsing import say
from inspector.preconditions import require_outputs
from inspector.recording.reader import open_recording


def add(commands: Any) -> None:
    """The command with its options."""
    report = commands.add_parser("report", help="the report of an earlier run, out of its recording")
    report.add_argument("recording", type=Path, metavar="RECORDING")
    add_outputs(report)
    report.set_defaults(do=_report)


def _report(arguments: argparse.Namespace) -> int:
    require_outputs(arguments.report, arguments.image)
    opened = open_recording(arguments.recording)
    run = run_of(opened)
    if opened.skipped is not None:
        say(f"fit-inspector: {opened.skipped}")
    return tell([run], arguments)
