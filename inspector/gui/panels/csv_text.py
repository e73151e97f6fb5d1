"""Rows of a table as CSV, with the names of the columns first."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

from inspector.gui.panels.table_panel import GrowingModel

COUNT = re.compile(r"\d{1,3}(,\d{3})+")
"""Such as `2,400`."""


def csv_of(model: GrowingModel, rows: Iterable[int]) -> str:
    """The cells of these rows, as they are shown; but a number without the comma that makes a spreadsheet doubt it."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(model.columns)
    for row in rows:
        shown = (model.text(row, column) for column in range(len(model.columns)))
        writer.writerow([one.replace(",", "") if COUNT.fullmatch(one) else one for one in shown])
    return text.getvalue()
