"""Every row of the guide's tables of faults is held by a test that makes that fault happen."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from inspector.resources import resource

TESTS = Path(__file__).parent.parent

# By how the row begins: the file, and what the test's name begins with.
HELD_BY = {
    "the file while it is loaded": ("faults/test_exceptions.py", "each_stage_is_told"),
    "the generator, at the first": ("faults/test_exceptions.py", "each_stage_is_told"),
    "the validation generator": ("faults/test_exceptions.py", "each_stage_is_told"),
    "the loss": ("faults/test_exceptions.py", "each_stage_is_told"),
    "any hook of a callback": ("faults/test_exceptions.py", "what_a_hook_of_a_callback_raises"),
    "`set_params`": ("faults/test_exceptions.py", "what_a_callback_raises_when_it_is_handed_over"),
    "a method of a `PyDataset`": ("faults/test_exceptions.py", "what_a_method_of_a_dataset_raises"),
    "`sys.exit()`": ("faults/test_endings.py", "what_would_end_a_program_ends_fit_alone"),
    "a recursion without end": ("faults/test_endings.py", "what_would_end_a_program_ends_fit_alone"),
    "Python or numpy is refused": ("faults/test_endings.py", "memory_that_python_is_refused"),
    "TensorFlow is refused": ("faults/test_endings.py", "memory_that_is_refused_to_tensorflow"),
    "memory that is used up here": ("faults/test_endings.py", "memory_that_is_used_up_here"),
    "`os._exit(3)`": ("faults/test_endings.py", "the_death_of_its_process_is_told"),
    "`os.abort()`": ("faults/test_endings.py", "the_death_of_its_process_is_told"),
    "reads through a null pointer": ("faults/test_endings.py", "the_death_of_its_process_is_told"),
    "a recursion that `sys": ("faults/test_endings.py", "the_death_of_its_process_is_told"),
    "is ended by the system": ("fit/isolation/test_isolated_session.py", "its_death_is_told"),
    "the window itself is killed": ("gui/test_shelving.py", "what_a_window_left_when_it_died_is_offered"),
    "sleeps for ever": ("faults/test_stop.py", "three_presses_end_it"),
    "a busy loop": ("faults/test_stop.py", "three_presses_end_it"),
    "a C function that holds": ("faults/test_stop.py", "three_presses_end_it"),
    "a worker process": ("faults/test_stop.py", "three_presses_end_it"),
    "the disk fills up": ("faults/test_endings.py", "a_disk_that_fills_up_while_recording"),
    "`--recording` in a folder": ("cli/test_recordings.py", "a_recording_that_cannot_be_written_is_told_before"),
    "the folder of the window's": ("gui/test_shelving.py", "a_folder_that_cannot_be_made_is_told"),
    "a recording that is cut off": ("recording/test_damage.py", "a_file_cut_at_any_byte"),
    "bits of a recording": ("recording/test_damage.py", "flipped_bits_never_change_an_event"),
    "a file that is no recording": ("cli/test_recordings.py", "a_file_that_is_no_recording_is_one_line"),
}


def rows() -> list[str]:
    """The first cells of the tables, without their heads."""
    page = resource("guide", "faults.md").read_text(encoding="utf-8")
    tables = re.findall(r"^\| --- .*\n((?:\|.*\n)+)", page, re.M)
    return [line.strip("| ").split(" | ")[0] for table in tables for line in table.splitlines()]


def test_that_every_row_is_held_by_a_test() -> None:
    assert [row for row in rows() if not any(row.startswith(begins) for begins in HELD_BY)] == []


@pytest.mark.parametrize(("begins", "test"), HELD_BY.items(), ids=list(HELD_BY))
def test_that_the_test_of_a_row_is_there(begins: str, test: tuple[str, str]) -> None:
    file, name = test
    assert any(row.startswith(begins) for row in rows())
    assert f"\ndef test_that_{name}" in (TESTS / file).read_text(encoding="utf-8")
