"""`fit-inspector compare A B`: what differs between two runs; nothing is run."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from inspector.analysis.compare import Side, UnreadableReport, compare
from inspector.analysis.compare.reading import read_side
from inspector.cli.exit_status import Exit
from inspector.cli.parsing import Parser, say
from inspector.export.comparison import comparison_data, print_comparison
from inspector.export.report_json import print_report, write_report
from inspector.fit.problem import WrongUse
from inspector.preconditions import require_outputs

DETAILS = "Exits with 0 where the same happened in both, with 1 where it did not."


def add(parser: Parser) -> None:
    """What it takes, and what it does."""
    parser.description = DETAILS
    parser.add_argument("a", type=Path, metavar="A", help="a recording, or a report (JSON)")
    parser.add_argument("b", type=Path, metavar="B", help="another one")
    parser.add_argument("--report", metavar="FILE|-", help="write the comparison as JSON; - is standard output")
    parser.set_defaults(do=_compare)


def _compare(arguments: argparse.Namespace) -> Exit:
    require_outputs(arguments.report, None)
    comparison = compare(_read(arguments.a), _read(arguments.b))
    print_comparison(comparison, sys.stderr if arguments.report == "-" else sys.stdout)
    if arguments.report == "-":
        print_report(comparison_data(comparison))
    elif arguments.report is not None:
        write_report(comparison_data(comparison), Path(arguments.report))
    return Exit.CLEAN if comparison.agree else Exit.FINDINGS


def _read(path: Path) -> Side:
    try:
        side, skipped = read_side(path)
    except UnreadableReport as problem:
        raise WrongUse(str(problem)) from None
    if skipped is not None:
        say(f"fit-inspector: {skipped}")
    return side
