"""Draw the small pictures on the cards of the samples, from real runs: `python packaging/sample_pictures.py`.

What is painted is what the timeline paints, with nothing beside it: the lanes of the data, the steps and the epochs.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from PySide6.QtCore import QRectF, QSize  # noqa: E402
from PySide6.QtGui import QColor, QImage, QPainter  # noqa: E402

from inspector.analysis.run import Run  # noqa: E402
from inspector.fit.samples import SAMPLES, Sample  # noqa: E402
from inspector.fit.session import Session  # noqa: E402
from inspector.gui.application import application  # noqa: E402
from inspector.gui.panels.sample_picture import PIXELS_A_POINT, SIZE, picture_file  # noqa: E402
from inspector.gui.theme import DARK, LIGHT, Theme  # noqa: E402
from inspector.gui.timeline.axis import Axis  # noqa: E402
from inspector.gui.timeline.content import Content  # noqa: E402
from inspector.gui.timeline.lane import Lane  # noqa: E402
from inspector.gui.timeline.look import sized  # noqa: E402
from inspector.gui.timeline.paint import BoxPainter  # noqa: E402
from inspector.gui.timeline.scale import Scale  # noqa: E402
from inspector.recording.recorder import Recorder  # noqa: E402
from tests.guide.few_colours import save_in_few_colours  # noqa: E402

MARGIN, GAP = 8.0, 4.0


def main() -> None:
    """Run each sample, and draw it in both themes."""
    application()
    for sample in SAMPLES:
        content = Content(run_of(sample), Axis.STEP)
        content.refresh()
        for theme in (LIGHT, DARK):
            path = picture_file(sample.name, theme)
            path.parent.mkdir(exist_ok=True)
            save_in_few_colours(drawn(content, theme), path)


def run_of(sample: Sample) -> Run:
    """What the sample's fit did."""
    recorder = Recorder()
    Session(sample.request, recorder).run()
    recorder.drain()
    run = Run(recorder.recording)
    run.update()
    return run


def lanes_that_tell(content: Content) -> list[Lane]:
    """Three of them: of a run with validation, that."""
    lanes = content.lanes
    if content.run.validation is not None:
        return [lanes.train_steps, lanes.validation_source, lanes.validation_steps]
    return [lanes.source, lanes.train_steps, lanes.epochs]


def drawn(content: Content, theme: Theme) -> QImage:
    """Those lanes over each other, as wide as the picture."""
    shown = lanes_that_tell(content)
    image = QImage(QSize(*SIZE) * PIXELS_A_POINT, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(PIXELS_A_POINT)
    image.fill(QColor(theme.canvas))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    width, height = SIZE[0] - 2 * MARGIN, SIZE[1] - 2 * MARGIN
    spans = [layer.extent for lane in shown for layer in lane.layers if layer.extent is not None]
    scale = Scale(min(start for start, _ in spans), max(stop for _, stop in spans), width)
    each = (height - GAP * (len(shown) - 1)) / len(shown)
    painter.translate(MARGIN, MARGIN)
    painter.setClipRect(QRectF(-MARGIN, -MARGIN, SIZE[0], SIZE[1]))
    font = sized(painter.font(), 8, strong=True)
    for number, lane in enumerate(shown):
        boxes = BoxPainter(painter, scale, number * (each + GAP), each, theme, font)
        for layer in lane.layers:
            boxes.paint(layer, lane.texts)
    painter.end()
    return image


if __name__ == "__main__":
    main()
