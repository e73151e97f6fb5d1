"""How each kind of box is painted, in the colours of a theme."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from PySide6.QtGui import QColor, QFont

from inspector.gui.theme import Theme
from inspector.gui.timeline.boxes import Look


class RightEnd(Enum):
    """How a box ends."""

    CLOSED = "closed"
    OPEN = "open"
    """it goes on"""
    TORN = "torn"
    """it broke off"""
    BARRED = "barred"
    """it was closed before its time"""


@dataclass(frozen=True)
class BoxStyle:
    """Colours and shape of a box; None: not painted."""

    fill: str | None
    edge: str | None
    text: str
    hatch: str | None = None
    dashed: bool = False
    right: RightEnd = RightEnd.CLOSED
    thin: str | None = None
    """the colour when it is too thin for anything else; None: its fill or edge"""

    @property
    def thin_colour(self) -> str:
        return self.thin or self.fill or self.edge or self.text


@lru_cache(maxsize=4)
def box_styles(theme: Theme) -> dict[Look, BoxStyle]:
    """A style for every look."""
    t = theme
    ghost = BoxStyle(
        t.canvas, t.problem, t.problem, hatch=mixed(t.problem, t.canvas, 0.35), dashed=True, thin=t.problem
    )
    faint = BoxStyle(None, t.line, t.quiet, thin=t.line)
    return {
        Look.BATCH: BoxStyle(t.batch, None, t.batch_text),
        Look.PULLING: BoxStyle(mixed(t.batch, t.canvas, 0.35), t.batch, t.text, right=RightEnd.OPEN),
        Look.RAISED: BoxStyle(t.problem, None, t.canvas),
        Look.OUT_OF_DATA: BoxStyle(t.quiet, None, t.canvas),
        Look.BREAKS: BoxStyle(
            t.problem_soft, t.problem, t.text, hatch=mixed(t.problem, t.canvas, 0.35), thin=t.problem
        ),
        Look.UNUSED: BoxStyle(None, t.batch, t.text, dashed=True, thin=mixed(t.batch, t.canvas, 0.5)),
        Look.STEP: BoxStyle(t.step, None, t.step_text),
        Look.REPLAYED: BoxStyle(t.step, None, t.step_text, hatch=mixed(t.canvas, t.step, 0.45)),
        Look.RUNNING: BoxStyle(mixed(t.step, t.canvas, 0.3), t.step, t.text, right=RightEnd.OPEN),
        Look.UNFINISHED: BoxStyle(
            t.canvas, t.step, t.text, hatch=mixed(t.problem, t.canvas, 0.4), right=RightEnd.TORN, thin=t.problem
        ),
        Look.MISSING: ghost,
        Look.STOPPED: BoxStyle(None, t.quiet, t.quiet, dashed=True, thin=mixed(t.quiet, t.canvas, 0.5)),
        Look.EXPECTED: faint,
        Look.PROBE: BoxStyle(None, t.quiet, t.quiet, dashed=True),
        Look.PASS_EVEN: BoxStyle(mixed(t.batch, t.canvas, 0.32), None, t.text),
        Look.PASS_ODD: BoxStyle(mixed(t.dataset, t.canvas, 0.32), None, t.text),
        Look.EPOCH_ENDED: BoxStyle(t.ended_soft, t.ended, t.text),
        Look.EPOCH_SHORT: BoxStyle(t.problem_soft, t.problem, t.text, right=RightEnd.BARRED),
        Look.EPOCH_BROKEN: BoxStyle(t.problem_soft, t.problem, t.text, right=RightEnd.TORN),
        Look.EPOCH_RUNNING: BoxStyle(t.field, t.quiet, t.text, right=RightEnd.OPEN),
        Look.EPOCH_STOPPED: BoxStyle(t.field, t.quiet, t.text),
        Look.EPOCH_EXPECTED: faint,
        Look.EPOCH_MISSING: ghost,
        Look.CALL: BoxStyle(t.callback, None, t.text),
        Look.CALL_QUIET: BoxStyle(mixed(t.callback, t.canvas, 0.55), None, t.quiet),
        Look.HOOK: BoxStyle(t.dataset, None, t.text),
    }


@lru_cache(maxsize=256)
def mixed(colour: str, other: str, share: float) -> str:
    """`share` of one colour over another."""
    a, b = QColor(colour), QColor(other)
    red, green, blue = (
        round(x * share + y * (1 - share))
        for x, y in ((a.red(), b.red()), (a.green(), b.green()), (a.blue(), b.blue()))
    )
    return QColor(red, green, blue).name()


@lru_cache(maxsize=256)
def sized(font: QFont, pixels: int, *, strong: bool = False) -> QFont:
    """The same font in another size."""
    other = QFont(font)
    other.setPixelSize(pixels)
    other.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    return other
