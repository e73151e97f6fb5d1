"""A session in a process of its own: the same events, its death told, its end always to be had, nothing left."""

from __future__ import annotations

import functools
import io
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from time import monotonic

import pytest

from inspector.analysis.diagnosis import diagnose
from inspector.analysis.run import Run
from inspector.fit.isolation import isolated_session
from inspector.fit.isolation.child import Job
from inspector.fit.isolation.isolated_session import IsolatedSession
from inspector.recording.events import Event, Kind
from inspector.recording.runs import Runs
from tests.fit.isolation import jobs
from tests.story import clean, raises_at_batch_3

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals, and processes by their number")


@pytest.fixture(autouse=True)
def _nothing_left() -> Iterator[None]:
    threads, files = set(threading.enumerate()), open_files()
    yield
    assert [one for one in threading.enumerate() if one not in threads] == []
    assert open_files() == files


def open_files() -> int:
    return len(os.listdir("/dev/fd"))


def is_there(process: int) -> bool:
    """Whether this process still runs; one that is dead and was not fetched does not."""
    try:
        with open(f"/proc/{process}/stat", encoding="ascii", errors="replace") as stat:
            return stat.read().rsplit(")", 1)[1].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


class Isolated:
    """One session, on a thread of its own, followed."""

    def __init__(self, job: Job | str, echo: io.StringIO | None = None) -> None:
        self.runs = Runs()
        made = functools.partial(jobs.does, job) if isinstance(job, str) else job
        self.session = IsolatedSession(made, self.runs, echo)
        self._thread = threading.Thread(target=self.session.run, daemon=True)
        self._thread.start()

    def until(self, happened: Callable[[Event], bool]) -> Event:
        """Wait for such an event."""
        until = monotonic() + 60
        while monotonic() < until:
            for event in self.events:
                if happened(event):
                    return event
            self._thread.join(0.01)
        raise AssertionError([event.kind.name for event in self.events])

    def over(self) -> Run:
        """Wait for the end; the first run."""
        self._thread.join(60)
        assert not self._thread.is_alive()
        return self.told[0]

    @property
    def told(self) -> list[Run]:
        runs = [Run(recorder.recording) for recorder in self.runs.recorders]
        for recorder, run in zip(self.runs.recorders, runs, strict=True):
            recorder.drain()
            run.update()
        return runs

    @property
    def events(self) -> list[Event]:
        recorder = self.runs.recorders[0]
        recorder.drain()
        return list(recorder.recording.events())


def asked_for_a_batch(event: Event) -> bool:
    return event.kind is Kind.PULL_BEGIN


def says(word: str) -> Callable[[Event], bool]:
    return lambda event: event.kind is Kind.OUTPUT and event.payload is not None and word in event.payload["text"]


def bare(events: list[Event]) -> list[Event]:
    """Without the number of the process, which is another one."""
    return [event._replace(process=0, thread="", seq=0) for event in events]


# -- the same events --


def test_that_every_run_of_it_comes_over_whole_and_in_order() -> None:
    isolated = Isolated(jobs.replays_two)
    isolated.over()
    for recorder, story in zip(isolated.runs.recorders, (raises_at_batch_3(), clean()), strict=True):
        story.recorder.drain()
        assert bare(list(recorder.recording.events())) == bare(list(story.recorder.recording.events()))


def test_that_events_are_there_while_it_goes_on() -> None:
    isolated = Isolated("waits_for_ever")
    event = isolated.until(asked_for_a_batch)
    assert event.process not in (os.getpid(), 0)
    assert event.thread == "fit"
    for _ in range(3):
        isolated.session.stop()
    isolated.over()


def test_that_all_that_is_said_is_recorded_and_what_was_printed_is_passed_on() -> None:
    echo = io.StringIO()
    isolated = Isolated("talks", echo)
    run = isolated.over()
    said = {(event.payload["stream"], event.payload["text"]) for event in isolated.events if says("")(event)}  # type: ignore[index]
    assert {("stdout", "to stdout"), ("stderr", "100 %"), ("native", "native out"), ("native", "native err")} <= said
    assert [event.payload["text"] for event in isolated.events if event.kind is Kind.WARNING] == ["mind this"]  # type: ignore[index]
    assert echo.getvalue() == "to stdout\n50 %\r100 %\n"
    assert run.outcome.value == "completed"


def test_that_what_cannot_be_done_is_told_in_its_sentence() -> None:
    isolated = Isolated(jobs.refuses)
    run = isolated.over()
    assert isolated.session.problem == "There is no bathces in train.py."
    assert run.ending["problem"] == isolated.session.problem


def test_that_a_process_that_does_not_come_to_its_job_is_told_with_what_it_said() -> None:
    isolated = Isolated(jobs.cannot_be_made)
    assert isolated.over().ending == {"outcome": "died", "exit_code": 1, "signal": None}
    isolated.until(says("ValueError: not this one"))


# -- its death --


@pytest.mark.parametrize(
    ("way", "exit_code", "signal", "line"),
    [
        ("leaves", 3, None, None),
        ("aborts", None, "SIGABRT", "aborts"),
        ("reads_null", None, "SIGSEGV", "reads_null"),
        ("is_killed", None, "SIGKILL", None),
    ],
)
def test_that_its_death_is_told_with_signal_or_exit_code_the_last_event_and_the_line(
    way: str, exit_code: int | None, signal: str | None, line: str | None
) -> None:
    isolated = Isolated(way)
    run = isolated.over()
    assert (run.ending["exit_code"], run.ending["signal"]) == (exit_code, signal)
    assert run.ending.get("at", {}).get("function") == line or line is not None
    finding = diagnose(run)[0]
    assert finding.rule == "process-died"
    assert str(signal or exit_code) in finding.title
    if signal not in ("SIGABRT", "SIGSEGV"):
        assert "“next() called”, batch 3" in finding.explanation
    if line is not None:
        isolated.until(says("Fatal Python error"))
        assert f"in {line}. " in finding.explanation


def test_that_one_that_hangs_after_its_end_is_ended_and_its_run_is_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolated_session, "ENDED_AFTER_S", 0.2)
    assert Isolated("hangs_at_exit").over().outcome.value == "completed"


# -- its end --


@pytest.mark.parametrize("way", ["waits_for_ever", "spins", "holds_the_lock"])
def test_that_the_third_press_ends_it_wherever_it_sits(way: str) -> None:
    isolated = Isolated(way)
    isolated.until(asked_for_a_batch)
    assert [isolated.session.stop() for _ in range(3)] == [1, 2, 3]
    run = isolated.over()
    assert run.outcome.value == "cancelled"
    assert run.stop_asked is not None


def test_that_the_second_press_ends_it_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolated_session, "ENDED_AFTER_S", 0.2)
    isolated = Isolated("holds_the_lock")
    isolated.until(asked_for_a_batch)
    isolated.session.stop()
    isolated.session.stop()
    assert isolated.over().outcome.value == "cancelled"


def test_that_presses_before_it_has_started_count() -> None:
    session = IsolatedSession(functools.partial(jobs.does, "waits_for_ever"), Runs())
    for _ in range(3):
        session.stop()
    session.run()
    assert session.problem is None


# -- nothing left --


def test_that_workers_end_with_it() -> None:
    isolated = Isolated("waits_with_a_worker")
    said = isolated.until(says("worker "))
    assert said.payload is not None
    worker = int(said.payload["text"].split()[1])
    assert is_there(worker)
    for _ in range(3):
        isolated.session.stop()
    isolated.over()
    assert not is_there(worker)


def test_that_one_who_left_and_holds_the_pipes_is_not_waited_for() -> None:
    isolated = Isolated("waits_with_one_who_left")
    said = isolated.until(says("left "))
    assert said.payload is not None
    for _ in range(3):
        isolated.session.stop()
    assert isolated.over().outcome.value == "cancelled"
    os.kill(int(said.payload["text"].split()[1]), 9)


@pytest.mark.parametrize(("way", "processes"), [("waits_with_a_worker", 2), ("holds_the_lock", 1)])
def test_that_all_ends_with_the_one_who_started_it_though_that_was_killed(way: str, processes: int) -> None:
    program = [sys.executable, "-m", "tests.fit.isolation.supervisor", way]
    with subprocess.Popen(program, stdout=subprocess.PIPE, text=True) as supervisor:
        assert supervisor.stdout is not None
        started = [int(supervisor.stdout.readline()) for _ in range(processes)]
        assert all(map(is_there, started))
        supervisor.kill()
    until = monotonic() + 30
    while any(map(is_there, started)):
        assert monotonic() < until, "something is left"


def test_that_a_system_that_lets_no_process_start_is_told_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/none/python")
    session = IsolatedSession(functools.partial(jobs.does, "returns"), Runs())
    session.run()
    assert session.problem == "The process for fit could not be started: No such file or directory."
