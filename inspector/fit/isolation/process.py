"""A Python process that ends whole: with the workers that it started, and with the process that started it."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

GUARD = Path(__file__).with_name("guard.py")
LOOKS_EVERY_S = 0.2
"""How often a pipe that is silent is asked whether there is anybody left who could write to it."""


class OwnProcess:
    """A fresh interpreter (spawned, not forked) that runs one statement, with the import path and options of this one.

    Its standard input is for commands, its standard output for events, its standard error for words.
    """

    def __init__(self, statement: str) -> None:
        """Start it. Raises `OSError` where the system does not let it."""
        program = f"import sys; sys.path[:] = {sys.path!r}; {statement}"
        self._process = subprocess.Popen(
            [sys.executable, *_interpreter_options(), "-c", program],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            bufsize=0,
            start_new_session=True,  # a group of its own, so that its workers can be ended with it
        )
        self._gone = threading.Event()
        self._guard: subprocess.Popen[bytes] | None = None
        try:
            self._guard = _guard(self._process.pid)
        except OSError:
            self.end()
            self.wait()
            raise

    @property
    def pid(self) -> int:
        """Its number, which is also that of the group."""
        return self._process.pid

    def tell(self, data: bytes) -> None:
        """Write to its standard input, if it still reads."""
        assert self._process.stdin is not None
        with contextlib.suppress(OSError, ValueError):
            self._process.stdin.write(data)

    def events(self) -> bytes:
        """The next bytes of its standard output; nothing once it is gone and all was read."""
        assert self._process.stdout is not None
        return self._read(self._process.stdout.fileno())

    def words(self) -> bytes:
        """The same of its standard error."""
        assert self._process.stderr is not None
        return self._read(self._process.stderr.fileno())

    def wait(self) -> int:
        """Wait until it has ended, end what it has left running, and return its status: negative for a signal."""
        if hasattr(os, "waitid"):
            # Without taking its status yet: until then its number, by which the group is ended, is not given anew.
            os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOWAIT)
            self.end()
            status = self._process.wait()
        else:
            status = self._process.wait()
            self.end()
        if self._guard is not None:
            self._guard.communicate(b"!")
        self._gone.set()
        return status

    def end(self) -> None:
        """End it and all that it started, wherever its code sits."""
        if sys.platform == "win32":
            command = ["taskkill", "/F", "/T", "/PID", str(self.pid)]
            subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        else:
            with contextlib.suppress(ProcessLookupError, PermissionError):  # macOS: of a group of the dead alone
                os.killpg(self.pid, signal.SIGKILL)

    def close(self) -> None:
        """Let go of the pipes; nothing reads them any more."""
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()

    def _read(self, pipe: int) -> bytes:
        # What it started may have left the group and hold the pipe open for ever: then its own end is the end.
        while sys.platform != "win32" and not select.select([pipe], [], [], LOOKS_EVERY_S)[0]:
            if self._gone.is_set():
                return b""
        return os.read(pipe, 1 << 16)


def _guard(group: int) -> subprocess.Popen[bytes] | None:
    """Who ends the group where this process ends without having done so; nobody where there are no such groups."""
    if sys.platform == "win32":
        return None
    return subprocess.Popen(
        [sys.executable, "-I", "-S", str(GUARD), str(group)],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl+C in the terminal is not for it
    )


def _interpreter_options() -> Sequence[str]:
    """`-O`, `-W error`, `-X dev`, ...: what this interpreter was started with is what the person's code is to get."""
    options: Sequence[str] = subprocess._args_from_interpreter_flags()  # type: ignore[attr-defined]
    return options
