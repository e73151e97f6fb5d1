"""The callback objects: each one's share of the hooks, and what they did to training."""

from __future__ import annotations

import numpy as np

from inspector.analysis.facts import Facts
from inspector.analysis.model import CallbackObject, StopTraining
from inspector.analysis.model.data import first_of_each
from inspector.analysis.readers import Reads, read_each
from inspector.analysis.readers.failures import failure_in
from inspector.analysis.readers.open_calls import Numbered, OpenCalls
from inspector.analysis.readers.stretch import Stretch
from inspector.recording.events import NONE, Event, Kind, Payload

CALLING = (Kind.CALLBACK_BEGIN, Kind.CALLBACK_END, Kind.CALLBACK_RAISED)


class CallbackReader:
    """The calls of each object, and that one stopped training."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._objects: dict[int, CallbackObject] = {}
        self._which: dict[tuple[int, str], int] = {}
        self._of_payload: dict[int, int] = {}
        """The number of object and hook that a payload tells."""
        self._open = OpenCalls()
        self._reads: Reads = {Kind.STOP_TRAINING: self._stop_training}

    def read(self, stretch: Stretch) -> None:
        places = stretch.places(*CALLING)
        if len(places):
            self._calls(stretch, places)
        read_each(self._reads, stretch)

    def _calls(self, stretch: Stretch, places: np.ndarray) -> None:
        began = stretch.kinds[places] == Kind.CALLBACK_BEGIN.value
        threads = stretch.column("thread")[places]
        found = self._open.read(threads, began, len(self._facts.callback_calls))
        self._new(stretch, places[found.new])
        self._end(stretch, places[found.ends], found)

    def _new(self, stretch: Stretch, places: np.ndarray) -> None:
        self._facts.callback_calls.table.extend(
            len(places),
            began_ns=stretch.column("t_ns")[places],
            ended_ns=NONE,
            seq=places + stretch.first,
            epoch=stretch.column("epoch")[places],
            step=stretch.column("step")[places],
            which=self._which_of(stretch, stretch.column("payload")[places]),
            over=False,
        )

    def _which_of(self, stretch: Stretch, payloads: np.ndarray) -> np.ndarray:
        """The number of the object and hook of each of these payloads."""
        which = np.zeros(len(payloads), np.uint16)
        for payload in first_of_each(payloads)[0].tolist():
            which[payloads == payload] = self._number(stretch, payload)
        return which

    def _number(self, stretch: Stretch, payload: int) -> int:
        """The number of the object and hook that this payload tells."""
        if payload not in self._of_payload:
            told: Payload = {} if payload == NONE else stretch.recording.payloads[payload]
            key = (told["index"], told["hook"])
            if key not in self._which:
                self._which[key] = len(self._which)
                callback = self._objects.get(told["index"]) or self._first_seen(told)
                self._facts.callback_calls.hooks.append((callback, told["hook"]))
            self._of_payload[payload] = self._which[key]
        return self._of_payload[payload]

    def _first_seen(self, payload: Payload) -> CallbackObject:
        callback = self._objects[payload["index"]] = CallbackObject(payload["index"], payload["callback"])
        self._facts.callbacks[:] = [self._objects[index] for index in sorted(self._objects)]
        return callback

    def _end(self, stretch: Stretch, places: np.ndarray, found: Numbered) -> None:
        facts = self._facts
        calls, spent = facts.callback_calls, facts.callback_ns
        ended_ns = stretch.column("t_ns")[places]
        calls.table["ended_ns"][found.rows], calls.table["over"][found.rows] = ended_ns, True
        took, which = ended_ns - calls.column("began_ns")[found.rows], calls.column("which")[found.rows]
        for one in first_of_each(which)[0].tolist():
            callback, hook = calls.hooks[one]
            key = (callback.index, hook)
            spent[key] = spent.get(key, 0) + int(took[which == one].sum())
        for at in np.flatnonzero(stretch.kinds[places] == Kind.CALLBACK_RAISED.value).tolist():
            event, call = stretch.event(int(places[at])), int(found.number[at])
            calls.failures[call] = failure_in(event, (event.payload or {})["failure"])
            facts.callback_failure = facts.callback_failure or calls[call]

    def _stop_training(self, event: Event) -> None:
        facts, payload = self._facts, event.payload or {}
        epoch = (facts.requested.initial_epoch or 0) if event.epoch is None else event.epoch  # before the first
        if facts.stop_training is None or facts.stop_training.epoch != epoch:
            facts.stop_training = StopTraining(
                payload["callback"], payload["hook"], epoch, event.step, event.seq, event.t_ns
            )
