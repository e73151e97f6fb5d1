"""The window without a display: a run in it, from its beginning to its end, and a picture of that."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QEventLoop

from inspector.analysis.run import Run
from inspector.export.whole_file import why_not_saved
from inspector.fit.problem import WrongUse
from inspector.fit.request import FitRequest
from inspector.fit.samples import SAMPLES
from inspector.gui.application import application, settle
from inspector.gui.main_window import MainWindow
from inspector.gui.picture_file import save_png
from inspector.gui.theme import LIGHT, Theme


def run_offscreen(request: FitRequest, picture: Path, size: tuple[int, int] = (1440, 900), theme: Theme = LIGHT) -> Run:
    """The same window without a display: run `request` to its end, save the window's picture, return the run.

    Raises `WrongUse` with one sentence where the request cannot be carried out, or the picture not be saved.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = application()
    window = MainWindow(theme, samples=SAMPLES)
    window.complete()
    window.resize(*size)
    window.show()
    loop = QEventLoop()
    refused: list[str] = []
    for refusal in (window.setup.refused, window.workings.starting.refused):
        refusal.connect(refused.append)
        refusal.connect(loop.quit)
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
