"""Opening the window. Importing this imports neither numpy, nor pyqtgraph, nor TensorFlow."""

from __future__ import annotations

import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QGuiApplication

from inspector.fit.samples import SAMPLES
from inspector.gui.application import application
from inspector.gui.main_window import MainWindow
from inspector.gui.memory.memory import Memory
from inspector.gui.memory.settings_file import settings_path
from inspector.gui.shelf_folder import shelf_folder
from inspector.gui.theme import DARK, LIGHT, Theme
from inspector.recording.shelf import Shelf

if TYPE_CHECKING:
    from inspector.fit.request import FitRequest

UNSEEN_MS = 1000
"""After so long the window is completed though it was not painted: it is minimised, or another one covers it."""


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
    window.show()
    wait_until_complete(window)
    if window.isHidden():  # it was closed at once
        return 0
    if request is not None:
        window.load(request, run=autorun)
    elif path is not None:
        window.open(path)
    elif workers:
        window.open_workers(workers)
    else:  # else the message would be written over at once; the next window offers it
        window.shelving.offer_broken_off()
    code = app.exec()
    if "tensorflow" in sys.modules:
        _leave(code)
    return code


def wait_until_complete(window: MainWindow) -> None:
    """Let it be painted and then completed, or closed; what a person presses meanwhile waits, and is done after it."""
    flags = QEventLoop.ProcessEventsFlag
    QTimer.singleShot(UNSEEN_MS, window, window.finish)
    while not (window.is_complete or window.isHidden()):
        QGuiApplication.processEvents(flags.ExcludeUserInputEvents | flags.WaitForMoreEvents)


def _leave(code: int) -> NoReturn:
    """End the process without Python's orderly end, which can wait for ever.

    TensorFlow waits for the thread that reads ahead, which sits in the person's `next()` and waits for Python's lock,
    which is not given out any more.
    """
    import atexit

    from inspector.fit.leaving import leave
    from inspector.gui.left_behind import any_left_behind

    if not any_left_behind():
        atexit._run_exitfuncs()  # what the person's own module has registered
    sys.stdout.flush()
    sys.stderr.flush()
    leave(code)


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
