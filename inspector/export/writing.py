"""A run written to a file in any format that needs no painter."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from inspector.analysis.finding import Finding
from inspector.analysis.report import build_report
from inspector.analysis.run import Run
from inspector.export.csv_tables import write_batches, write_events
from inspector.export.formats import Format
from inspector.export.progress import Tell, untold
from inspector.export.report_json import report_text
from inspector.export.trace import write_trace
from inspector.export.whole_file import whole_file


def write_data(what: Format, run: Run, findings: Sequence[Finding], path: Path, tell: Tell = untold) -> Path:
    """Write the events, the batches, the report or the trace. Raises `OSError` where the file cannot be written."""
    with whole_file(path) as file:
        match what:
            case Format.EVENTS:
                write_events(run, file, tell)
            case Format.BATCHES:
                write_batches(run, file, tell)
            case Format.TRACE:
                write_trace(run, findings, file, compressed=path.suffix.lower() == ".gz", tell=tell)
            case Format.REPORT:
                file.write(report_text(build_report(run, list(findings))).encode("utf-8"))
            case _:
                raise ValueError(f"{what} has to be drawn")
    return path
