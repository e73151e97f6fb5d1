"""What importing brings along: the window must not wait for TensorFlow, a recording must not need Qt."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("tensorflow", "keras", "tf_keras")
QT = ("PySide6", "pyqtgraph")


def imported_by(module: str) -> set[str]:
    code = f"import sys, {module}; print(' '.join({{name.partition('.')[0] for name in sys.modules}}))"
    return set(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split())


@pytest.mark.parametrize(
    "module",
    [
        "inspector",
        "inspector.recording.recorder",
        "inspector.analysis.report",
        "inspector.fit.session",
        "inspector.cli",
    ],
)
def test_that_nothing_heavy_is_imported_without_a_window(module: str) -> None:
    assert imported_by(module).isdisjoint((*HEAVY, *QT))


def test_that_the_command_line_imports_a_command_when_it_is_asked_for() -> None:
    assert "numpy" not in imported_by("inspector.cli")


@pytest.mark.parametrize(
    "module", ["inspector.gui.app", "inspector.gui.main_window", "inspector.gui.timeline.timeline_view"]
)
def test_that_the_window_imports_no_tensorflow(module: str) -> None:
    assert imported_by(module).isdisjoint(HEAVY)
