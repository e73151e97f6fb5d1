"""`fit-inspector workers RECORDING RECORDING...`: the workers of one training, held against each other."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from inspector.analysis.diagnosis import diagnose
from inspector.analysis.reading import run_of
from inspector.analysis.workers import across, aligned
from inspector.cli.exit_status import Exit, status_of
from inspector.cli.parsing import say
from inspector.export.workers import print_workers, workers_report
from inspector.fit.problem import WrongUse
from inspector.preconditions import require_outputs
from inspector.recording.reader import open_recording


def add(commands: Any) -> None:
    """The command with its options."""
    workers = commands.add_parser("workers", help="the recordings of several workers, held against each other")
    workers.add_argument("recordings", nargs="+", type=Path, metavar="RECORDING", help="one a worker, in their order")
    workers.add_argument("--report", metavar="FILE|-", help="write it all as JSON; - is standard output")
    workers.add_argument(
        "--fail-on", choices=("error", "warning", "never"), default="error", help="when to exit with 1"
    )
    workers.set_defaults(do=_workers)


def _workers(arguments: argparse.Namespace) -> Exit:
    paths: list[Path] = arguments.recordings
    if len(paths) < 2:
        raise WrongUse(
            "One recording is no comparison: name one a worker, or use `fit-inspector report` for one alone."
        )
    require_outputs(arguments.report, None)
    runs = []
    for path in paths:
        opened = open_recording(path)
        if opened.skipped is not None:
            say(f"fit-inspector: {opened.skipped}")
        runs.append(run_of(opened))
    workers = aligned(list(zip(_names(paths), runs, strict=True)))
    findings = across(workers)
    print_workers(workers, findings, sys.stderr if arguments.report == "-" else sys.stdout)
    if arguments.report is not None:
        text = json.dumps(workers_report(workers, findings), indent=2, ensure_ascii=False) + "\n"
        if arguments.report == "-":
            sys.stdout.write(text)
        else:
            Path(arguments.report).write_text(text, encoding="utf-8")
    own = [finding for run in runs for finding in diagnose(run)]
    return status_of([*findings, *own], arguments.fail_on)


def _names(paths: list[Path]) -> list[str]:
    """The files' own names; where two are alike, with their folders."""
    stems = [path.stem for path in paths]
    return stems if len(set(stems)) == len(stems) else [str(path.with_suffix("")) for path in paths]
