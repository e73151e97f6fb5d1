"""What stands where `sys.stdout` or `sys.stderr` was: a real text stream over one whose lines become events."""

from __future__ import annotations

import codecs
import contextlib
import io
import os
import sys
import threading
from types import TracebackType
from typing import TYPE_CHECKING, TextIO

from inspector.recording.events import Kind
from inspector.recording.runs import Records

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

DESCRIPTORS = {"stdout": 1, "stderr": 2}


class Printed(io.RawIOBase):
    """Takes what is printed while its `with` block runs; `text` is the stream to put in place of the one of `stream`.

    `text` is what Python itself makes for a process, a `TextIOWrapper`, because scripts use all of that: `buffer`,
    `encoding`, `reconfigure`, `fileno` (`faulthandler.enable()` asks for it).
    """

    def __init__(self, recorder: Records, stream: str, echo: TextIO | None = None) -> None:
        self.name = f"<{stream}>"
        self._recorder = recorder
        self._stream = stream
        self._echo = echo
        self._lock = threading.Lock()
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._line: list[str] = []
        """The pieces of the line that has no end yet: Keras writes its progress bar in pieces."""
        self._over = False
        self.text = io.TextIOWrapper(
            self,
            encoding="utf-8",
            errors="backslashreplace",
            newline="",
            write_through=True,
        )

    def __enter__(self) -> Printed:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Record what has no line end yet."""
        with self._lock:
            line, self._line, self._over = "".join(self._line), [], True
        if line:
            self._put(line)

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        """The process' own, where it has one: what native code writes there is no part of this stream."""
        descriptor = DESCRIPTORS[self._stream]
        os.fstat(descriptor)
        return descriptor

    def isatty(self) -> bool:
        return False

    def write(self, data: ReadableBuffer, /) -> int:
        with self._lock:
            text = self._decoder.decode(bytes(data))
            lines = [] if self._over else self._whole_lines(text)
        if self._over:
            self._pass_on(text)
        self._say(text)
        for line in lines:
            self._put(line)
        return memoryview(data).nbytes

    def flush(self) -> None:
        super().flush()
        self._say("")

    def _whole_lines(self, text: str) -> list[str]:
        *lines, rest = text.split("\n")
        if lines:
            lines[0] = "".join(self._line) + lines[0]
            self._line = []
        if "\r" in rest:
            # Only what a redrawn line shows last: a progress bar can go on for hours without a line end.
            self._line = [_shown("".join(self._line) + rest)]
        elif rest:
            self._line.append(rest)
        return lines

    def _put(self, line: str) -> None:
        payload = {"text": _shown(line).rstrip("\r"), "stream": self._stream}
        self._recorder.put(Kind.OUTPUT, payload=payload)

    def _say(self, text: str) -> None:
        """Say it where it was going; once nobody listens there any more, no longer: the run goes on."""
        if self._echo is None or self._over:
            return
        try:
            if text:
                self._echo.write(text)
            else:
                self._echo.flush()
        except (OSError, ValueError):
            self._echo = None

    def _pass_on(self, text: str) -> None:
        """Who kept the stream after its run (TensorFlow's logger does) means the one that stands there now."""
        now = getattr(sys, self._stream)
        if now is not None and now is not self.text:
            with contextlib.suppress(OSError, ValueError):
                now.write(text)


def _shown(line: str) -> str:
    """What a person sees of a line: a carriage return draws it anew."""
    return line[line.rfind("\r", 0, len(line.rstrip("\r"))) + 1 :]
