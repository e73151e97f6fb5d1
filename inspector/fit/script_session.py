"""A script as it is: run as Python would run it, with every `fit` and `evaluate` in it recorded."""

from __future__ import annotations

import sys
import traceback
from typing import TextIO

from inspector.fit.as_main import NobodyToAsk, run_as_main
from inspector.fit.begun import begun_now
from inspector.fit.discovery import parse
from inspector.fit.failure import failure_of, first_line, is_own, type_name
from inspector.fit.fit_calls import answered
from inspector.fit.loading import ModuleFailed
from inspector.fit.module_session import alone
from inspector.fit.output import record_output
from inspector.fit.problem import MEMORY_RAN_OUT, WrongUse
from inspector.fit.recorded_calls import RECORDED, RecordedCalls
from inspector.fit.script_request import ScriptRequest
from inspector.fit.stopping import ScriptStopped, StoppedByPerson, StopRequest, record_stop
from inspector.fit.taps.epoch_iterators import letting_go
from inspector.recording.events import Kind, Payload
from inspector.recording.recorder import Recorder
from inspector.recording.runs import Runs


class ScriptSession:
    """One script. `run` blocks until it has ended and never raises; `stop` may be called from any thread.

    The first run is begun at once: what the script prints before its first fit belongs to it.
    """

    can_be_ended = False

    def __init__(
        self, request: ScriptRequest, runs: Runs, echo: TextIO | None = None, out: TextIO | None = None
    ) -> None:
        self.request = request
        self.problem: str | None = None
        """After `run`: the sentence for the person where there was nothing to record, else None."""
        self.remark: str | None = None
        """After `run`: how the script ended, where that was not by coming to its end."""
        self.traceback: str | None = None
        """Where it raised by itself: the person's own frames first."""
        self.stopping = StopRequest()
        self._runs = runs
        self._first = runs.begin()
        self._echo, self._out = echo, out
        self._calls = RecordedCalls(self._next_recorder, self._header(), self.stopping, request.statistics)

    def stop(self) -> int:
        """Ask to stop: once, after the current batch, and with it the script; twice, at the next event."""
        times = self.stopping.ask()
        record_stop(self._runs.recorders[-1], times)
        return times

    def run(self) -> None:
        """Run the script to its end. What goes wrong in it is recorded."""
        self._first.name_thread("fit")
        self._first.put(Kind.RUN_BEGIN, payload={**self._header(), **begun_now()})
        outcome, failed = "raised", False
        try:
            with alone(), letting_go(), record_output(self._runs, self._echo, self._out):
                outcome = self._run()
        except WrongUse as problem:
            self.problem = str(problem)
            if isinstance(problem, ModuleFailed):
                self._first.put(Kind.FIT_RAISED, payload=problem.failure)
        except MemoryError:  # the person's code has all of it
            self.problem = MEMORY_RAN_OUT
        except Exception as error:  # ours: tell it as such rather than die on a thread
            failed = True
            self.problem = f"Fit Inspector itself failed: {type(error).__name__}: {error}"
            self._runs.put(Kind.OUTPUT, payload={"text": traceback.format_exc(), "stream": "inspector"})
        if not self._calls.made:
            told = {} if self.problem is None else {"problem": self.problem, "failed": failed}
            self._first.put(Kind.RUN_END, payload={"outcome": outcome, **told})

    def _run(self) -> str:
        request = self.request
        parse(request.module)
        first = "" if "tensorflow" in sys.modules else " (it may import TensorFlow first)"
        self._first.put(Kind.PHASE, payload={"text": f"Running {request.module.name}{first}…"})
        try:
            with answered(self._answer, RECORDED):
                run_as_main(request.module, request.arguments, request.folder, request.answered)
        except SystemExit as left:
            return self._ended_itself(left)
        except (ScriptStopped, StoppedByPerson):
            return "cancelled"
        except BaseException as error:  # whatever the person's code raises ends the script, and not the inspector
            return self._raised(error)
        if not self._calls.made:
            raise WrongUse(f"{request.module.name} ended without {self._why_nothing()}.")
        return "completed"

    def _answer(self, call: object) -> object:
        if self.stopping.asked:
            raise ScriptStopped
        value = self._calls.answer(call)  # type: ignore[arg-type]
        if self.stopping.asked:
            raise ScriptStopped
        return value

    def _ended_itself(self, left: SystemExit) -> str:
        name, at = self.request.module.name, _line_of(left)
        code = "" if left.code in (None, 0) else f" with {left.code!r}"
        if self._calls.made:
            self._say(f"{name} ended itself{code} (sys.exit{at}).") if code else None
            return "completed"
        arguments = (
            " If it wants arguments, give them (on the command line: fit-inspector script "
            f"{name} ARGUMENTS; in the window: Script arguments)."
        )
        raise WrongUse(f"{name} ended itself{code} (sys.exit{at}) before {self._why_nothing()}.{arguments}")

    def _raised(self, error: BaseException) -> str:
        name = self.request.module.name
        if isinstance(error, NobodyToAsk):
            raise WrongUse(
                f"{name} asks for input{_line_of(error)}, and nobody can answer it here: give it what it asks for as "
                f"an argument, or run it in a terminal (fit-inspector script {name})."
            ) from error
        sentence = f"{name} raised {type_name(error)}{_line_of(error)}: {first_line(error)}"
        self.traceback = failure_of(error, "module")["traceback"]
        if not self._calls.made:
            raise ModuleFailed(f"{sentence}. No fit had been called by then.", error) from error
        if error is self._calls.last_error:  # which is told as how that fit ended
            self.traceback = None
        else:
            self._say(f"{sentence}. It was no fit that raised it.", self.traceback)
        return "raised"

    def _say(self, remark: str, more: str | None = None) -> None:
        self.remark = remark
        text = remark if more is None else f"{remark}\n{more}"
        self._runs.put(Kind.OUTPUT, payload={"text": text, "stream": "inspector"})

    def _why_nothing(self) -> str:
        if self._calls.unwatched is not None:
            return f"a call that could be recorded: {self._calls.unwatched}"
        if "keras" not in sys.modules and "tf_keras" not in sys.modules:
            return "importing Keras: there was no fit to record"
        return "a call of fit or evaluate of a Keras model: there was nothing to record"

    def _next_recorder(self) -> Recorder:
        return self._runs.begin() if self._calls.made else self._first

    def _header(self) -> Payload:
        request = self.request
        return {
            "file": str(request.module.absolute()),
            "script": {
                "arguments": list(request.arguments),
                "folder": None if request.folder is None else str(request.folder.absolute()),
            },
            "statistics": request.statistics,
        }


def _line_of(error: BaseException) -> str:
    """` in line 12`, the innermost of the person's own."""
    own = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if is_own(frame.filename)]
    return f" in line {own[-1]}" if own else ""
