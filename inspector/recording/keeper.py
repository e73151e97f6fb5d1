"""Keeping a recording file up to date while a run goes on, beside whatever else reads the recording."""

from __future__ import annotations

import threading
from types import TracebackType

from inspector.recording.recorder import Recorder
from inspector.recording.writer import RecordingWriter

EVERY_S = 0.5


class RecordingKeeper:
    """Within `with`, a thread of its own drains the recorder and flushes its file; on leaving, once more and for good.

    What is to agree with the file is read from the recording after that, without another drain.
    """

    def __init__(self, recorder: Recorder, writer: RecordingWriter, every_s: float = EVERY_S) -> None:
        self._recorder, self._writer, self._every_s = recorder, writer, every_s
        self._over = threading.Event()
        # A daemon: a run that is abandoned must not keep the process.
        self._thread = threading.Thread(target=self._keep, name="recording", daemon=True)

    def __enter__(self) -> RecordingKeeper:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join()
        self._recorder.drain()
        self._writer.close()

    def _keep(self) -> None:
        while not self._over.wait(self._every_s):
            self._recorder.drain()
            self._writer.flush()
