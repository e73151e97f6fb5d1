"""The report as JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from inspector.analysis.report import ReportData


def report_text(report: ReportData) -> str:
    """The report as it stands in its file."""
    return json.dumps(report, indent=2, ensure_ascii=False) + "\n"


def write_report(report: ReportData, target: str) -> None:
    """Write to the file `target`, or to standard output where it is `-`. Raises OSError where that fails."""
    text = report_text(report)
    if target == "-":
        sys.stdout.write(text)
    else:
        Path(target).write_text(text, encoding="utf-8")
