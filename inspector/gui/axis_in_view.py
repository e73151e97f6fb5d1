"""What part of an axis a painted canvas shows, and how the wheel, the mouse and the keys move it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from inspector.gui.timeline.scale import Scale

RIGHT = 14
"""Pixels that are left free at the right end."""
ZOOM = 1.0015
"""Per unit of the wheel: a notch of 120 zooms by about a fifth."""
NEARER, FARTHER = 0.6, 1.6
"""By what a key zooms."""
WHEELED = 0.6
"""Pixels that a unit of the wheel pans."""
STEP = 0.15
"""How much of what is in view an arrow key moves."""


class AxisInView:
    """The wheel zooms at the pointer, and pans with Shift or sideways; dragging pans; so do keys."""

    def __init__(self, surface: QWidget, gutter: float) -> None:
        """`surface`: what is painted on; `gutter`: the pixels of it that are left of the axis."""
        self._surface, self._gutter = surface, gutter
        self.range = (0.0, 1.0)
        self.limits = (0.0, float("inf"))
        """The least and the most that one can zoom to."""
        self._dragged_from: float | None = None

    @property
    def scale(self) -> Scale:
        """From the axis to pixels right of the gutter."""
        return Scale(*self.range, max(1.0, self._surface.width() - self._gutter - RIGHT))

    def px(self, x: float) -> float:
        """The pixel of a place on the axis."""
        return self._gutter + self.scale.px(x)

    def at(self, pos: QPointF) -> float:
        """The place on the axis under a pixel."""
        return self.scale.x(pos.x() - self._gutter)

    def show(self, left: float, right: float) -> None:
        """Have this in view."""
        self.range = (left, right)
        self._surface.update()

    def pan(self, by: float) -> None:
        """Move by so much of the axis."""
        self.show(self.range[0] + by, self.range[1] + by)

    def zoom(self, factor: float, at: float) -> None:
        """Have so many times as much in view, with this place where it is; no further than the limits."""
        (left, right), (least, most) = self.range, self.limits
        if least <= (right - left) * factor <= most:
            self.show(at + (left - at) * factor, at + (right - at) * factor)

    # -- the person -----------------------------------------------------------------------------------------------

    def wheel(self, event: QWheelEvent) -> None:
        """Zoom at the pointer; with Shift, or sideways, pan."""
        turned = event.angleDelta()
        if turned.x() or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.pan(-(turned.x() or turned.y()) * WHEELED / self.scale.unit)
        else:
            self.zoom(ZOOM ** -turned.y(), self.at(event.position()))

    def press(self, event: QMouseEvent) -> None:
        """What is under the left button comes along from now on."""
        self._dragged_from = event.position().x()

    def drag(self, event: QMouseEvent) -> None:
        """Move with the mouse, if it has hold of it."""
        if self._dragged_from is not None and event.buttons() & Qt.MouseButton.LeftButton:
            self.pan((self._dragged_from - event.position().x()) / self.scale.unit)
            self._dragged_from = event.position().x()

    def release(self) -> None:
        """The mouse lets go."""
        self._dragged_from = None

    def key(self, event: QKeyEvent) -> bool:
        """Whether this key moves it: the arrows pan, plus and minus zoom in the middle."""
        left, right = self.range
        match event.key():
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                self.pan((right - left) * (STEP if event.key() == Qt.Key.Key_Right else -STEP))
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal | Qt.Key.Key_Minus:
                self.zoom(FARTHER if event.key() == Qt.Key.Key_Minus else NEARER, (left + right) / 2)
            case _:
                return False
        return True
