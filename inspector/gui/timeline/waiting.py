"""How many batches wait along each of the two axes: corner by corner, or the most in each column. Pure."""

from __future__ import annotations

import numpy as np

from inspector.gui.timeline.boxes import Boxes
from inspector.gui.timeline.heights import Heights
from inspector.gui.timeline.read_ahead import ReadAhead
from inspector.gui.timeline.summary import Known, Raster, Told
from inspector.gui.timeline.time_place import TimePlace

Corners = tuple[np.ndarray, np.ndarray]
"""Places, ascending, and how many batches wait from there on."""


class TimeWaiting:
    """On the Time axis: at each instant."""

    def __init__(self, waiting: ReadAhead, place: TimePlace) -> None:
        self._waiting, self._place = waiting, place
        self._known = Known()
        self._laid_out: object = None
        self._seen = 0

    @property
    def end(self) -> float | None:
        """Where the number changes last."""
        last = self._waiting.last_ns
        return None if last is None else self._place.x(last)

    def corners_between(self, left: float, right: float) -> int:
        """How often the number changes."""
        return self._waiting.changed(self._place.t_ns(left), self._place.t_ns(right))

    def corners(self, left: float, right: float) -> Corners:
        """Each change, and the edges of what is in view."""
        last = self._waiting.last_ns
        assert last is not None
        begin, end = self._place.t_ns(left), min(self._place.t_ns(right), last)
        instants = np.concatenate([[begin], self._waiting.changes(begin, end), [end]])
        return self._place.many(instants), self._waiting.waiting(instants)

    def columns(self, raster: Raster) -> Told:
        """One more than the most in each column; 0 where nothing is known."""
        laid_out, changes = (self._place.breaks, self._place.x(0)), self._waiting.grown
        if laid_out != self._laid_out:
            self._known.forget(-np.inf)
        elif changes.count != self._seen:
            self._known.forget(self._place.x(changes.since(self._seen)))
        self._laid_out, self._seen = laid_out, changes.count
        return self._known.get(raster, self._find)

    def _find(self, edges: np.ndarray) -> tuple[np.ndarray, ...]:
        last = self._waiting.last_ns
        assert last is not None
        instants = self._place.instants(edges)
        return (np.where(instants[:-1] < last, self._waiting.most(instants) + 1, 0),)


class StepsWaiting:
    """On the Step axis: when each step ended, and in between as many as then."""

    def __init__(self, steps: Boxes) -> None:
        self._steps, self._heights = steps, Heights(steps)
        self._found: tuple[Told, Told] | None = None
        """Of the heights, and what follows from them."""

    @property
    def end(self) -> float | None:
        """Where the last step ends that has one."""
        ended = (number for number in reversed(range(len(self._steps))) if self._steps.value("value", number) >= 0)
        number = next(ended, None)
        return None if number is None else float(self._steps.x1[number])

    def corners_between(self, left: float, right: float) -> int:
        """How many steps."""
        part = self._steps.visible(left, right)
        return part.stop - part.start

    def corners(self, left: float, right: float) -> Corners:
        """Each step, and where the last one ends."""
        part = self._steps.visible(left, right)
        which = np.arange(part.start, part.stop)
        value = self._steps.column("value", part)
        which, value = which[value >= 0], value[value >= 0]
        x = self._steps.x0[which]
        if not len(x):
            return x, value
        return np.append(x, self._steps.x1[which[-1]]), np.append(value, value[-1])

    def columns(self, raster: Raster) -> Told:
        """One more than the most in each column; 0 where nothing is known."""
        heights = self._heights.columns(raster)
        if self._found is None or self._found[0] is not heights:
            self._found = heights, Told(heights.raster, (self._most(heights),))
        return self._found[1]

    def _most(self, heights: Told) -> np.ndarray:
        highest, held = heights.columns
        edges, end = heights.raster.edges, self.end
        known = (edges[1:] > self._steps.x0[0]) & (edges[:-1] < (end or 0.0))
        return np.where(known, np.maximum(highest, held).astype(np.int64) + 1, 0)
