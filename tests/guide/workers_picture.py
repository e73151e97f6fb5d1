"""Draw the pictures of two workers for the guide, trained for real: `python -m tests.guide.workers_picture`."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtGui import QImage

from inspector.gui.application import application, settle
from inspector.gui.style import palette, style_sheet
from inspector.gui.theme import DARK, LIGHT, Theme
from inspector.gui.workers.shown import Shown, shown
from inspector.gui.workers.workers_window import WorkersWindow
from inspector.resources import resource
from tests.fit.cluster import ENOUGH, train
from tests.guide.few_colours import FLAT, save_in_few_colours

SIZE = 1280, 560
BATCHES = 5
"""What the data of the second worker gives: less than its eight steps need."""


def main() -> None:
    """Train, and write both pictures."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = application()
    with TemporaryDirectory() as folder:
        train(Path(folder), ENOUGH, BATCHES)
        workers = shown(sorted(Path(folder).glob("*.fitrec")))
        for theme in (LIGHT, DARK):
            path = resource("guide", "pictures") / f"workers-{theme.name}.png"
            save_in_few_colours(picture(workers, theme), path, FLAT)
    app.quit()


def picture(workers: Shown, theme: Theme) -> QImage:
    """The window, with its first finding marked and everything in view."""
    window = WorkersWindow(theme)
    window.setPalette(palette(theme))
    window.setStyleSheet(style_sheet(theme))
    window.resize(*SIZE)
    window.show_workers(workers)
    window.show()
    settle(application())
    window.across.next_finding()
    window.canvas.fit_view()
    settle(application())
    image = window.grab().toImage()
    window.close()
    window.deleteLater()
    settle(application())
    return image


if __name__ == "__main__":
    main()
