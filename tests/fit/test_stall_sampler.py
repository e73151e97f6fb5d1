"""Where a call sits that takes far longer than the others: its line and thread, each change once, nothing otherwise."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic, perf_counter_ns

import pytest

from inspector.fit import stall_sampler
from inspector.fit.stall_sampler import StallSampler
from inspector.fit.taps import open_calls
from inspector.fit.taps.open_calls import Alike, OpenCalls
from inspector.recording.events import Event, Kind, Role
from inspector.recording.recorder import Recorder

SLOW = """
def first(gate):
    gate.wait()

def load(gates):
    first(gates[0])
    second = gates[1]
    second.wait()
"""


@pytest.fixture
def gates() -> Iterator[tuple[threading.Event, threading.Event]]:
    made = threading.Event(), threading.Event()
    yield made
    for gate in made:
        gate.set()


@pytest.fixture
def load(tmp_path: Path) -> Callable[..., None]:
    """A function of the person's own, in a file of theirs, that waits at two lines."""
    path = tmp_path / "train.py"
    path.write_text(SLOW)
    names: dict[str, Callable[..., None]] = {}
    exec(compile(SLOW, str(path), "exec"), names)
    return names["load"]


def pulls(calls: OpenCalls) -> Alike:
    return calls.alike(Kind.PULL_SITS, Role.TRAIN)


def steps(calls: OpenCalls) -> Alike:
    return calls.alike(Kind.STEP_SITS, Role.TRAIN, elsewhere=True)


def begins(alike: Alike, number: int) -> None:
    alike.begins(number, perf_counter_ns())


def ends(alike: Alike) -> None:
    alike.ends(perf_counter_ns())


def usual(alike: Alike, times: int = 6) -> Alike:
    for number in range(times):
        begins(alike, number)
        ends(alike)
    return alike


def until(recorder: Recorder, happened: Callable[[list[Event]], bool]) -> list[Event]:
    end = monotonic() + 30
    while monotonic() < end:
        recorder.drain()
        events = list(recorder.recording.events())
        if happened(events):
            return events
        threading.Event().wait(0.01)
    raise AssertionError(events)


def test_that_a_long_call_is_told_with_each_line_that_it_is_on_once(
    gates: tuple[threading.Event, threading.Event], load: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(open_calls, "LEAST_NS", 50_000_000)
    calls, recorder = OpenCalls(), Recorder()

    def pull() -> None:
        pulled = usual(pulls(calls))
        begins(pulled, 7)
        load(gates)
        ends(pulled)

    worker = threading.Thread(target=pull, name="maker")
    with StallSampler(calls, recorder, every_s=0.02):
        worker.start()
        (first,) = until(recorder, lambda events: len(events) == 1)
        assert (first.kind, first.batch, first.thread) == (Kind.PULL_SITS, 7, "maker")
        assert first.payload is not None
        assert Path(first.payload["file"]).name == "train.py"
        assert (first.payload["line"], first.payload["function"]) == (3, "first")
        gates[0].set()
        second = until(recorder, lambda events: len(events) > 1)[1]
        assert second.payload is not None
        assert (second.payload["line"], second.payload["function"]) == (8, "load")
        assert second.payload["since_ns"] == first.payload["since_ns"] < first.t_ns
        gates[1].set()
        worker.join()
    assert len(until(recorder, lambda events: True)) == 2
    assert not [one for one in threading.enumerate() if one.name == "fit-inspector-stalls"]


def test_that_of_a_step_that_waits_for_another_thread_the_line_of_that_one_is_told(
    gates: tuple[threading.Event, threading.Event], load: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(open_calls, "LEAST_NS", 50_000_000)
    # This test's own frames stand where those of a library would.
    monkeypatch.setattr(stall_sampler, "is_own", lambda file: Path(file).name == "train.py")
    calls, recorder = OpenCalls(), Recorder()
    worker = threading.Thread(target=load, args=(gates,), name="maker")
    worker.start()
    begins(usual(steps(calls)), 6)
    with StallSampler(calls, recorder, every_s=0.02):
        (event,) = until(recorder, lambda events: len(events) == 1)
    assert (event.kind, event.step, event.thread) == (Kind.STEP_SITS, 6, "maker")
    assert event.payload is not None
    assert event.payload["function"] == "first"


def test_that_a_step_that_waits_for_a_long_pull_is_not_told_beside_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(open_calls, "LEAST_NS", 50_000_000)
    calls, recorder, done = OpenCalls(), Recorder(), threading.Event()

    def pull() -> None:
        begins(usual(pulls(calls)), 7)
        done.wait()

    worker = threading.Thread(target=pull)
    worker.start()
    begins(usual(steps(calls)), 5)
    with StallSampler(calls, recorder, every_s=0.02):
        events = until(recorder, lambda events: len(events) >= 1)
    done.set()
    assert {event.kind for event in events} == {Kind.PULL_SITS}


def test_that_a_callback_that_takes_long_is_told_by_its_name(
    gates: tuple[threading.Event, threading.Event], load: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(open_calls, "LEAST_NS", 50_000_000)
    calls, recorder = OpenCalls(), Recorder()
    hook = {"callback": "Checkpoint", "index": 1, "hook": "on_train_batch_end"}

    def call() -> None:
        begins(usual(calls.alike(Kind.CALLBACK_SITS, Role.TRAIN, hook)), 7)
        load(gates)

    threading.Thread(target=call).start()
    with StallSampler(calls, recorder, every_s=0.02):
        (event,) = until(recorder, lambda events: len(events) == 1)
    assert (event.kind, event.step) == (Kind.CALLBACK_SITS, 7)
    assert event.payload is not None
    assert (event.payload["callback"], event.payload["function"]) == ("Checkpoint", "first")


def overdue(calls: OpenCalls, pulled: Alike, after_s: float) -> list[Kind]:
    ((_, began_ns),) = pulled.under_way.values()
    return [call.alike.sits for _, call in calls.overdue(began_ns + int(after_s * 1e9))]


def test_that_a_call_is_long_by_the_others_and_a_first_one_has_more_time() -> None:
    calls = OpenCalls()
    pulled = pulls(calls)
    begins(pulled, 0)
    assert (overdue(calls, pulled, 4.9), overdue(calls, pulled, 5.1)) == ([], [Kind.PULL_SITS])
    ends(pulled)
    begins(usual(pulled), 7)
    assert (overdue(calls, pulled, 0.4), overdue(calls, pulled, 0.6)) == ([], [Kind.PULL_SITS])


def test_that_a_step_that_got_no_batch_is_not_taken_for_one_that_goes_on() -> None:
    calls = OpenCalls()
    stepped = usual(steps(calls))
    begins(stepped, 6)
    stepped.forget()
    begins(stepped, 0)
    ends(stepped)
    assert list(calls.overdue(2**62)) == []


def test_that_of_calls_within_each_other_the_innermost_is_told() -> None:
    calls = OpenCalls()
    begins(steps(calls), 6)
    begins(calls.alike(Kind.CALLBACK_SITS, Role.TRAIN), 6)
    assert [call.alike.sits for _, call in calls.overdue(2**62)] == [Kind.CALLBACK_SITS]
