"""The report as JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from inspector.analysis.report import ReportData


def write_report(report: ReportData, path: Path) -> None:
    """Write it to a file. Raises OSError where that fails."""
    path.write_text(json.dumps(report, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def print_report(report: ReportData, *, in_one_line: bool = False) -> None:
    """Write it to standard output."""
    indent = None if in_one_line else 2
    sys.stdout.write(json.dumps(report, indent=indent, ensure_ascii=False) + "\n")
