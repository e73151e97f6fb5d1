"""The inspector's own window inside a test, opened on a module, to be driven by real mouse and key events."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from inspector.fit.problem import WrongUse
from inspector.fit.request import FitRequest
from inspector.gui.fonts import load_fonts
from inspector.gui.main_window import MainWindow
from inspector.gui.theme import LIGHT
from inspector.testing.inspected_fit import found


class Windows:
    """Call it with a module and the arguments of `fit`; the window is closed when the test is over."""

    def __init__(self, qtbot: Any, beside: Path) -> None:
        self._qtbot, self._beside = qtbot, beside

    def __call__(self, module: str | Path, **asked: Any) -> MainWindow:
        """The window, shown, with the module read and the arguments filled in; nothing is run yet.

        Raises `WrongUse` with the sentence that the window shows where the module cannot be read.
        """
        load_fonts()
        window = MainWindow(LIGHT)
        self._qtbot.addWidget(window)
        window.complete()
        with self._qtbot.waitExposed(window):
            window.show()
        done: list[str] = []
        window.setup.refused.connect(done.append)
        window.bottom.source.read.connect(lambda: done.append(""))
        window.load(FitRequest(found(module, self._beside), **asked))
        self._qtbot.waitUntil(lambda: bool(done))
        if done[0]:
            raise WrongUse(done[0])
        return window

    def run(self, window: MainWindow, timeout: int = 120_000) -> None:
        """Press Run and wait until `fit` is over and judged."""
        with self._qtbot.waitSignal(window.controller.finished, timeout=timeout):
            window.commands.run.trigger()
