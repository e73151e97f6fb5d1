"""`fit-inspector-gui`: what a desktop starts."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from inspector.cli import desktop
from inspector.fit.problem import WrongUse
from inspector.gui import app

Opened = list[Path | None]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Opened:
    """What a window would have been opened on."""
    opened: Opened = []

    def run_window(path: Path | None = None) -> int:
        opened.append(path)
        return 0

    monkeypatch.setattr(app, "run_window", run_window)
    monkeypatch.setattr(desktop, "require_display", lambda: None)
    return opened


def test_that_it_opens_the_window_empty_or_on_a_file(opened: Opened) -> None:
    assert desktop.main([]) == 0
    assert desktop.main(["run.fitrec"]) == 0
    assert opened == [None, Path("run.fitrec")]


def test_that_it_lives_without_streams(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    assert desktop.main([]) == 0
    print("goes nowhere")
    assert opened == [None]


def test_that_without_a_display_it_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse() -> None:
        raise WrongUse("There is no display.")

    monkeypatch.setattr(desktop, "require_display", refuse)
    assert desktop.main([]) == 2
    assert capsys.readouterr().err == "fit-inspector-gui: There is no display.\n"
