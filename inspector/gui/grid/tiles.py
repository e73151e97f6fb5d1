"""What a cell looks like: painted by what paints the lanes of the timeline, so that both say the same."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from inspector.analysis.grid import EpochVerdict, StepState
from inspector.gui.grid.raster import ON_HATCH
from inspector.gui.grid.severity import LOOKS, VERDICTS_WORST_LAST, WORST_LAST
from inspector.gui.selection import Thing
from inspector.gui.theme import Theme
from inspector.gui.timeline.boxes import Box, RowBoxes
from inspector.gui.timeline.epoch_badge import FELL_SHORT
from inspector.gui.timeline.look import box_styles, mixed, sized
from inspector.gui.timeline.paint import BoxPainter
from inspector.gui.timeline.scale import Scale


@lru_cache(maxsize=16)
def tiles(theme: Theme, width: int, height: int, gap: int, ratio: float) -> np.ndarray:
    """ARGB of a cell of `width` x `height` device pixels for each severity; `gap` pixels of it are free below."""
    painted = [np.zeros((height, width), np.uint32)]
    for state in WORST_LAST:
        image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(ratio)
        image.fill(Qt.GlobalColor.transparent)
        p = QPainter(image)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        boxes = RowBoxes(Thing.STEP)
        wide = width / ratio
        boxes.grow([Box(0, wide, LOOKS[state])])
        BoxPainter(p, Scale(0, wide, wide), 0, (height - gap) / ratio, theme, sized(QFont(), 4)).paint(boxes, [])
        p.end()
        painted.append(np.frombuffer(image.constBits(), np.uint32).reshape(height, width).copy())
    return np.array(painted)


@lru_cache(maxsize=4)
def step_colours(theme: Theme) -> list[int]:
    """By severity, of cells that are too small for a tile; then those of the lines of their hatch."""
    styles, t = box_styles(theme), theme
    ground = {state: styles[LOOKS[state]].thin_colour for state in WORST_LAST}
    ground[StepState.REPLAYED] = mixed(t.step, t.canvas, 0.5)  # as its stripes look from afar
    ground[StepState.RUNNING] = mixed(t.step, t.canvas, 0.3)
    hatch = {StepState.MISSING: mixed(t.problem, t.canvas, 0.35), StepState.REPLAYED: t.step}
    plain = _argb([ground[state] for state in WORST_LAST])
    assert len(plain) == ON_HATCH
    return plain + _argb([hatch.get(state, t.canvas) for state in WORST_LAST])


@lru_cache(maxsize=4)
def verdict_colours(theme: Theme) -> list[int]:
    """By severity, of the ends of epochs, where there are more of them than lines of words."""
    return _argb([verdict_colour(theme, verdict) for verdict in VERDICTS_WORST_LAST])


def verdict_colour(theme: Theme, verdict: EpochVerdict) -> str:
    """Of the mark at the end of an epoch, and of the words beside it."""
    if verdict is EpochVerdict.ENDED:
        return theme.ended_text
    if verdict in FELL_SHORT:
        return theme.problem
    if verdict is EpochVerdict.PENDING:
        return theme.line
    return theme.step if verdict is EpochVerdict.RUNNING else theme.quiet


def _argb(colours: list[str]) -> list[int]:
    return [0, *(QColor(colour).rgba() for colour in colours)]
