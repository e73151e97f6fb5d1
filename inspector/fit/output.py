"""Words said during a run: prints, warnings, and what TensorFlow's C++ writes to the process' own stderr.

All of it goes into the recording. What the person's code prints is also passed on to where it was going; TensorFlow's
chatter is not, so that it does not bury what the person wants to read.
"""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import warnings
from collections.abc import Iterator
from typing import Any, TextIO

from inspector.fit.printed import Printed
from inspector.recording.events import Kind
from inspector.recording.runs import Records

OUTPUT = "output"
"""The thread, by name, of lines that code which is not Python wrote: which of its own did, is not seen."""
_left = False


def leave_native_stderr() -> None:
    """Leave file descriptor 2 as it is from now on: who started this process reads it, and outlives its crash."""
    global _left
    _left = True


@contextlib.contextmanager
def record_output(recorder: Records, echo: TextIO | None = None, out: TextIO | None = None) -> Iterator[None]:
    """Record prints, warnings and native stderr while the block runs; prints also go to `echo`, where there is one.

    `out`: where those to stdout go, if elsewhere.
    """
    with _native_stderr(recorder), _prints(recorder, echo, out or echo), _warnings(recorder):
        yield


@contextlib.contextmanager
def _prints(recorder: Records, echo: TextIO | None, out: TextIO | None) -> Iterator[None]:
    with (
        Printed(recorder, "stdout", out) as stdout,
        Printed(recorder, "stderr", echo) as err,
        contextlib.redirect_stdout(stdout.text),
        contextlib.redirect_stderr(err.text),
    ):
        try:
            yield
        finally:
            for stream in (sys.stdout, sys.stderr):
                # What the person put there instead may hold text back, and may be closed by now.
                with contextlib.suppress(AttributeError, OSError, ValueError):
                    stream.flush()


@contextlib.contextmanager
def _warnings(recorder: Records) -> Iterator[None]:
    """Record each warning that is shown. The person's own filters stay as they are."""

    def show(message: Warning | str, category: type[Warning], filename: str, lineno: int, *_: Any, **__: Any) -> None:
        payload = {"text": str(message), "category": category.__name__, "file": filename, "line": lineno}
        recorder.put(Kind.WARNING, payload=payload)

    with warnings.catch_warnings():
        warnings.showwarning = show
        yield


@contextlib.contextmanager
def _native_stderr(recorder: Records) -> Iterator[None]:
    """Record what is written to file descriptor 2 by code that is not Python."""
    if _left:
        yield
        return
    try:
        saved = os.dup(2)
    except OSError:  # a desktop start can have no stderr at all
        yield
        return
    reading, writing = os.pipe()
    os.dup2(writing, 2)
    os.close(writing)

    def forward() -> None:
        with open(reading, encoding="utf-8", errors="replace") as pipe:
            for line in pipe:
                recorder.put(Kind.OUTPUT, payload={"text": line.rstrip("\n"), "stream": "native"})

    reader = threading.Thread(target=forward, name=OUTPUT, daemon=True)
    reader.start()
    try:
        yield
    finally:
        if sys.stderr is not None:  # a desktop start can have none
            sys.stderr.flush()
        os.dup2(saved, 2)
        os.close(saved)
        # Worker processes that the run forked may still hold the pipe's other end: do not wait for them for ever.
        reader.join(timeout=2)
