"""Recording every `fit` and `evaluate` that the person's code calls, each as a run of its own."""

from __future__ import annotations

import ast
import contextlib
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from inspector.fit.begun import begun_now
from inspector.fit.call_sites import CallSite, call_sites
from inspector.fit.environment import environment
from inspector.fit.fit_calls import FitCall
from inspector.fit.problem import WrongUse
from inspector.fit.stopping import StopRequest
from inspector.fit.watched_fit import EVALUATE, Arguments, Ended, watched_fit
from inspector.recording.events import Kind, Payload
from inspector.recording.recorder import Recorder

RECORDED = ("fit", EVALUATE)
"""The methods that `RecordedCalls.answer` is for."""


class RecordedCalls:
    """Carries out each call as it would have been, and records it.

    One at a time: a fit within a fit (in a callback), or beside it on another thread, is carried out unrecorded.
    """

    def __init__(
        self, next_recorder: Callable[[], Recorder], header: Payload, stop: StopRequest, statistics: bool = True
    ) -> None:
        self._next_recorder = next_recorder
        self._header = header
        self._stop = stop
        self._statistics = statistics
        self._busy = threading.Lock()
        self.made = 0
        """How many calls have been recorded."""
        self.last_error: BaseException | None = None
        """What the last of them raised."""
        self.unwatched: str | None = None
        """Why a call could not be recorded, in one sentence."""

    def answer(self, call: FitCall) -> Any:
        """Carry the call out: return what it returns, raise what it raises."""
        if not self._busy.acquire(blocking=False):
            return call.go_on()
        try:
            arguments = _arguments(call)
            told = None if arguments is None else self._environment()
            if arguments is None or told is None:
                return call.go_on()
            ended = self._recorded(call, arguments, told)
        finally:
            self._busy.release()
        if ended.error is not None:
            raise ended.error
        return ended.value

    def _recorded(self, call: FitCall, arguments: Arguments, environment: Payload) -> Ended:
        recorder = self._next_recorder()
        recorder.name_thread("fit")
        self.made += 1
        recorder.put(Kind.RUN_BEGIN, payload={**self._header, **_names(call, arguments), **begun_now()})
        recorder.put(Kind.ENVIRONMENT, payload=environment)
        outcome = "raised"
        try:
            ended = watched_fit(
                call.model, arguments, recorder, self._stop, self._statistics, lambda given: _carried_out(call, given)
            )
            outcome, self.last_error = ended.outcome, ended.error
        finally:
            recorder.put(Kind.RUN_END, payload={"outcome": outcome})
        return ended

    def _environment(self) -> Payload | None:
        try:
            return environment()
        except WrongUse as problem:  # Keras on another backend: that is the person's own affair
            self.unwatched = str(problem)
            return None


def _arguments(call: FitCall) -> Arguments | None:
    """What was asked for; None where Keras will refuse the call, and say so itself."""
    try:
        return Arguments.of_call(call.by_name(), call.method)
    except TypeError:
        return None


def _carried_out(call: FitCall, given: dict[str, Any]) -> Any:
    assert call.original is not None
    return call.original(call.model, **given)


def _names(call: FitCall, arguments: Arguments) -> Payload:
    """What to call the data and the model: as the person wrote it, where that can be read; else by their kind."""
    told: Payload = {
        "data": type(arguments.given.get("x")).__name__,
        "model": getattr(call.model, "name", None) or type(call.model).__name__,
        "validation": None,
        "callbacks": None,
    }
    if call.at is None:
        return told
    file, line = call.at
    told["call"], told["called_in"] = line, file
    site = next((site for site in _sites(file) if site.line <= line <= site.last_line), None)
    if site is None:
        return told
    return {
        **told,
        "data": site.data or told["data"],
        "model": site.model,
        "validation": site.validation,
        "callbacks": site.callbacks,
    }


def _sites(file: str) -> tuple[CallSite, ...]:
    with contextlib.suppress(OSError, SyntaxError, ValueError):
        return call_sites(ast.parse(Path(file).read_bytes()), RECORDED)
    return ()
