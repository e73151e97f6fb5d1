"""What every session on a module has: its life from the first event to the last, and what goes wrong on the way."""

from __future__ import annotations

import contextlib
import threading
import traceback
from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import Any, TextIO

from inspector.fit.begun import begun_now
from inspector.fit.loading import ModuleFailed
from inspector.fit.output import record_output
from inspector.fit.problem import MEMORY_RAN_OUT, WrongUse
from inspector.fit.request import FitRequest
from inspector.fit.stopping import StoppedByPerson, StopRequest, record_stop
from inspector.fit.taps.epoch_iterators import letting_go
from inspector.recording.events import Kind
from inspector.recording.recorder import Recorder

_RUNNING = threading.Lock()


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Taps, streams and warnings belong to the process: two runs at once would put back each other's."""
    if not _RUNNING.acquire(blocking=False):
        raise WrongUse("Another run still goes on in this process: wait until it has ended, or start a new process.")
    try:
        yield
    finally:
        _RUNNING.release()


class ModuleSession(ABC):
    """One run of one request. `run` blocks until it is over and never raises; `stop` may be called from any thread."""

    can_be_ended = False

    def __init__(self, request: FitRequest, recorder: Recorder, echo: TextIO | None = None) -> None:
        self.request = request
        self.recorder = recorder
        self.problem: str | None = None
        """After `run`: the sentence for the person where the request could not be carried out, else None."""
        self.remark: str | None = None
        self.traceback: str | None = None
        self.stopping = StopRequest()
        self._echo = echo

    def stop(self) -> int:
        """Ask to stop: once, after the current batch; twice, at the next event. Returns how often it was asked."""
        times = self.stopping.ask()
        record_stop(self.recorder, times)
        return times

    def run(self) -> None:
        """Do the run. What goes wrong in the person's code is recorded; what was wrongly asked is in `problem`."""
        outcome, failed = "raised", False
        self.recorder.name_thread("fit")
        self.recorder.put(Kind.RUN_BEGIN, payload=self._header())
        try:
            with alone(), letting_go(), record_output(self.recorder, self._echo):
                outcome = self._run()
        except WrongUse as problem:
            self.problem = str(problem)
            if isinstance(problem, ModuleFailed):
                self.recorder.put(Kind.FIT_RAISED, payload=problem.failure)
        except StoppedByPerson:
            outcome = "cancelled"
        except MemoryError:  # the person's code has all of it
            self.problem = MEMORY_RAN_OUT
        except Exception as error:  # ours: tell it as such rather than die on a thread
            failed = True
            self.problem = f"Fit Inspector itself failed: {type(error).__name__}: {error}"
            self.recorder.put(Kind.OUTPUT, payload={"text": traceback.format_exc(), "stream": "inspector"})
        finally:
            told = {} if self.problem is None else {"problem": self.problem, "failed": failed}
            self.recorder.put(Kind.RUN_END, payload={"outcome": outcome, **told})

    @abstractmethod
    def _run(self) -> str:
        """Do it; return the outcome. Raises `WrongUse`, `StoppedByPerson`, or what only a mistake of ours raises."""

    def _header(self) -> dict[str, Any]:
        request = self.request
        return {
            "file": str(request.module.absolute()),
            "data": request.data,
            "model": request.model,
            "validation": request.validation,
            "callbacks": request.callbacks,
            "call": request.call,
            "arguments": {
                "data": dict(request.data_args),
                "model": dict(request.model_args),
                "validation": dict(request.validation_args),
            },
            "steps_per_execution": request.steps_per_execution,
            "seed": request.seed,
            "device": request.device,
            "statistics": request.statistics,
            "isolate": request.isolate,
            **begun_now(),
        }

    def _phase(self, text: str) -> None:
        self.stopping.raise_if_urgent()
        self.recorder.put(Kind.PHASE, payload={"text": text})
