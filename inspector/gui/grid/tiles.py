"""What a cell looks like: painted by what paints the lanes of the timeline, so that both say the same."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from inspector.analysis.grid import EpochVerdict, StepState
from inspector.gui.grid.raster import ON_HATCH
from inspector.gui.grid.severity import LOOKS, NOTHING, VERDICTS_WORST_LAST, WORST_LAST, state_of
from inspector.gui.selection import Thing
from inspector.gui.theme import Theme
from inspector.gui.timeline.boxes import Box, RowBoxes
from inspector.gui.timeline.epoch_badge import FELL_SHORT
from inspector.gui.timeline.look import box_styles, mixed, sized
from inspector.gui.timeline.paint import BoxPainter
from inspector.gui.timeline.scale import Scale


class Size(NamedTuple):
    """Of a cell, in device pixels; `gap` of them are free below."""

    width: int
    height: int
    gap: int
    ratio: float


def tiles(theme: Theme, size: Size, shown: np.ndarray) -> np.ndarray:
    """ARGB of a cell for each severity that there is among these; to paint one takes a tenth of a frame."""
    painted = np.zeros((len(WORST_LAST) + 1, size.height, size.width), np.uint32)
    for severity in np.flatnonzero(np.bincount(shown.reshape(-1), minlength=1)).tolist():
        if severity != NOTHING:
            painted[severity] = _tile(theme, size, state_of(severity))
    return painted


@lru_cache(maxsize=128)
def _tile(theme: Theme, size: Size, state: StepState) -> np.ndarray:
    image = QImage(size.width, size.height, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(size.ratio)
    image.fill(Qt.GlobalColor.transparent)
    p = QPainter(image)
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    boxes = RowBoxes(Thing.STEP)
    wide = size.width / size.ratio
    boxes.grow([Box(0, wide, LOOKS[state])])
    high = (size.height - size.gap) / size.ratio
    BoxPainter(p, Scale(0, wide, wide), 0, high, theme, sized(QFont(), 4)).paint(boxes, [])
    p.end()
    return np.frombuffer(image.constBits(), np.uint32).reshape(size.height, size.width).copy()


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
