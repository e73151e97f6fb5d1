"""Code that does not end by itself: the third press ends it wherever it sits, and nothing is left."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.faults.running import ends, stop

pytestmark = [pytest.mark.keras, pytest.mark.skipif(sys.platform != "linux", reason="signals, and /proc")]


long = pytest.mark.long


@pytest.mark.parametrize(
    ("fault", "where"),
    [
        pytest.param("sleeps", ["--isolate"], marks=long),
        pytest.param("spins", [], marks=long),
        pytest.param("spins", ["--isolate"], marks=long),
        # Here it would hold up Ctrl+C, too.
        pytest.param("holds_the_lock", ["--isolate"], marks=long),
        pytest.param("has_a_deadlocked_worker", [], marks=long),
        ("has_a_deadlocked_worker", ["--isolate"]),
    ],
)
def test_that_three_presses_end_it_and_what_was_recorded_is_told(tmp_path: Path, fault: str, where: list[str]) -> None:
    told, faulty = stop(tmp_path, fault, *where)
    assert (told.status, told.report["outcome"]) == (0, "cancelled")
    assert told.report["sources"]["train"]["produced"] >= 2
    assert "You stopped the run" in told.words
    assert ends(faulty)
