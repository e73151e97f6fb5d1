"""Writing a recording to its file while the run goes on. Nothing that goes wrong here reaches the run."""

from __future__ import annotations

import contextlib
import datetime
import json
import os
import platform
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from inspector import __version__
from inspector.recording.events import Payload
from inspector.recording.file_format import FIRST, LINES, ROWS, TITLE, BlockKind, framed
from inspector.recording.recording import Recording

LINES_A_BLOCK = 4096


def made_here() -> Payload:
    """A header that tells what makes the file, where and when."""
    return {
        "made_by": "Fit Inspector",
        "version": __version__,
        "python": platform.python_version(),
        "platform": platform.platform(),
        "made": datetime.datetime.now().astimezone().isoformat(timespec="seconds"),
        "process": os.getpid(),
    }


class RecordingWriter:
    """Appends to one file; `flush` and `close` may be called from any one thread at a time, and never raise OSError.

    What was flushed is with the operating system: it outlives the process, however that ends.
    """

    def __init__(self, path: Path, recording: Recording, header: Payload) -> None:
        self.path = path
        self.recording = recording
        self.problem: str | None = None
        """One sentence, once something could not be written; nothing is written after that."""
        self.events = 0
        """How many events are in the file."""
        self._payloads = self._threads = 0
        self._size = 0
        try:
            # Unbuffered: a buffer of ours would be lost with the process.
            self._file = path.open("wb", buffering=0)
        except OSError as error:
            self.problem = f"{path} cannot be written ({_reason(error)}): nothing is recorded there."
            return
        self._append([TITLE + framed(BlockKind.HEADER, _json(header))])

    def flush(self) -> None:
        """Write what the recording gained since the last call."""
        if self.problem is not None:
            return
        # Events last, here and in the file: they name threads and payloads, which must be there before them.
        rows = len(self.recording.rows)
        threads, payloads = len(self.recording.threads), len(self.recording.payloads)
        try:
            written = [
                *_lines(BlockKind.THREADS, self._threads, self.recording.threads[self._threads : threads]),
                *_lines(BlockKind.PAYLOADS, self._payloads, self.recording.payloads[self._payloads : payloads]),
            ]
        except (TypeError, ValueError, RecursionError) as error:
            self._stop(f"something that was recorded cannot be put into words ({error})")
            return
        done = self.events
        for block in self.recording.rows.blocks(done, rows):
            written.append(framed(BlockKind.EVENTS, FIRST.pack(done) + block.astype(ROWS, copy=False).tobytes()))
            done += len(block)
        if self._append(written):
            self.events, self._threads, self._payloads = rows, threads, payloads

    def close(self) -> None:
        """Write the rest and let go of the file; may be called twice."""
        self.flush()
        if self.problem is None:
            try:
                self._file.close()
            except OSError as error:
                self._stop(_reason(error))

    def _append(self, written: list[bytes]) -> bool:
        """Write whole blocks; return whether they are all in the file."""
        data = memoryview(b"".join(written))
        done = 0
        try:
            while done < len(data):
                done += self._file.write(data[done:])
        except OSError as error:
            self._stop(_reason(error))
            return False
        self._size += done
        return True

    def _stop(self, reason: str) -> None:
        self.problem = (
            f"{self.path} cannot be written any more ({reason}): the recording stops here; what was written before "
            "is kept."
        )
        with contextlib.suppress(OSError):
            self._file.truncate(self._size)  # half a block is of no use
        with contextlib.suppress(OSError):
            self._file.close()


def _lines(kind: BlockKind, first: int, values: Sequence[Any]) -> Iterator[bytes]:
    for at in range(0, len(values), LINES_A_BLOCK):
        lines = [_json(value) for value in values[at : at + LINES_A_BLOCK]]
        yield framed(kind, LINES.pack(first + at, len(lines)) + b"\n".join(lines))


def _json(value: Any) -> bytes:
    # In ASCII: what a program prints may hold lone surrogates, which UTF-8 has no bytes for.
    return json.dumps(value, separators=(",", ":"), default=_plain).encode("ascii")


def _plain(value: Any) -> Any:
    """A number of numpy's as one of Python's; anything else by its name."""
    item = getattr(value, "item", None)
    return item() if callable(item) and getattr(value, "size", None) == 1 else str(value)


def _reason(error: OSError) -> str:
    return error.strerror or str(error)
