"""The report as JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from inspector.analysis.report import ReportData


def write_report(report: ReportData, target: str) -> None:
    """Write to the file `target`, or to standard output where it is `-`. Raises OSError where that fails."""
    text = json.dumps(report, indent=2, ensure_ascii=False) + "\n"
    if target == "-":
        sys.stdout.write(text)
    else:
        Path(target).write_text(text, encoding="utf-8")
