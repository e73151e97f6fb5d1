"""Where a call sits that takes far longer than the others: looked at twice a second, told when it changes."""

from __future__ import annotations

import sys
from time import perf_counter_ns
from types import FrameType, TracebackType
from typing import NamedTuple

from inspector.fit.failure import is_inspector, is_own
from inspector.fit.taps.open_calls import OpenCall, OpenCalls
from inspector.recording.events import Kind
from inspector.recording.recorder import Recorder
from inspector.recording.regularly import Regularly

EVERY_S = 0.5


class Place(NamedTuple):
    """A line that a thread is on."""

    thread: int
    file: str
    line: int
    function: str


class StallSampler:
    """Within `with`, a thread of its own looks; while no call is overdue that costs nothing but waking up."""

    def __init__(self, calls: OpenCalls, recorder: Recorder, every_s: float = EVERY_S) -> None:
        self._calls, self._recorder = calls, recorder
        self._seen: dict[tuple[int, OpenCall], Place] = {}
        self._looking = Regularly(self._look, every_s, "fit-inspector-stalls")

    def __enter__(self) -> StallSampler:
        self._looking.begin()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._looking.end()

    def _look(self) -> None:
        overdue = list(self._calls.overdue(perf_counter_ns()))
        if any(call.alike.sits is not Kind.STEP_SITS for _, call in overdue):
            # A step waits for the batch that is made, or for the callback that runs: those are told.
            overdue = [(thread, call) for thread, call in overdue if call.alike.sits is not Kind.STEP_SITS]
        seen = {(thread, call): place for thread, call in overdue if (place := place_of(thread, call.alike.elsewhere))}
        for (thread, call), place in seen.items():
            if self._seen.get((thread, call)) != place:
                self._tell(call, place)
        self._seen = seen

    def _tell(self, call: OpenCall, place: Place) -> None:
        where = {"file": place.file, "line": place.line, "function": place.function, "since_ns": call.began_ns}
        number = "batch" if call.alike.sits is Kind.PULL_SITS else "step"
        self._recorder.put(
            call.alike.sits,
            call.alike.role,
            **{number: call.number},
            payload={**(call.alike.payload or {}), **where},
            thread=place.thread,
        )


def place_of(thread: int, elsewhere: bool = False) -> Place | None:
    """The line of the person's own code that this thread is on, in the call that it makes.

    Where it is on none, and the work may be done `elsewhere`, that of another thread which is; else the innermost line
    of a library. None: the thread runs no Python.
    """
    frames: dict[int, FrameType] = sys._current_frames()
    at = frames.pop(thread, None)
    own = _own(thread, at)
    if own is None and elsewhere:
        own = next((found for other in frames.items() if (found := _own(*other))), None)
    return own or (None if at is None else _place(thread, at))


def _own(thread: int, frame: FrameType | None) -> Place | None:
    """Of the frames within the call: those beyond the inspector's own are who called it."""
    while frame is not None and not is_inspector(frame.f_code.co_filename):
        if is_own(frame.f_code.co_filename):
            return _place(thread, frame)
        frame = frame.f_back
    return None


def _place(thread: int, frame: FrameType) -> Place:
    return Place(thread, frame.f_code.co_filename, frame.f_lineno or 0, frame.f_code.co_name)
