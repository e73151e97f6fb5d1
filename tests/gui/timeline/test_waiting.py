"""How many batches wait: the most in each column is what looking at every instant gives, wherever one panned before."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from inspector.analysis.run import Run
from inspector.gui.timeline.axis import Axis
from inspector.gui.timeline.content import Content
from inspector.gui.timeline.summary import Raster
from inspector.gui.timeline.time_place import TimePlace
from inspector.gui.timeline.waiting import StepsWaiting, TimeWaiting
from inspector.recording.events import Kind
from inspector.recording.recording import Recording
from tests.benchmarks.long_run import long_run


def uneven(seed: int) -> Recording:
    """A run whose batches come early and late."""
    long = long_run(6000, epochs=4)
    rows = np.concatenate(list(long.recording.rows.blocks()))
    late = np.flatnonzero(rows["kind"] == Kind.PULL_END)
    rows["t_ns"][late] += np.random.default_rng(seed).integers(0, 9_000_000, len(late))
    long.recording.rows = type(long.recording.rows)(rows.dtype)
    long.recording.rows.adopt(rows)
    return long.recording


def content_of(recording: Recording, axis: Axis) -> Content:
    run = Run(recording)
    run.update()
    content = Content(run, axis)
    content.refresh()
    return content


@pytest.mark.parametrize("seed", range(4))
def test_that_by_the_clock_a_column_has_the_most_that_waited_in_it(seed: int) -> None:
    content = content_of(uneven(seed), Axis.TIME)
    assert isinstance(content.place, TimePlace)
    read_ahead, random = content.lanes.waiting, np.random.default_rng(seed)
    panned, left, end = TimeWaiting(read_ahead, content.place), 0.2, content.place.x(read_ahead.last_ns or 0)
    for _ in range(5):
        left += random.uniform(-0.1, 0.2)
        raster = Raster.over(left, left + 0.6, 60)
        (found,) = panned.columns(raster).within(raster)
        for number, (a, b) in enumerate(pairwise(raster.edges.tolist())):
            a_ns, b_ns = content.place.t_ns(a), content.place.t_ns(b)
            instants = np.append(read_ahead.changes(a_ns, b_ns), a_ns)
            assert found[number] == (read_ahead.waiting(instants).max() + 1 if a < end else 0)


def test_that_on_the_step_axis_a_column_has_the_most_of_its_steps_and_of_the_one_before() -> None:
    steps = content_of(uneven(1), Axis.STEP).lanes.train_steps.layers[-1]
    values = steps.column("value", slice(None))
    raster = Raster.over(3.0, 170.0, 40)
    (found,) = StepsWaiting(steps).columns(raster).within(raster)
    for number, (a, b) in enumerate(pairwise(raster.edges.tolist())):
        begun = np.flatnonzero(steps.x0 < b)
        inside = begun[(steps.x0[begun] >= a) | (begun == begun[-1])] if len(begun) else begun
        assert found[number] == (values[inside].max() + 1 if len(inside) else 0)


@pytest.mark.parametrize("axis", list(Axis))
def test_that_columns_of_a_run_that_grew_are_those_of_one_that_was_read_at_once(axis: Axis) -> None:
    whole = uneven(2)
    expected = content_of(whole, axis)
    recording = Recording()
    recording.payloads, recording.threads = whole.payloads, whole.threads
    run = Run(recording)
    grown = Content(run, axis)
    rows = np.concatenate(list(whole.rows.blocks()))
    raster = Raster.over(*expected.extent, 100)
    waiting = waiting_of(grown)
    for first in range(0, len(rows), 173):
        recording.rows.extend(rows[first : first + 173])
        run.update()
        grown.refresh()
        if waiting.end is not None:
            waiting.columns(raster)
    found, anew = (one.columns(raster).within(raster)[0] for one in (waiting, waiting_of(expected)))
    assert found.tolist() == anew.tolist()


def waiting_of(content: Content) -> TimeWaiting | StepsWaiting:
    if isinstance(content.place, TimePlace):
        return TimeWaiting(content.lanes.waiting, content.place)
    return StepsWaiting(content.lanes.train_steps.layers[-1])
