"""The trace: every entry is one of the Trace Event Format's, and the run is in it."""

from __future__ import annotations

import gzip
import io
import json
from collections import defaultdict
from collections.abc import Callable
from typing import Any

import pytest

from inspector.analysis.diagnosis import diagnose
from inspector.analysis.run import Run
from inspector.export.trace import write_trace
from inspector.recording.events import Kind, Role
from tests.story import Story, clean, raises_at_batch_3, stops_after_5

Events = list[dict[str, Any]]


def trace_of(run: Run) -> dict[str, Any]:
    file = io.BytesIO()
    write_trace(run, diagnose(run), file, compressed=False)
    return json.loads(file.getvalue())  # type: ignore[no-any-return]


def events_of(run: Run) -> Events:
    return trace_of(run)["traceEvents"]  # type: ignore[no-any-return]


def named(events: Events, name: str) -> dict[str, Any]:
    (found,) = [event for event in events if event["name"] == name]
    return found


def lanes(events: Events) -> dict[str, int]:
    return {event["args"]["name"]: event["tid"] for event in events if event["name"] == "thread_name"}


def validated() -> Story:
    story = Story(epochs=2, steps_per_epoch=3, validation_steps=2).source("generator", None, role=Role.VALIDATION)
    story.peek(2).peek(2, Role.VALIDATION).train_begin()
    for epoch in range(2):
        story.epoch_begin(epoch).steps(0, 3).callback("on_epoch_end").validate(2).epoch_end()
    return story.train_end().ends()


def reads_by_index() -> Story:
    story = Story(epochs=2, kind="py_dataset", length=3, hooks=("on_epoch_end",)).train_begin()
    for epoch in range(2):
        story.epoch_begin(epoch).whole_pass(3).dataset_hook(Kind.DATASET_EPOCH_END).epoch_end()
    return story.train_end().ends()


def several_workers() -> Story:
    """Two workers make batches at once."""
    story = Story(epochs=1, kind="py_dataset", length=4).train_begin().epoch_begin(0).new_pass()
    for batch in range(4):
        story.put(Kind.PULL_BEGIN, step=0, batch=batch, after_ms=0.1)
    for batch in range(4):
        story.put(Kind.PULL_END, step=0, batch=batch, payload=story.signed())
        story.deliver(batch)
    return story.ready_steps(0, 4).epoch_end().train_end().ends()


def hangs() -> Story:
    story = Story(epochs=1, steps_per_epoch=3).peek(2).train_begin().epoch_begin(0).steps(0, 2).step_begins(2)
    return story.put(Kind.PULL_BEGIN, step=0, batch=2).dies()


STORIES = [clean, raises_at_batch_3, stops_after_5, validated, reads_by_index, several_workers, hangs]


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.__name__)
def test_that_every_entry_is_one_of_the_format(story: Callable[[], Story]) -> None:
    trace = trace_of(story().run())
    assert trace["displayTimeUnit"] == "ms"
    events = trace["traceEvents"]
    assert {"name", "ph", "pid", "tid"} <= set.intersection(*map(set, events))
    assert {event["ph"] for event in events} <= set("MXiCsf")
    for event in events:
        assert isinstance(event["pid"], int)
        assert isinstance(event["tid"], int)
        match event["ph"]:
            case "M":
                assert list(event["args"]) in (["name"], ["labels"], ["sort_index"])
                continue
            case "X":
                assert event["dur"] >= 0
            case "i":
                assert event["s"] == "t"
            case "C":
                assert all(isinstance(value, int) for value in event["args"].values())
            case "f":
                assert event["bp"] == "e"
        assert event["ts"] >= 0
        assert event["cat"]


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.__name__)
def test_that_names_come_first_and_the_rest_by_time(story: Callable[[], Story]) -> None:
    events = events_of(story().run())
    told = [event["ph"] == "M" for event in events]
    assert told == sorted(told, reverse=True)
    times = [event["ts"] for event in events if event["ph"] != "M"]
    assert times == sorted(times)
    used = {event["tid"] for event in events if event["ph"] in "Xi"}
    assert used <= set(lanes(events).values())


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.__name__)
def test_that_no_two_slices_of_a_lane_cross(story: Callable[[], Story]) -> None:
    by_lane: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for event in events_of(story().run()):
        if event["ph"] == "X":
            by_lane[event["tid"]].append((event["ts"], event["ts"] + event["dur"]))
    for spans in by_lane.values():
        open_ends: list[float] = []
        for began, ended in spans:
            while open_ends and open_ends[-1] <= began + 1e-9:
                open_ends.pop()
            assert not open_ends or ended <= open_ends[-1] + 1e-9
            open_ends.append(ended)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.__name__)
def test_that_every_arrow_goes_from_a_slice_to_a_slice_and_not_back_in_time(story: Callable[[], Story]) -> None:
    events = events_of(story().run())
    slices = [event for event in events if event["ph"] == "X"]
    starts = {event["id"]: event for event in events if event["ph"] == "s"}
    ends = {event["id"]: event for event in events if event["ph"] == "f"}
    assert starts.keys() == ends.keys()
    assert starts
    for number, start in starts.items():
        assert start["ts"] <= ends[number]["ts"]
        for one in (start, ends[number]):
            assert any(s["tid"] == one["tid"] and s["ts"] <= one["ts"] <= s["ts"] + s["dur"] for s in slices), one


def test_that_the_lanes_are_those_of_the_timeline() -> None:
    assert list(lanes(events_of(validated().run()))) == [
        "Source", "Steps", "Validation source", "Validation steps", "Epochs", "Callback Checkpoint", "Findings",
    ]  # fmt: skip
    assert "Dataset" in lanes(events_of(reads_by_index().run()))
    assert {"Source", "Source · 2", "Source · 3", "Source · 4"} <= set(lanes(events_of(several_workers().run())))


def test_that_a_step_points_at_the_batch_that_it_trained_on() -> None:
    events = events_of(clean(epochs=1, steps=3).run())
    batch = named(events, "batch 2")
    (start,) = [e for e in events if e["ph"] == "s" and e["ts"] == batch["ts"]]
    (end,) = [e for e in events if e["ph"] == "f" and e["id"] == start["id"]]
    step = named(events, "step 2")
    assert step["args"]["batches"] == [2]
    assert step["ts"] <= end["ts"] <= step["ts"] + step["dur"]


def test_that_data_asked_for_by_index_points_at_the_batch_of_its_own_pass() -> None:
    events = events_of(reads_by_index().run())
    made = sorted(e["ts"] for e in events if e["name"].startswith("batch ") and e["ph"] == "X")
    assert sorted(e["ts"] for e in events if e["ph"] == "s") == made
    assert len(made) == 6


def test_that_what_raised_and_what_never_came_is_marked_in_its_lane() -> None:
    events = events_of(raises_at_batch_3(epochs=2).run())
    where = lanes(events)
    assert named(events, "raised ZeroDivisionError")["tid"] == where["Source"]
    assert named(events, "7 of 10 steps missing in epoch 0")["tid"] == where["Steps"]
    for title in ("on_epoch_end never came for epoch 0", "Epoch 1 never began", "on_train_end never came"):
        assert named(events, title)["tid"] == where["Epochs"]
    step = named(events, "step 3 · never ended")
    assert step["args"]["ended"] is False
    assert named(events, "epoch 0 · never ended")["args"] == {"steps_done": 3, "ended": False}


def test_that_batches_that_wait_are_counted() -> None:
    counts = [event["args"]["Read-ahead"] for event in events_of(clean(epochs=1, steps=3).run()) if event["ph"] == "C"]
    assert counts == [1, 2, 1, 0, 1, 0]


def test_that_a_packed_trace_is_the_same_trace() -> None:
    run = clean().run()
    plain, packed = io.BytesIO(), io.BytesIO()
    write_trace(run, [], plain, compressed=False)
    write_trace(run, [], packed, compressed=True)
    assert gzip.decompress(packed.getvalue()) == plain.getvalue()
