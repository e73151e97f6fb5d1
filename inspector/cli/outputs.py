"""What a run came to, in the ways that were asked for: in words, as a report, as a picture, as an exit status."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TextIO

from inspector.analysis.diagnosis import diagnose
from inspector.analysis.report import build_report
from inspector.analysis.run import Run
from inspector.cli.exit_status import Exit, status_of
from inspector.cli.offscreen import draw_offscreen
from inspector.cli.parsing import say
from inspector.export.report_json import write_report
from inspector.export.summary import print_summary
from inspector.fit.problem import WrongUse


def add_outputs(parser: argparse.ArgumentParser) -> None:
    """The options of every command that tells of a run."""
    parser.add_argument("--report", metavar="FILE|-", help="write the report as JSON; - is standard output")
    parser.add_argument("--image", type=Path, metavar="FILE", help="write the timeline as a PNG picture")
    parser.add_argument("--fail-on", choices=("error", "warning", "never"), default="error", help="when to exit with 1")


def tell(run: Run, arguments: argparse.Namespace) -> Exit:
    """Tell of a run that has just ended, or of one reopened; return the exit status.

    Raises `WrongUse` with the sentence of a request that could not be carried out.
    """
    findings = diagnose(run)
    words: TextIO = sys.stderr if arguments.report == "-" else sys.stdout
    problem = run.ending.get("problem")
    if problem is None:
        print_summary(run, findings, words)
    if arguments.report is not None:
        write_report(build_report(run, findings), arguments.report)
    if arguments.image is not None and run.fit_began_ns is not None:
        _save_picture(run, arguments.image)
    if problem is not None and run.ending.get("failed"):
        say(f"fit-inspector: {problem}. Please report this.")
        return Exit.FAILED
    if problem is not None:
        raise WrongUse(problem)
    return status_of(findings, arguments.fail_on)


def _save_picture(run: Run, path: Path) -> None:
    draw_offscreen()
    from inspector.gui.headless import save_picture

    save_picture(run, path)
