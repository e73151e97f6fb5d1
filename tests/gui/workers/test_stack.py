"""Several workers laid out on one axis. No window."""

from __future__ import annotations

import numpy as np
import pytest

from inspector.analysis.workers import Clock, across, aligned
from inspector.gui.timeline.axis import Axis
from inspector.gui.timeline.boxes import Boxes
from inspector.gui.workers.pointing import Pointed, at, beneath, over, step
from inspector.gui.workers.silence import silences
from inspector.gui.workers.stack import Stack
from inspector.recording.events import Kind
from tests.analysis.workers.stories import breaks_off, dies, named, story, whole
from tests.story import Story, failure


def stacked(axis: Axis, *stories: Story) -> Stack:
    workers = aligned(named(*stories))
    return Stack(workers, [[] for _ in workers], axis)


def lane(stack: Stack, group: int, name: str) -> Boxes:
    """The boxes of a lane that are not of what is missing."""
    return next(band.lane for band in stack.groups[group].bands if band.lane.name == name).layers[-1]


def test_that_steps_that_ended_together_are_drawn_to_end_together_though_the_clocks_differ() -> None:
    stack = stacked(Axis.TIME, whole(), whole(clock_ms=3_600_000), whole(clock_ms=-250))
    ends = [lane(stack, group, "Steps").x1 for group in range(3)]
    np.testing.assert_allclose(ends[1], ends[0], atol=1e-6)
    np.testing.assert_allclose(ends[2], ends[0], atol=1e-6)


def test_that_a_drifting_clock_is_straightened() -> None:
    stack = stacked(Axis.TIME, whole(steps=400), whole(clock_ms=5_000, steps=400, rate=1 + 1e-4))
    np.testing.assert_allclose(lane(stack, 1, "Steps").x1, lane(stack, 0, "Steps").x1, atol=5e-6)


def test_that_one_that_cannot_be_aligned_begins_where_the_first_does_and_says_so() -> None:
    never = story(clock_ms=99_000).fit_raises(failure("RuntimeError", "no route to host", "model"))
    stack = stacked(Axis.TIME, whole(), never)
    assert stack.groups[1].doubtful
    assert "no step ended both here and on worker-0" in stack.groups[1].clock
    assert stack.extent[1] < 1.0


def test_that_a_step_has_the_same_cell_on_every_worker() -> None:
    stack = stacked(Axis.STEP, whole(steps=4), story(clock_ms=5, steps=6).epoch_begin(0).steps(0, 6).epoch_end().ends())
    assert {number: (cells.start, cells.steps) for number, cells in stack.cells.items()} == {0: (0.0, 6), 1: (7.0, 6)}
    first, second = lane(stack, 0, "Steps").x0, lane(stack, 1, "Steps").x0
    np.testing.assert_allclose(second[:4], first[:4])
    assert first[4] > 7.0, "the first one's epoch 1 is where the second one's would be"
    assert lane(stack, 0, "Epochs").x1.tolist() == [4.0, 11.0], "as wide as its own steps"


def test_that_a_finding_is_marked_on_each_worker_that_it_shows_on() -> None:
    workers = aligned(named(whole(), dies(clock_ms=700)))
    finding = next(one for one in across(workers) if one.rule == "worker-steps-differ")
    by_step = Stack(workers, [[], []], Axis.STEP).marks(finding)
    assert [(mark.group, mark.x) for mark in by_step] == [(0, 9.0), (1, 7.0)]
    by_time = Stack(workers, [[], []], Axis.TIME).marks(finding)
    assert [mark.group for mark in by_time] == [0, 1]
    assert by_time[1].x < by_time[0].x


# -- silence ----------------------------------------------------------------------------------------------------------


def waits(clock_ms: float = 0, at_ms: float = 20_000) -> Story:
    """A worker that does its steps, and then hears nothing for long."""
    told = story(clock_ms).epoch_begin(0).steps(0, 4).epoch_end().epoch_begin(1).steps(0, 2).step_begins(2)
    told.put(Kind.RETRACED, after_ms=at_ms, step=2)
    return told.fit_raises(failure("UnavailableError", "gone", "model"))


def test_that_what_nobody_recorded_anything_in_is_left_out_of_the_time_axis() -> None:
    stack = stacked(Axis.TIME, waits(), dies(clock_ms=1))
    assert stack.time is not None
    assert len(stack.time.breaks) == 1
    assert stack.time.breaks[0].left_out == pytest.approx(20e9, rel=0.01)
    assert stack.extent[1] < 0.2


def test_that_a_silence_in_which_another_worker_was_heard_is_not_left_out() -> None:
    heard = whole(clock_ms=0).run()
    busy = story(epochs=1, steps=4).epoch_begin(0).steps(0, 4)
    for _ in range(200):
        busy.put(Kind.STEP_SITS, after_ms=100, payload={"file": "a.py", "line": 1, "function": "f", "since_ns": 0})
    alone, both = (
        silences([(run, Clock(own=True)) for run in runs])
        for runs in ([heard, waits().run()], [heard, waits().run(), busy.run()])
    )
    assert len(alone) == 1
    assert both == ()


def test_that_a_run_without_silence_is_drawn_as_it_was() -> None:
    assert silences([(whole().run(), Clock(own=True))]) == ()
    assert silences([]) == ()


# -- from one thing to the next ---------------------------------------------------------------------------------------


def test_that_one_goes_along_a_lane_and_to_the_same_place_of_the_next_worker() -> None:
    stack = stacked(Axis.STEP, whole(), dies(clock_ms=7))
    first = step(stack, None, forward=True)
    assert first is not None
    second = step(stack, first, forward=True)
    assert second is not None
    assert (second.group, second.selection.step if second.selection else None) == (0, 1)
    below = beneath(stack, second, down=True)
    assert below is not None
    assert (below.group, below.selection.step if below.selection else None) == (1, 1)
    assert beneath(stack, below, down=True) is None
    assert over(stack, below) == over(stack, second)


def test_that_heads_are_gone_through_where_a_head_is_selected() -> None:
    stack = stacked(Axis.STEP, whole(), whole(clock_ms=7))
    assert beneath(stack, None, down=True) == Pointed(0)
    assert beneath(stack, Pointed(0), down=True) == Pointed(1)
    assert beneath(stack, Pointed(0), down=False) is None


def test_that_what_is_under_the_pointer_is_found() -> None:
    stack = stacked(Axis.STEP, whole(), breaks_off(clock_ms=7))
    group = stack.groups[1]
    steps = next(band for band in group.bands if band.lane.name == "Steps")
    found = at(stack, 1, 2.5, steps.top + 5, 0.1)
    assert found is not None
    assert found.selection is not None
    assert (found.group, found.selection.epoch, found.selection.step) == (1, 0, 2)
    assert at(stack, 1, 2.5, 3, 0.1) == Pointed(1), "its head"
    assert at(stack, 1, None, steps.top + 5, 0.1) == Pointed(1), "the names at the left"
    assert at(stack, 1, 4.5, steps.top + 5, 0.1) is None, "between two epochs"
