"""A session in a process of its own, with the face of one in this process: `run`, `stop`, `problem`."""

from __future__ import annotations

import json
import os
import signal
import threading
from collections.abc import Callable
from typing import TextIO

from inspector.fit.isolation.child import Job, packed
from inspector.fit.isolation.last_words import LastWords
from inspector.fit.isolation.process import OwnProcess
from inspector.fit.isolation.wire import STOP, Message, messages
from inspector.fit.output import OUTPUT
from inspector.recording.events import Kind, Payload
from inspector.recording.received import Received
from inspector.recording.runs import Runs

CHILD = "from inspector.fit.isolation.child import main; main()"
ENDED_AFTER_S = 2.0
"""How long the process has after the second press on Stop, and after the end of its session, to end by itself."""
PRESSES = 3
"""The press that ends it at once."""


class IsolatedSession:
    """Runs one job in a process that it starts, and ends. `run` blocks until it is over and never raises."""

    can_be_ended = True
    """Stop ends it, wherever the person's code sits."""

    def __init__(self, job: Job, runs: Runs, echo: TextIO | None = None) -> None:
        self.problem: str | None = None
        """After `run`: the sentence for the person where the request could not be carried out, else None."""
        self.remark: str | None = None
        self.traceback: str | None = None
        self._job, self._runs, self._echo = job, runs, echo
        self._received = [Received(runs.begin())]
        self._current = 0
        """The run that what comes now belongs to."""
        self._lock = threading.Lock()
        self._process: OwnProcess | None = None
        self._pressed = self._told = 0
        """How often the person pressed Stop, and how many of those the process was told."""
        self._timers: list[threading.Timer] = []
        self._ended = False
        """Whether the process was ended from here because the person wanted it to."""

    def stop(self) -> int:
        """Ask to stop; twice, at the next event; after that the process is ended. Returns how often it was asked."""
        with self._lock:
            self._pressed += 1
            pressed, process = self._pressed, self._process
            if process is not None:
                self._press(process)
        return pressed

    def run(self) -> None:
        """Do the job over there, and take over what is recorded until nothing more can come."""
        try:
            with self._lock:
                process = self._process = OwnProcess(CHILD)
                process.tell(packed(self._job, self._echo is not None))
                self._press(process)
        except OSError as error:
            self.problem = f"The process for fit could not be started: {error.strerror or error}."
            self._conclude({"outcome": "raised", "problem": self.problem, "failed": False})
            return
        words = LastWords(lambda line: self._native(process, line))
        status: list[int] = []
        threads = [_thread("words", lambda: _take_all(process, words))]
        threads.append(_thread("end", lambda: status.append(process.wait())))
        for kind, body in messages(process.events):
            self._take(kind, body)
        for thread in threads:
            thread.join()
        with self._lock:
            self._process = None
        for timer in self._timers:
            timer.cancel()
            timer.join()
        process.close()
        self._conclude(self._ending(status[0], words))

    # -- stopping --

    def _press(self, process: OwnProcess) -> None:
        """Do what was pressed and not done yet."""
        while self._told < min(self._pressed, PRESSES):
            self._told += 1
            if self._told == PRESSES:
                self._end(process)
            else:
                process.tell(STOP)
            if self._told == PRESSES - 1:
                self._later(lambda: self._end(process))

    def _end(self, process: OwnProcess) -> None:
        self._ended = True
        process.end()

    def _later(self, end: Callable[[], None]) -> None:
        timer = threading.Timer(ENDED_AFTER_S, end)
        timer.name, timer.daemon = "fit-inspector-patience", True
        self._timers.append(timer)
        timer.start()

    # -- what comes over --

    def _take(self, kind: bytes, body: bytes) -> None:
        match kind:
            case Message.RUN.value:
                self._current = int(body)
                while len(self._received) <= self._current:
                    self._received.append(Received(self._runs.begin()))
            case Message.SAID.value:
                self._say(body.decode("utf-8"))
            case Message.OVER.value:
                told = json.loads(body)
                self.problem, self.remark, self.traceback = told["problem"], told["remark"], told["traceback"]
                assert self._process is not None
                self._later(self._process.end)  # what the person's code registered for the end may hang
            case _:
                self._received[self._current].take(kind, body)

    def _say(self, text: str) -> None:
        """Say it where it was going; once nobody listens there any more, no longer: the run goes on."""
        if self._echo is not None:
            try:
                self._echo.write(text)
                self._echo.flush()
            except (OSError, ValueError):
                self._echo = None

    def _native(self, process: OwnProcess, line: str) -> None:
        payload = {"text": line, "stream": "native"}
        self._received[-1].recorder.put(Kind.OUTPUT, payload=payload, thread=(process.pid, OUTPUT))

    # -- the end --

    def _ending(self, status: int, words: LastWords) -> Payload:
        """How a run ended that did not say so itself."""
        if self._ended:
            return {"outcome": "cancelled"}
        by_signal = status < 0
        how = {"exit_code": None if by_signal else status, "signal": _name(-status) if by_signal else None}
        return {"outcome": "died", **how, **({} if words.crashed_at is None else {"at": words.crashed_at})}

    def _conclude(self, ending: Payload) -> None:
        here = (os.getpid(), "fit-inspector")
        for received in self._received:
            if not received.over:
                if self._ended:
                    received.recorder.put(Kind.STOP_ASKED, batch=self._pressed, thread=here)
                received.recorder.put(Kind.RUN_END, payload=ending, thread=here)


def _name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:  # a real-time signal has none
        return str(number)


def _thread(name: str, work: Callable[[], None]) -> threading.Thread:
    thread = threading.Thread(target=work, name=f"fit-inspector-{name}", daemon=True)
    thread.start()
    return thread


def _take_all(process: OwnProcess, words: LastWords) -> None:
    while data := process.words():
        words.take(data)
    words.take(b"")
