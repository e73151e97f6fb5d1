"""The files of a session are kept up to date while it goes on, one for each run, and whole when it is over."""

from __future__ import annotations

import threading
from pathlib import Path
from time import monotonic

import pytest

from inspector.recording.events import Kind
from inspector.recording.keeper import RunsKeeper, numbered
from inspector.recording.reader import open_recording
from inspector.recording.runs import Runs
from tests.recording.files import events


@pytest.fixture
def runs() -> Runs:
    begun = Runs()
    begun.begin()
    return begun


def test_that_what_happens_is_in_the_file_before_the_run_is_over(tmp_path: Path, runs: Runs) -> None:
    path = tmp_path / "r.fitrec"
    with RunsKeeper(runs, path, every_s=0.01):
        runs.put(Kind.TRAIN_BEGIN)
        until = monotonic() + 30
        while not len(open_recording(path).recording):
            assert monotonic() < until, "nothing was written"
        runs.put(Kind.TRAIN_END)
    assert [event.kind for event in open_recording(path).recording.events()] == [Kind.TRAIN_BEGIN, Kind.TRAIN_END]
    assert not [thread for thread in threading.enumerate() if thread.name == "recording"]


def test_that_what_came_last_is_written_although_the_run_left_by_an_exception(tmp_path: Path, runs: Runs) -> None:
    def fit() -> None:
        with RunsKeeper(runs, tmp_path / "r.fitrec", every_s=60):
            runs.put(Kind.TRAIN_BEGIN)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fit()
    assert len(open_recording(tmp_path / "r.fitrec").recording) == 1


def test_that_a_recording_that_is_drained_and_written_from_two_threads_is_the_same_in_the_file(
    tmp_path: Path, runs: Runs
) -> None:
    (recorder,) = runs.recorders
    with RunsKeeper(runs, tmp_path / "r.fitrec", every_s=0.001):
        for step in range(20_000):
            recorder.put(Kind.TRAIN_BATCH_BEGIN, step=step, payload={"step": step} if step % 11 == 0 else None)
            if step % 50 == 0:
                recorder.drain()
    opened = open_recording(tmp_path / "r.fitrec")
    assert events(opened.recording) == events(recorder.recording)
    assert [event.step for event in opened.recording.events()] == list(range(20_000))


def test_that_each_run_has_a_file_of_its_own(tmp_path: Path, runs: Runs) -> None:
    with RunsKeeper(runs, tmp_path / "r.fitrec") as keeper:
        runs.put(Kind.TRAIN_BEGIN)
        second = runs.begin()
        second.put(Kind.TRAIN_END)
        runs.recorders[0].put(Kind.PULL_BEGIN)  # read ahead still, for the run that is over
    assert keeper.paths == [tmp_path / "r.fitrec", tmp_path / "r-2.fitrec"]
    kinds = [[event.kind for event in open_recording(path).recording.events()] for path in keeper.paths]
    assert kinds == [[Kind.TRAIN_BEGIN, Kind.PULL_BEGIN], [Kind.TRAIN_END]]
    assert keeper.problem is None


def test_that_without_a_file_what_was_put_is_there_to_be_read_all_the_same(runs: Runs) -> None:
    with RunsKeeper(runs, None) as keeper:
        runs.put(Kind.TRAIN_BEGIN)
    assert len(runs.recorders[0].recording) == 1
    assert keeper.paths == []


def test_that_a_file_that_cannot_be_written_is_told_at_once(tmp_path: Path, runs: Runs) -> None:
    keeper = RunsKeeper(runs, tmp_path / "nowhere" / "r.fitrec")
    assert keeper.problem is not None
    assert "cannot be written" in keeper.problem


def test_that_files_are_numbered_from_the_second_on() -> None:
    assert [numbered(Path("a/run.fitrec"), n).name for n in range(3)] == ["run.fitrec", "run-2.fitrec", "run-3.fitrec"]
