"""Opening the window, on screen or off it. Importing this imports neither pyqtgraph nor TensorFlow."""

from __future__ import annotations

import atexit
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from inspector.analysis.run import Run
from inspector.export.whole_file import why_not_saved
from inspector.fit.leaving import leave
from inspector.fit.problem import WrongUse
from inspector.fit.request import FitRequest
from inspector.fit.samples import SAMPLES
from inspector.gui.fonts import load_fonts, text_font
from inspector.gui.icon import app_icon
from inspector.gui.left_behind import any_left_behind
from inspector.gui.main_window import MainWindow
from inspector.gui.memory.memory import Memory
from inspector.gui.memory.settings_file import settings_path
from inspector.gui.picture_file import save_png
from inspector.gui.shelving import shelf_folder
from inspector.gui.theme import DARK, LIGHT, Theme
from inspector.recording.shelf import Shelf


def run_window(
    path: Path | None = None,
    request: FitRequest | None = None,
    autorun: bool = False,
    memory: Memory | None = None,
    workers: Sequence[Path] = (),
) -> int:
    """Open the window: on a module or a recording, or on a request, which is run at once with `autorun`.

    `workers`: the recordings of several workers, shown in a window of their own beside it.
    `memory`: what it remembers; None: what this person's settings file has.
    """
    app = application()
    memory = Memory(settings_path()) if memory is None else memory
    # Python's own handler for Ctrl+C waits for Python code, and an idle window runs none.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    chooser = ThemeChooser(memory)
    window = MainWindow(chooser.theme, samples=SAMPLES, memory=memory, shelf=Shelf(shelf_folder()))
    chooser.attach(window)
    if request is not None:
        window.load(request, run=autorun)
    elif path is not None:
        window.open(path)
    elif workers:
        window.open_workers(workers)
    else:  # else the message would be written over at once; the next window offers it
        window.shelving.offer_broken_off()
    window.show()
    code = app.exec()
    if "tensorflow" in sys.modules:
        _leave(code)
    return code


def _leave(code: int) -> NoReturn:
    """End the process without Python's orderly end, which can wait for ever.

    TensorFlow waits for the thread that reads ahead, which sits in the person's `next()` and waits for Python's lock,
    which is not given out any more.
    """
    if not any_left_behind():
        atexit._run_exitfuncs()  # what the person's own module has registered
    sys.stdout.flush()
    sys.stderr.flush()
    leave(code)


def run_offscreen(request: FitRequest, picture: Path, size: tuple[int, int] = (1440, 900), theme: Theme = LIGHT) -> Run:
    """The same window without a display: run `request` to its end, save the window's picture, return the run.

    Raises `WrongUse` with one sentence where the request cannot be carried out, or the picture not be saved.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = application()
    window = MainWindow(theme, samples=SAMPLES)
    window.resize(*size)
    window.show()
    loop = QEventLoop()
    refused: list[str] = []
    window.setup.refused.connect(refused.append)
    window.setup.refused.connect(loop.quit)
    window.controller.finished.connect(loop.quit)
    window.load(request, run=True)
    try:
        loop.exec()
        problem = refused[0] if refused else window.controller.problem or window.message.text
        if problem:
            raise WrongUse(problem)
        run = window.controller.run
        assert run is not None
        settle(app)
        try:
            save_png(window.grab().toImage(), picture)
        except OSError as error:
            raise WrongUse(why_not_saved(picture.absolute(), error)) from error
        return run
    finally:
        window.close()
        window.deleteLater()
        settle(app)


def settle(app: QApplication) -> None:
    """Let everything that is posted, laid out and due be done."""
    for _ in range(5):
        app.processEvents()
        app.sendPostedEvents()


def application() -> QApplication:
    """The application, made where there is none, with its names and typefaces."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    app.setApplicationName("fit-inspector")
    app.setApplicationDisplayName("Fit Inspector")
    app.setDesktopFileName("fit-inspector")
    app.setWindowIcon(app_icon())
    app.setStyle("Fusion")
    load_fonts()
    app.setFont(text_font(13))
    return app


class ThemeChooser:
    """Light or dark as the desktop is, until the person chooses; light where the desktop does not say."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._window: MainWindow | None = None

    @property
    def theme(self) -> Theme:
        """The theme to show now."""
        choice = self._memory.theme
        if choice != "system":
            return DARK if choice == "dark" else LIGHT
        dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return DARK if dark else LIGHT

    def attach(self, window: MainWindow) -> None:
        """Keep this window in the chosen theme."""
        self._window = window
        window.themeChosen.connect(self._choose)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._apply)

    def _choose(self, choice: str) -> None:
        self._memory.theme = choice
        self._apply()

    def _apply(self) -> None:
        if self._window is not None and self._window.theme is not self.theme:
            self._window.set_theme(self.theme)
