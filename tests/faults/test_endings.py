"""What ends the process that `fit` runs in, or uses up its memory, told by the window's own process that goes on."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from inspector.recording.reader import open_recording
from tests.faults.running import FAULTY, run, start

pytestmark = [
    pytest.mark.keras,
    pytest.mark.skipif(sys.platform != "linux", reason="signals, limits, and the memory of a process by its number"),
]
long = pytest.mark.long


@pytest.mark.parametrize(
    ("fault", "how", "says"),
    [
        ("exits", "with exit code 3", "os._exit"),
        pytest.param("aborts", "by signal SIGABRT", "Python was at faulty.py, line", marks=long),
        pytest.param("reads_null", "by signal SIGSEGV", "Python was at faulty.py, line", marks=long),
        pytest.param("overflows_the_stack", "by signal SIGSEGV", "recursion", marks=long),
    ],
)
def test_that_the_death_of_its_process_is_told_and_what_was_recorded_kept(
    tmp_path: Path, fault: str, how: str, says: str
) -> None:
    told = run(tmp_path, fault, "--isolate")
    assert (told.status, told.report["outcome"]) == (1, "died")
    assert told.cause["rule"] == "process-died"
    assert told.cause["title"] == f"The process that ran fit died {how}"
    assert says in told.cause["explanation"]
    assert told.report["epochs"][0]["steps_done"] == 2


@long
@pytest.mark.parametrize("fault", ["uses_up_its_addresses", "uses_up_its_data"])
def test_that_memory_that_python_is_refused_is_an_exception_of_the_generator(tmp_path: Path, fault: str) -> None:
    told = run(tmp_path, fault, "--isolate")
    assert (told.status, told.report["outcome"]) == (1, "raised")
    assert told.cause["title"].startswith("The generator raised at batch 2: MemoryError")
    assert told.report["epochs"][0]["steps_done"] == 2


@long
def test_that_memory_that_is_refused_to_tensorflow_is_an_exception_of_the_generator(tmp_path: Path) -> None:
    told = run(tmp_path, "lets_tensorflow_use_up_memory", "--isolate")
    assert (told.status, told.report["outcome"]) == (1, "raised")
    assert told.cause["title"].startswith("The generator raised at batch 2: ResourceExhaustedError")


@long
def test_that_memory_that_is_used_up_here_is_not_called_a_failure_of_the_inspector(tmp_path: Path) -> None:
    with start(tmp_path, "uses_up_its_data") as process:
        words, said = process.communicate(timeout=120)
    # Whether enough is left for a report is the system's to say.
    if process.returncode == 1:
        assert "The generator raised at batch 2: MemoryError" in words
    else:
        assert process.returncode == 2
        assert "fit-inspector: Memory ran out in this process" in said
    assert "Traceback" not in words + said


@pytest.mark.parametrize(
    ("fault", "raised"),
    [
        ("leaves", "SystemExit: 4"),
        pytest.param("interrupts_itself", "KeyboardInterrupt", marks=long),
        pytest.param("calls_itself", "RecursionError: maximum recursion depth exceeded", marks=long),
    ],
)
@pytest.mark.parametrize("where", [(), ("--isolate",)], ids=["here", "isolated"])
def test_that_what_would_end_a_program_ends_fit_alone(
    tmp_path: Path, fault: str, raised: str, where: tuple[str, ...]
) -> None:
    told = run(tmp_path, fault, *where)
    assert (told.status, told.report["outcome"]) == (1, "raised")
    assert told.cause["title"] == f"The generator raised at batch 2: {raised}"


LIMITED = """
import resource, sys
from inspector.cli import main

resource.setrlimit(resource.RLIMIT_FSIZE, (3_000, 3_000))
sys.exit(main(sys.argv[1:]))
"""


@long
@pytest.mark.parametrize("where", [(), ("--isolate",)], ids=["here", "isolated"])
def test_that_a_disk_that_fills_up_while_recording_ends_the_recording_and_not_the_run(
    tmp_path: Path, where: tuple[str, ...]
) -> None:
    asked = ["--data", "clean", "--model", "model", "--steps-per-epoch", "50", "--recording", "r.fitrec"]
    ran = subprocess.run(
        [sys.executable, "-c", LIMITED, "run", str(FAULTY), *asked, *where],
        cwd=tmp_path, capture_output=True, text=True, timeout=240,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    assert "50 of 50 steps" in ran.stdout
    assert "r.fitrec cannot be written any more (File too large)" in ran.stderr
    opened = open_recording(tmp_path / "r.fitrec")
    assert opened.skipped is None
    assert len(opened.recording) > 0
