"""From files to workers: one that cannot be read holds up no other."""

from __future__ import annotations

from pathlib import Path

from inspector.analysis.workers import read_workers
from inspector.recording.writer import RecordingWriter, made_here
from tests.analysis.workers.stories import task, whole
from tests.story import Story


def saved(path: Path, story: Story) -> Path:
    story.recorder.drain()
    RecordingWriter(path, story.recorder.recording, made_here()).close()
    return path


def test_that_they_are_in_the_order_of_their_tasks_and_named_after_them(tmp_path: Path) -> None:
    paths = [saved(tmp_path / f"{n}.fitrec", whole(clock_ms=n, task=task(n))) for n in (1, 0)]
    read = read_workers(paths)
    assert [worker.name for worker in read.workers] == ["worker 0", "worker 1"]
    assert [path.name for path in read.paths] == ["0.fitrec", "1.fitrec"]


def test_that_without_tasks_they_are_named_after_their_files_in_the_order_given(tmp_path: Path) -> None:
    paths = [saved(tmp_path / f"{name}.fitrec", whole(clock_ms=at)) for at, name in enumerate("ba")]
    assert [worker.name for worker in read_workers(paths).workers] == ["b", "a"]


def test_that_two_of_one_task_are_named_after_their_files(tmp_path: Path) -> None:
    paths = [saved(tmp_path / f"{name}.fitrec", whole(clock_ms=at, task=task(0))) for at, name in enumerate("ab")]
    assert [worker.name for worker in read_workers(paths).workers] == ["a", "b"]


def test_that_one_file_given_twice_has_two_names(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.fitrec", whole())
    read = read_workers([path, path])
    assert len({worker.name for worker in read.workers}) == 2
    assert (read.workers[1].apart or "").startswith("the same recording")


def test_that_what_cannot_be_read_is_a_sentence_and_the_others_are_there(tmp_path: Path) -> None:
    good = [saved(tmp_path / f"{n}.fitrec", whole(clock_ms=n)) for n in range(3)]
    data = good[2].read_bytes()
    good[2].write_bytes(data[: len(data) - 40])
    bad = tmp_path / "bad.fitrec"
    bad.write_bytes(b"what is this")
    read = read_workers([good[0], bad, tmp_path / "none.fitrec", good[1], good[2]])
    assert [worker.name for worker in read.workers] == ["0", "1", "2"]
    assert len(read.unreadable) == 2
    assert "bad.fitrec is not a recording" in read.unreadable[0]
    assert len(read.remarks) == 1
    assert "2.fitrec" in read.remarks[0]
