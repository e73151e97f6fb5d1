"""Boxes for the hooks of the callback objects, a lane an object."""

from __future__ import annotations

from inspector.analysis.model import KERAS_OWN, CallbackCall, CallbackObject
from inspector.analysis.run import Run
from inspector.gui.selection import Thing
from inspector.gui.timeline.boxes import Box, Boxes, Look
from inspector.gui.timeline.lane import Lane
from inspector.gui.timeline.place import Place
from inspector.recording.events import NONE

CALLBACK_ROWS = 5
"""More objects than this share the last row."""


class CallFeed:
    """Boxes for the hooks of the callback objects, a lane an object."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self.lanes: list[Lane] = []
        self._lane_of: dict[int, int] = {}
        self._text_of: dict[str, int] = {}
        self._texts: list[str] = []
        self._cursor = 0

    def reset(self) -> None:
        self.lanes, self._lane_of, self._cursor = [], {}, 0

    def grow(self, place: Place) -> None:
        """Read the calls that are new, and look again at the one that goes on."""
        if set(self._lane_of) != {callback.index for callback in self._run.callbacks}:
            self.reset()
            self._make_lanes()
        calls = self._run.callback_calls
        settled: list[list[Box]] = [[] for _ in self.lanes]
        tail: list[list[Box]] = [[] for _ in self.lanes]
        while self._cursor < len(calls) and calls[self._cursor].ended_ns is not None:
            call = calls[self._cursor]
            settled[self._lane_of[call.callback.index]].append(self._box(place, call))
            self._cursor += 1
        for call in calls[self._cursor :]:
            tail[self._lane_of[call.callback.index]].append(self._box(place, call))
        for lane, done, rest in zip(self.lanes, settled, tail, strict=True):
            lane.layers[0].grow(done, rest)

    def _make_lanes(self) -> None:
        # Those that fit adds by itself are shown last, and quieter.
        order = sorted(self._run.callbacks, key=lambda callback: (callback.name in KERAS_OWN, callback.index))
        rows = len(order) if len(order) <= CALLBACK_ROWS else CALLBACK_ROWS - 1
        for callback in order[:rows]:
            self._add_lane(callback.name, [callback])
        if order[rows:]:
            self._add_lane(f"+{len(order) - rows} more", order[rows:])

    def _add_lane(self, name: str, callbacks: list[CallbackObject]) -> None:
        for callback in callbacks:
            self._lane_of[callback.index] = len(self.lanes)
        title = "" if self.lanes else "Callbacks"
        self.lanes.append(Lane(title, [Boxes(Thing.CALLBACK)], detail=name, texts=self._texts))

    def _box(self, place: Place, call: CallbackCall) -> Box:
        if call.hook not in self._text_of:
            self._text_of[call.hook] = len(self._texts)
            self._texts.append(call.hook)
        look = Look.CALL_QUIET if call.callback.name in KERAS_OWN else Look.CALL
        if call.failure is not None:
            look = Look.RAISED
        epoch, step = (NONE if value is None else value for value in (call.epoch, call.step))
        return Box(*place.call(call), look, epoch, step, seq=call.seq, text=self._text_of[call.hook])
