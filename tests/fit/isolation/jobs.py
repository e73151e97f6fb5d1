"""What the tests run in a process of its own: sessions without Keras, each of which does one thing."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import TextIO

from inspector.fit.output import record_output
from inspector.recording.events import Kind
from inspector.recording.recorder import Recorder
from inspector.recording.runs import Runs
from tests.replaying import replay
from tests.story import Story, clean, raises_at_batch_3


class Does:
    """Records that a batch is asked for, and then does it; its end is that of a run that completed."""

    can_be_ended = False

    def __init__(self, what: Callable[[], object], runs: Runs, echo: TextIO | None) -> None:
        self.problem: str | None = None
        self.remark = self.traceback = None
        self.recorder = runs.begin()
        self._what, self._echo = what, echo
        self.stopped = threading.Event()

    def run(self) -> None:
        self.recorder.name_thread("fit")
        self.recorder.put(Kind.RUN_BEGIN, payload={"file": "train.py"})
        self.recorder.put(Kind.PULL_BEGIN, batch=3)
        with record_output(self.recorder, self._echo):
            self._what()
        self.recorder.put(Kind.RUN_END, payload={"outcome": "completed"})

    def stop(self) -> int:
        self.recorder.put(Kind.STOP_ASKED, batch=1)
        self.stopped.set()
        return 1


def does(what: str, runs: Runs, echo: TextIO | None) -> Does:
    """The session that does what the function of this name does."""
    return Does(globals()[what], runs, echo)


def give_the_sender_time() -> None:
    """What is killed, or holds the lock, sends nothing any more."""
    threading.Event().wait(0.3)


# -- ways to end --


def returns() -> None:
    """Nothing."""


def leaves() -> None:
    os._exit(3)


def aborts() -> None:
    os.abort()


def reads_null() -> None:
    ctypes.string_at(0)


def is_killed() -> None:
    give_the_sender_time()
    os.kill(os.getpid(), signal.SIGKILL)


def hangs_at_exit() -> None:
    import atexit

    atexit.register(threading.Event().wait)


# -- ways not to end --


def waits_for_ever() -> None:
    threading.Event().wait()


def spins() -> None:
    while True:
        pass


def holds_the_lock() -> None:
    give_the_sender_time()
    ctypes.PyDLL(None).sleep(1000)  # PyDLL: without giving up Python's lock


def waits_with_a_worker() -> None:
    worker = os.fork()
    if worker == 0:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        threading.Event().wait()
    print(f"worker {worker}", flush=True)
    threading.Event().wait()


def waits_with_one_who_left() -> None:
    """A process that is not in the group any more, and holds the pipes open."""
    code = "import os, time; os.setsid(); print(f'left {os.getpid()}', flush=True); time.sleep(60)"
    subprocess.Popen([sys.executable, "-c", code])
    threading.Event().wait()


# -- words --


def talks() -> None:
    import warnings

    print("to stdout")
    print("50 %\r100 %", file=sys.stderr)
    warnings.warn("mind this", stacklevel=1)
    os.write(1, b"native out\n")
    os.write(2, b"native err\n")
    assert sys.stdin.read() == ""


# -- whole stories --


class Replays:
    """Puts whole stories, each as a run of its own."""

    can_be_ended = False

    def __init__(self, stories: list[Callable[[], Story]], runs: Runs) -> None:
        self.problem: str | None = None
        self.remark = self.traceback = None
        self._stories, self._runs = stories, runs
        self._first: Recorder | None = runs.begin()

    def run(self) -> None:
        for story in self._stories:
            recorder = self._first or self._runs.begin()
            self._first = None
            replay(story(), recorder)

    def stop(self) -> int:
        return 1


def replays_two(runs: Runs, echo: TextIO | None) -> Replays:
    return Replays([raises_at_batch_3, clean], runs)


class Refuses(Replays):
    """Cannot do what was asked."""

    def run(self) -> None:
        self.problem = "There is no bathces in train.py."
        assert self._first is not None
        self._first.put(Kind.RUN_END, payload={"outcome": "raised", "problem": self.problem, "failed": False})


def refuses(runs: Runs, echo: TextIO | None) -> Refuses:
    return Refuses([], runs)


def cannot_be_made(runs: Runs, echo: TextIO | None) -> Refuses:
    raise ValueError("not this one")
