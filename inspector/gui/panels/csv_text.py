"""Rows of a table as CSV, with the names of the columns first."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from inspector.gui.panels.table_panel import GrowingModel


def csv_of(model: GrowingModel, rows: Iterable[int]) -> str:
    """The cells of these rows, as they are shown."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(model.columns)
    for row in rows:
        writer.writerow([model.text(row, column) for column in range(len(model.columns))])
    return text.getvalue()
