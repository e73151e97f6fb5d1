"""A crowd of boxes, in pixels: one that is flagged among very many is seen with the whole run in view."""

from __future__ import annotations

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from inspector.analysis.run import Run
from inspector.gui.theme import DARK, LIGHT, Theme
from inspector.gui.timeline.timeline_view import TimelineView
from inspector.recording.events import Kind, Role
from tests.benchmarks.long_run import long_run


def crowded_run(*, without_step: bool = False, raising: bool = False) -> Run:
    """A hundred thousand events; one step of validation in the middle without its end, or one batch that raised."""
    long = long_run(100_000)
    rows = np.concatenate(list(long.recording.rows.blocks()))
    kind, role = (Kind.TRAIN_BATCH_END, Role.TRAIN) if without_step else (Kind.PULL_END, Role.TRAIN)
    which = np.flatnonzero((rows["kind"] == kind) & (rows["role"] == role))
    at = which[len(which) // 2]
    if raising:
        rows["kind"][at] = Kind.PULL_RAISED
        long.recording.payloads = [*long.recording.payloads, FAILURE]
        rows["payload"][at] = len(long.recording.payloads) - 1
    elif without_step:
        rows = np.delete(rows, at)
    long.recording.rows = type(long.recording.rows)(rows.dtype)
    long.recording.rows.adopt(rows)
    run = Run(long.recording)
    run.update()
    return run


FAILURE = {
    "type": "ValueError",
    "message": "no",
    "file": "train.py",
    "line": 1,
    "function": "batches",
    "where": "data",
    "traceback": "",
}


def problem_pixels(view: TimelineView, theme: Theme, lane: int) -> int:
    """How many pixels of a lane have the colour of a problem."""
    band = view.plot.bands[lane]
    image = view.plot.grab().toImage()
    wanted = int(theme.problem.lstrip("#"), 16)
    rows = range(int(band.top), int(band.top + band.height))
    return sum(image.pixel(x, y) & 0xFFFFFF == wanted for y in rows for x in range(110, image.width()))


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("lane", "odd"), [(0, {"raising": True}), (2, {"without_step": True})])
def test_that_one_of_very_many_that_is_flagged_is_seen_with_the_whole_run_in_view(
    qtbot: QtBot, theme: Theme, lane: int, odd: dict[str, bool]
) -> None:
    view = TimelineView(theme)
    qtbot.addWidget(view)
    view.resize(1200, 800)
    view.show()
    view.show_run(crowded_run())
    assert problem_pixels(view, theme, lane) == 0
    view.show_run(crowded_run(**odd))
    assert problem_pixels(view, theme, lane) > 4
