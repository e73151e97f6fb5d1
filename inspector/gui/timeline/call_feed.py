"""Boxes for the hooks of the callback objects, a lane an object."""

from __future__ import annotations

import numpy as np

from inspector.analysis.model import KERAS_OWN, CallbackObject
from inspector.analysis.run import Run
from inspector.gui.selection import Thing
from inspector.gui.timeline.boxes import Boxes, Look, Placed
from inspector.gui.timeline.lane import Lane
from inspector.gui.timeline.place import Place
from inspector.gui.timeline.subjects import CallSubject
from inspector.recording.events import Role
from inspector.recording.pieces import in_pieces, pieces

CALLBACK_ROWS = 5
"""More objects than this share the last row."""


class CallFeed:
    """Boxes for the hooks of the callback objects, a lane an object."""

    def __init__(self, run: Run) -> None:
        self._run, self._calls = run, run.callback_calls
        self.lanes: list[Lane] = []
        self._lane_of: dict[int, int] = {}
        self._texts: list[str] = []
        self._cursor = 0

    def reset(self) -> None:
        self.lanes, self._lane_of, self._cursor = [], {}, 0

    def grow(self, place: Place) -> None:
        """Read the calls that are new, and look again at the one that goes on."""
        if set(self._lane_of) != {callback.index for callback in self._run.callbacks}:
            self.reset()
            self._make_lanes()
        calls = self._calls
        self._texts[:] = [hook for _, hook in calls.hooks]
        over = calls.column("over")[self._cursor :]
        ended = self._cursor + (len(over) if over.all() else int(np.argmin(over)))
        new = np.zeros(len(calls.hooks), np.int64)
        for part in pieces(self._cursor, len(calls)):
            new += np.bincount(calls.column("which")[part], minlength=len(calls.hooks))
        for number, lane in enumerate(self.lanes):
            mine = [which for which, (one, _) in enumerate(calls.hooks) if self._lane_of[one.index] == number]
            boxes = lane.layers[0]
            boxes.make_room(len(boxes) + int(new[mine].sum()))
            for settled in in_pieces(self._cursor, ended):
                boxes.put(self._placed(place, self._of(settled, mine)), Placed.nothing())
            tail = np.arange(ended, len(calls))
            boxes.put(Placed.nothing(), self._placed(place, self._of(tail, mine)))
        self._cursor = ended

    def _of(self, numbers: np.ndarray, hooks: list[int]) -> np.ndarray:
        return numbers[np.isin(self._calls.column("which")[numbers], hooks)]

    def _placed(self, place: Place, numbers: np.ndarray) -> Placed:
        if not len(numbers):
            return Placed.nothing()
        own = np.array([callback.name in KERAS_OWN for callback, _ in self._calls.hooks])
        looks = np.where(own[self._calls.column("which")[numbers]], Look.CALL_QUIET, Look.CALL).astype(np.uint8)
        looks[np.isin(numbers, list(self._calls.failures))] = Look.RAISED
        return Placed(*place.calls(numbers), looks, numbers)

    def _make_lanes(self) -> None:
        # Those that fit adds by itself are shown last, and quieter.
        order = sorted(self._run.callbacks, key=lambda callback: (callback.name in KERAS_OWN, callback.index))
        rows = len(order) if len(order) <= CALLBACK_ROWS else CALLBACK_ROWS - 1
        for callback in order[:rows]:
            self._add_lane(callback.name, [callback])
        if order[rows:]:
            self._add_lane(f"+{len(order) - rows:,} more", order[rows:])

    def _add_lane(self, name: str, callbacks: list[CallbackObject]) -> None:
        for callback in callbacks:
            self._lane_of[callback.index] = len(self.lanes)
        title = "" if self.lanes else "Callbacks"
        boxes = Boxes(Thing.CALLBACK, Role.TRAIN, CallSubject(self._run))
        self.lanes.append(Lane(title, [boxes], detail=name, texts=self._texts))
