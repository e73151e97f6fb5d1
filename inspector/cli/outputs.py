"""What a run came to, in the ways that were asked for: in words, as a report, as a picture, as an exit status."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from inspector.analysis.diagnosis import diagnose
from inspector.analysis.report import build_report
from inspector.analysis.run import Run
from inspector.cli.exit_status import Exit, status_of
from inspector.cli.offscreen import draw_offscreen
from inspector.cli.parsing import say
from inspector.export.formats import Format, format_of
from inspector.export.report_json import print_report, write_report
from inspector.export.summary import call_words, print_summary
from inspector.fit.problem import WrongUse
from inspector.recording.keeper import numbered


def add_outputs(parser: argparse.ArgumentParser) -> None:
    """The options of every command that tells of a run."""
    parser.add_argument("--report", metavar="FILE|-", help="write the report as JSON; - is standard output")
    parser.add_argument(
        "--image", type=Path, metavar="FILE", help="write the timeline as a picture: .png, .svg or .pdf"
    )
    parser.add_argument("--fail-on", choices=("error", "warning", "never"), default="error", help="when to exit with 1")


def tell(runs: Sequence[Run], arguments: argparse.Namespace) -> Exit:
    """Tell of runs that have just ended, or of one reopened; return the gravest of their exit statuses.

    What is written to a file is written to one for each run, numbered from the second on; `--report -` writes a report
    a line where there are several. Raises `WrongUse` with the sentence of a request that could not be carried out.
    """
    return max(_tell(run, number, len(runs), arguments) for number, run in enumerate(runs))


def _tell(run: Run, number: int, of: int, arguments: argparse.Namespace) -> Exit:
    findings = diagnose(run)
    words: TextIO = sys.stderr if arguments.report == "-" else sys.stdout
    problem = run.ending.get("problem")
    if problem is None:
        if of > 1:
            print(f"{'' if number == 0 else chr(10)}{call_words(run, number, of)}", file=words)
        print_summary(run, findings, words)
    if arguments.report is not None:
        report = build_report(run, findings)
        if arguments.report == "-":
            print_report(report, in_one_line=of > 1)
        else:
            write_report(report, numbered(Path(arguments.report), number))
    if arguments.image is not None and run.fit_began_ns is not None:
        _save_picture(run, numbered(arguments.image, number))
    if problem is not None and run.ending.get("failed"):
        say(f"fit-inspector: {problem}. Please report this.")
        return Exit.FAILED
    if problem is not None:
        raise WrongUse(problem)
    return status_of(findings, arguments.fail_on)


def _save_picture(run: Run, path: Path) -> None:
    draw_offscreen()
    from inspector.gui.headless import save_picture

    save_picture(run, path, what=format_of(path) or Format.PNG)
