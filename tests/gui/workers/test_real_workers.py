"""Two worker processes under `MultiWorkerMirroredStrategy`, for real, and the window on what they recorded."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from inspector.gui.timeline.axis import Axis
from inspector.gui.workers.pointing import step
from tests.fit.cluster import ENOUGH, train
from tests.gui.conftest import MakeWindow

pytest.importorskip("tf_keras")
pytestmark = [pytest.mark.keras, pytest.mark.long]


def test_that_the_window_shows_two_real_workers_of_which_one_had_too_little_data(
    qtbot: QtBot, make_window: MakeWindow, tmp_path: Path
) -> None:
    train(tmp_path, ENOUGH, 5)
    window = make_window()
    window.open_workers(sorted(tmp_path.glob("*.fitrec"), reverse=True))
    qtbot.waitUntil(lambda: window.workers.window is not None and window.workers.window.isVisible(), timeout=60_000)
    workers = window.workers.window
    assert workers is not None
    assert workers.shown is not None
    assert [worker.name for worker in workers.shown.read.workers] == ["worker 0", "worker 1"]
    assert workers.shown.remarks == []
    assert [card.finding.rule for card in workers.across.cards][:2] == ["worker-data-over-first", "worker-failed-first"]
    stack = workers.shown.stacks[Axis.TIME]
    steps = [next(band.lane for band in group.bands if band.lane.name == "Steps").layers[-1] for group in stack.groups]
    for first, second in zip(steps[0].x1[:4], steps[1].x1[:4], strict=True):
        assert abs(first - second) < 0.25, "epoch 0's steps end together"
    assert stack.time is not None
    assert sum(one.left_out for one in stack.time.breaks) > 1e9, "the wait of the one that is left alone"
    workers.canvas.select(step(stack, None, forward=True))
    assert "Step 0 of epoch 0" in workers.canvas.words_of(workers.canvas.selected)
