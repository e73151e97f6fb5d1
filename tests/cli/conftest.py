"""The command line called in the test's own process, which has loaded Keras once for all of them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from inspector.cli import main
from tests.cli.terminal import DISPLAYS, ENGINES, Command, Ran


@pytest.fixture
def here(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Command:
    """`fit-inspector` in the test's folder, without a display: `here("run", "train.py")`."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    for display in DISPLAYS:
        monkeypatch.delenv(display, raising=False)

    def run(*arguments: str | Path) -> Ran:
        capfd.readouterr()
        status = main([str(one) for one in arguments])
        return Ran(status, *capfd.readouterr())

    return run


@pytest.fixture
def here_without_tensorflow(here: Command, monkeypatch: pytest.MonkeyPatch) -> Command:
    """The same where importing TensorFlow or Keras raises."""
    for name in ENGINES:
        monkeypatch.setitem(sys.modules, name, None)
    return here
