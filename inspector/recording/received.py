"""Taking over what another process records, while it records it: the blocks that its `Gained` gives, in their order."""

from __future__ import annotations

import json
from array import array

import numpy as np

from inspector.recording.events import NONE, Kind
from inspector.recording.file_format import FIRST, LINES, ROWS, BlockKind
from inspector.recording.recorder import Recorder
from inspector.recording.recording import ROW


class Received:
    """The other process' recording as a part of this recorder's, which may take events of this process as well.

    Threads and payloads have numbers of their own there; here they get the next ones that are free.
    """

    def __init__(self, recorder: Recorder) -> None:
        self.recorder = recorder
        self.over = False
        """Whether the end of the run has come."""
        self._threads = array("i")
        self._payloads = array("i")

    def take(self, kind: bytes, body: bytes) -> None:
        """Append what the next block holds; a block that is no part of a recording is passed over."""
        match kind:
            case BlockKind.THREADS.value:
                threads = [(process, name) for process, name in map(json.loads, _lines(body))]
                self._threads.extend(self.recorder.take_threads(threads))
            case BlockKind.PAYLOADS.value:
                self._payloads.extend(self.recorder.take_payloads(list(map(json.loads, _lines(body)))))
            case BlockKind.EVENTS.value:
                rows = np.frombuffer(body, ROWS, offset=FIRST.size).astype(ROW)
                rows["thread"] = np.frombuffer(self._threads, np.intc)[rows["thread"]]
                named = rows["payload"] != NONE
                if named.any():
                    rows["payload"][named] = np.frombuffer(self._payloads, np.intc)[rows["payload"][named]]
                self.recorder.take_rows(rows)
                self.over = self.over or bool((rows["kind"] == Kind.RUN_END).any())


def _lines(body: bytes) -> list[bytes]:
    return body[LINES.size :].split(b"\n")
