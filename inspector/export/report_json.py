"""The report as JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from inspector.analysis.report import ReportData


def report_text(report: ReportData, *, in_one_line: bool = False) -> str:
    """The report as it stands in its file."""
    return json.dumps(report, indent=None if in_one_line else 2, ensure_ascii=False) + "\n"


def write_report(report: ReportData, path: Path) -> None:
    """Write it to a file. Raises OSError where that fails."""
    path.write_text(report_text(report), encoding="utf-8")


def print_report(report: ReportData, *, in_one_line: bool = False) -> None:
    """Write it to standard output."""
    sys.stdout.write(report_text(report, in_one_line=in_one_line))
