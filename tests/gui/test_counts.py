"""Counts have their thousands apart, wherever they are told; the numbers of steps, epochs and batches do not."""

from __future__ import annotations

import csv
import io
import re

import pytest

from inspector.analysis.diagnosis import diagnose
from inspector.analysis.grid import expected_grid
from inspector.analysis.run import Run
from inspector.analysis.wording import count
from inspector.export.summary import print_summary
from inspector.gui.panels.csv_text import csv_of
from inspector.gui.panels.description import describe
from inspector.gui.panels.epochs_table import EpochsModel
from inspector.gui.selection import Selection, Thing
from inspector.gui.status import progress_words
from inspector.gui.theme import LIGHT
from inspector.gui.timeline.badge_words import headline, parts, tell_badge
from inspector.gui.timeline.epoch_badge import Badges
from inspector.gui.timeline.verdict import verdict_of
from tests.story import Story

NAMES = r"(?<!step )(?<!steps )(?<!batch )(?<!batches )"
PLAIN = re.compile(rf".*(?<![=–/\d]){NAMES}\b(?:1200|1201|2400)\b(?![–/]).*", re.IGNORECASE)
"""A line that writes one of these counts plain, though it names no step or batch, no argument and no bar of Keras'."""


@pytest.fixture(scope="module")
def run() -> Run:
    """A generator that ends after 1,200 of 2,400 steps."""
    story = Story(epochs=1, steps_per_epoch=2400).peek(2).train_begin().epoch_begin(0, optimizer=0).steps(0, 1200)
    story.step_begins(1200).source_stops()
    return story.epoch_end(optimizer=1201).train_end().ends().run()


def test_that_a_count_has_its_thousands_apart() -> None:
    assert [count(number, "batch", "batches") for number in (1, 999, 2400)] == [
        "1 batch",
        "999 batches",
        "2,400 batches",
    ]


def test_that_findings_and_the_summary_tell_counts_so(run: Run) -> None:
    found = diagnose(run)
    out = io.StringIO()
    print_summary(run, found, out)
    told = out.getvalue() + "\n".join(f"{one.title}\n{one.explanation}" for one in found)
    assert "1,200 of 2,400 steps" in told
    assert PLAIN.findall(told) == []


def test_that_the_window_tells_counts_so(run: Run) -> None:
    badges = Badges(run).of(expected_grid(run))
    (badge,) = badges
    words = [
        verdict_of(run, badges)[0],
        progress_words(run),
        *headline(badge),
        *(one for part in parts(badge) for one in part.words),
        tell_badge(badge),
    ]
    for selection in (Selection(Thing.EPOCH, epoch=0), Selection(Thing.MISSING_STEP, epoch=0, step=2000)):
        described = describe(run, selection)
        words += [described.title, described.sentence, *(value for _, value in described.rows)]
    told = "\n".join(words)
    assert "1,200 of 2,400 steps" in told
    assert "1,200/2,400" in words
    assert "optimizer counted 1,201" in words
    assert "step 2000" in told.lower()
    assert "≠ bar: 2400/2400" in words, "as Keras writes it"
    assert PLAIN.findall(told) == []


def test_that_a_table_shows_counts_so_and_copies_numbers_that_a_spreadsheet_can_read(run: Run) -> None:
    model = EpochsModel(run, LIGHT)
    model.grow()
    shown = dict(zip(model.columns, (model.text(0, column) for column in range(len(model.columns))), strict=True))
    assert (shown["Steps"], shown["Optimizer"]) == ("1,200 of 2,400", "1,201")
    names, copied = csv.reader(io.StringIO(csv_of(model, [0])))
    assert dict(zip(names, copied, strict=True))["Optimizer"] == "1201"
