"""`fit-inspector workers RECORDING RECORDING...`: the workers of one training, held against each other."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from inspector.analysis.diagnosis import diagnose
from inspector.analysis.workers import Read, across, read_workers
from inspector.cli.exit_status import Exit, status_of
from inspector.cli.parsing import Parser, say
from inspector.display import require_display
from inspector.export.workers import print_workers, workers_report
from inspector.fit.problem import WrongUse
from inspector.preconditions import require_outputs
from inspector.recording.unreadable import UnreadableRecording


def add(parser: Parser) -> None:
    """What it takes, and what it does."""
    parser.add_argument("recordings", nargs="+", type=Path, metavar="RECORDING", help="one a worker, in their order")
    parser.add_argument("--report", metavar="FILE|-", help="write it all as JSON; - is standard output")
    parser.add_argument("--window", action="store_true", help="show them in the window, one under the other")
    parser.add_argument("--fail-on", choices=("error", "warning", "never"), default="error", help="when to exit with 1")
    parser.set_defaults(do=_workers)


def _workers(arguments: argparse.Namespace) -> int:
    paths: list[Path] = arguments.recordings
    if len(paths) < 2:
        raise WrongUse(
            "One recording is no comparison: name one a worker, or use `fit-inspector report` for one alone."
        )
    if arguments.window and arguments.report is not None:
        raise WrongUse("--window shows the workers and writes nothing: leave out --report, or --window.")
    if arguments.window:
        return _window(paths)
    require_outputs(arguments.report, None)
    read = _read(paths)
    findings = across(read.workers)
    print_workers(read.workers, findings, sys.stderr if arguments.report == "-" else sys.stdout)
    if arguments.report is not None:
        text = json.dumps(workers_report(read.workers, findings), indent=2, ensure_ascii=False) + "\n"
        if arguments.report == "-":
            sys.stdout.write(text)
        else:
            Path(arguments.report).write_text(text, encoding="utf-8")
    own = [finding for worker in read.workers for finding in diagnose(worker.run)]
    status = status_of([*findings, *own], arguments.fail_on)
    untold = read.unreadable or any(worker.apart is not None for worker in read.workers)
    return Exit.WRONG_USE if untold and status is Exit.CLEAN else status


def _read(paths: list[Path]) -> Read:
    """What can be read; what cannot is told. Raises `UnreadableRecording` where too little is left to compare."""
    read = read_workers(paths)
    if len(read.workers) < 2:
        raise UnreadableRecording(" ".join(read.unreadable))
    for sentence in (*read.remarks, *read.unreadable):
        say(f"fit-inspector: {sentence}")
    return read


def _window(paths: list[Path]) -> int:
    require_display()
    from inspector.gui.app import run_window

    return run_window(workers=paths)
