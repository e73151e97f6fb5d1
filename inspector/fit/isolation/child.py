"""The process that runs `fit`: what it does from its first line to its last."""

from __future__ import annotations

import atexit
import contextlib
import faulthandler
import os
import pickle
import struct
import sys
import threading
import traceback
from collections.abc import Callable
from typing import Any, BinaryIO, NoReturn, TextIO

from inspector.fit.fit_session import FitSession
from inspector.fit.isolation.sender import Echo, Sender
from inspector.fit.output import leave_native_stderr
from inspector.recording.runs import Runs

LENGTH = struct.Struct("<Q")


Job = Callable[[Runs, "TextIO | None"], FitSession]
"""Makes the session, given its runs and where prints are passed on to. It is pickled: a function of a module."""


def packed(job: Job, echoes: bool) -> bytes:
    """What the process is told first."""
    data = pickle.dumps((job, echoes))
    return LENGTH.pack(len(data)) + data


def main() -> NoReturn:
    """Read a job, do it, and end the process, whatever comes of it."""
    try:
        _do_the_job()
    except BaseException:  # a session raises nothing, so this is ours: to be read among the process' words
        traceback.print_exc()
        os._exit(1)
    _leave()


def _do_the_job() -> None:
    commands, pipe = _own_pipes()
    faulthandler.enable(2)
    leave_native_stderr()
    (length,) = LENGTH.unpack(commands.read(LENGTH.size))
    make, echoes = pickle.loads(commands.read(length))
    runs = Runs()
    sender = Sender(runs, pipe)
    session: FitSession = make(runs, Echo(sender) if echoes else None)
    _send_before_leaving(sender)
    threading.Thread(target=_listen, args=(commands, session), name="fit-inspector-commands", daemon=True).start()
    sender.start()
    session.run()
    sender.close({"problem": session.problem, "remark": session.remark, "traceback": session.traceback})


def _own_pipes() -> tuple[BinaryIO, int]:
    """The ends of both pipes, out of the way of the person's code, which finds no input and writes among the words."""
    commands, pipe = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    os.close(nothing)
    if sys.platform == "win32":
        import msvcrt

        for end in (commands, pipe):
            msvcrt.setmode(end, os.O_BINARY)
    return os.fdopen(commands, "rb"), pipe


def _listen(commands: BinaryIO, session: FitSession) -> None:
    """Each byte is a press of Stop; the end of them is that of the process which this one works for."""
    while commands.read(1):
        session.stop()
    os._exit(1)


def _send_before_leaving(sender: Sender) -> None:
    """`os._exit` in the person's code ends the process at once: what was recorded up to there is sent first."""
    leave, here = os._exit, os.getpid()

    def send_and_leave(status: int) -> NoReturn:
        if os.getpid() == here:  # not in a worker that was forked from here
            with contextlib.suppress(Exception):
                sender.flush()
        leave(status)

    setattr(os, "_exit", send_and_leave)  # noqa: B010  a module's function has a type of its own


def _leave() -> NoReturn:
    """Python's orderly end can wait for ever for TensorFlow's read-ahead: only what was registered for it is done."""
    atexit._run_exitfuncs()
    streams: tuple[Any, ...] = (sys.stdout, sys.stderr)
    for stream in streams:
        with contextlib.suppress(Exception):
            stream.flush()
    os._exit(0)
