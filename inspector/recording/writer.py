"""Writing a recording to its file while the run goes on. Nothing that goes wrong here reaches the run."""

from __future__ import annotations

import contextlib
import datetime
import os
import platform
from pathlib import Path

from inspector import __version__
from inspector.recording.events import Payload
from inspector.recording.file_format import TITLE, BlockKind, framed
from inspector.recording.gained import Gained, in_words
from inspector.recording.recording import Recording


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
        self._gained = Gained(recording)
        self._size = 0
        try:
            # Unbuffered: a buffer of ours would be lost with the process.
            self._file = path.open("wb", buffering=0)
        except OSError as error:
            self.problem = f"{path} cannot be written ({_reason(error)}): nothing is recorded there."
            return
        self._append([TITLE + framed(BlockKind.HEADER, in_words(header))])

    def flush(self) -> None:
        """Write what the recording gained since the last call."""
        if self.problem is not None:
            return
        try:
            written = self._gained.blocks()
        except (TypeError, ValueError, RecursionError) as error:
            self._stop(f"something that was recorded cannot be put into words ({error})")
            return
        if self._append(written):
            self.events = self._gained.events

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


def _reason(error: OSError) -> str:
    return error.strerror or str(error)
