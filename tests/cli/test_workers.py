"""`fit-inspector workers`, on recordings written by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from inspector.cli import main
from inspector.recording.writer import RecordingWriter, made_here
from tests.analysis.workers.stories import dies, whole
from tests.story import Story


def written(path: Path, story: Story) -> Path:
    story.recorder.drain()
    RecordingWriter(path, story.recorder.recording, made_here()).close()
    return path


def test_that_it_tells_each_worker_and_what_shows_across_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one, other = written(tmp_path / "a.fitrec", whole()), written(tmp_path / "b.fitrec", dies(clock_ms=700))
    assert main(["workers", str(one), str(other), "--report", str(tmp_path / "all.json")]) == 1
    told = capsys.readouterr().out
    assert "a: train.py" in told
    assert "its clock is 700.0 ms ahead of a's by 6 shared steps; half of them agree within 0.1 ms" in told
    assert "b raised first: UnavailableError" in told
    report = json.loads((tmp_path / "all.json").read_text())
    assert [worker["name"] for worker in report["workers"]] == ["a", "b"]
    assert report["workers"][1]["clock"]["shared_steps"] == 6
    assert report["findings"][0]["rule"] == "worker-failed-first"
    assert report["workers"][1]["report"]["outcome"] == "raised"


def test_that_workers_that_do_the_same_exit_clean(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one, other = written(tmp_path / "a.fitrec", whole()), written(tmp_path / "b.fitrec", whole(clock_ms=5))
    assert main(["workers", str(one), str(other), "--report", "-"]) == 0
    printed = capsys.readouterr()
    assert json.loads(printed.out)["findings"] == []
    assert "Across the workers: no error and no warning." in printed.err


def test_that_files_of_one_name_are_told_apart_by_their_folders(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = []
    for ahead, name in enumerate(("one", "two")):
        (tmp_path / name).mkdir()
        paths.append(str(written(tmp_path / name / "run.fitrec", whole(clock_ms=ahead))))
    assert main(["workers", *paths]) == 0
    assert str(tmp_path / "two" / "run") in capsys.readouterr().out


@pytest.mark.parametrize(
    ("names", "sentence"),
    [(["a.fitrec"], "One recording is no comparison"), (["a.fitrec", "none.fitrec"], "none.fitrec")],
)
def test_that_wrong_use_is_one_sentence(
    names: list[str], sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written(tmp_path / "a.fitrec", whole())
    assert main(["workers", *(str(tmp_path / name) for name in names)]) == 2
    said = capsys.readouterr().err
    assert sentence in said
    assert len(said.splitlines()) == 1


def test_that_one_that_cannot_be_read_is_told_and_the_others_are_held_together(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = [written(tmp_path / f"{name}.fitrec", whole(clock_ms=at)) for at, name in enumerate("ab")]
    (tmp_path / "c.fitrec").write_bytes(b"")
    assert main(["workers", *map(str, paths), str(tmp_path / "c.fitrec")]) == 2, "nothing is known of the third"
    said = capsys.readouterr()
    assert "c.fitrec is empty" in said.err
    assert "Across the workers: no error and no warning." in said.out


def test_that_of_recordings_that_are_not_of_one_training_nothing_is_claimed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one, other = (
        written(tmp_path / "a.fitrec", whole(steps=40)),
        written(tmp_path / "b.fitrec", whole(clock_ms=5, steps=40, rate=1.3)),
    )
    assert main(["workers", str(one), str(other), "--report", str(tmp_path / "all.json")]) == 2
    told = capsys.readouterr().out
    assert "held against nothing: it is not in step with a," in told
    assert "Across the workers nothing is said" in told
    report = json.loads((tmp_path / "all.json").read_text())
    assert report["findings"] == []
    assert report["workers"][1]["apart"].startswith("not in step")


def test_that_a_window_writes_no_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = [str(written(tmp_path / f"{name}.fitrec", whole())) for name in "ab"]
    assert main(["workers", *paths, "--window", "--report", "-"]) == 2
    assert "leave out --report" in capsys.readouterr().err
