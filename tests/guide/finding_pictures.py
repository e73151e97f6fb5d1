"""Draw the picture of each page on a finding, from a run of its example.

`python -m tests.guide.finding_pictures [RULE...]`; `python packaging/guide_pictures.py` draws these and all others.
A picture has the lanes alone, as wide as a page of the guide; the batch sizes only where they are what it is about.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QRegion
from PySide6.QtWidgets import QWidget

from inspector.analysis.reading import run_of
from inspector.analysis.run import Run
from inspector.gui.application import application, settle
from inspector.gui.guide_page import COLUMN
from inspector.gui.theme import LIGHT
from inspector.gui.timeline.axis import Axis
from inspector.gui.timeline.timeline_view import TimelineView
from inspector.recording.reader import open_recording
from inspector.resources import resource
from tests.guide.few_colours import FLAT, save_in_few_colours
from tests.guide.finding_page import FindingPage, all_pages, read_page, run_as_told

PICTURES = resource("guide", "pictures", "findings")
BY_TIME = {"stalled", "input-bound", "slow-callback", "retraced"}
WITH_SIZES = {"shape-varies", "dtype-varies", "batch-size-varies", "empty-batch"}
SIZES_HEIGHT = 120


def main(names: list[str]) -> None:
    """Draw those named, or all."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = application()
    PICTURES.mkdir(parents=True, exist_ok=True)
    for page in map(read_page, names) if names else all_pages():
        rule = page.path.stem
        if f"/{rule}.png)" in page.text:
            save_in_few_colours(_draw(rule, _run(page)), PICTURES / f"{rule}.png", FLAT)
            settle(app)


def _run(page: FindingPage) -> Run:
    with tempfile.TemporaryDirectory() as folder:
        run_as_told(page.example, Path(folder))
        return run_of(open_recording(Path(folder, "run.fitrec")))


def _draw(rule: str, run: Run) -> QImage:
    timeline = TimelineView(LIGHT)
    timeline.set_axis(Axis.TIME if rule in BY_TIME else Axis.STEP)
    timeline.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    timeline.show_run(run)
    timeline.size_plot.setVisible(rule in WITH_SIZES)
    timeline.resize(COLUMN, timeline.full_height(COLUMN) + (SIZES_HEIGHT if rule in WITH_SIZES else 0))
    timeline.show()
    timeline.fit_view()
    image = QImage(timeline.size(), QImage.Format.Format_RGB32)
    image.fill(QColor(LIGHT.canvas))
    painter = QPainter(image)
    timeline.render(painter, QPoint(0, 0), QRegion(), QWidget.RenderFlag.DrawChildren)
    painter.end()
    timeline.hide()
    timeline.deleteLater()
    return image


if __name__ == "__main__":
    main(sys.argv[1:])
