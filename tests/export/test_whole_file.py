"""A file is there whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspector.export.whole_file import save_bytes, whole_file, why_not_saved


def half_write(path: Path, problem: OSError) -> None:
    with whole_file(path) as file:
        file.write(b"half of")
        raise problem


def test_that_a_failed_write_leaves_the_earlier_file(tmp_path: Path) -> None:
    path = save_bytes(b"earlier", tmp_path / "run.csv")
    problem = OSError(28, "No space left on device")
    with pytest.raises(OSError, match="No space left"):
        half_write(path, problem)
    assert path.read_bytes() == b"earlier"
    assert [one.name for one in tmp_path.iterdir()] == ["run.csv"]
    told = f"run.csv could not be saved in {tmp_path}: No space left on device. Choose another folder or name."
    assert why_not_saved(path, problem) == told


def test_that_what_is_written_takes_its_place_only_when_it_is_whole(tmp_path: Path) -> None:
    path = save_bytes(b"earlier", tmp_path / "run.csv")
    with whole_file(path) as file:
        file.write(b"new")
        assert path.read_bytes() == b"earlier"
    assert path.read_bytes() == b"new"


def test_that_a_folder_that_is_not_there_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        save_bytes(b"", tmp_path / "nowhere" / "run.csv")
