"""The one who writes to the pipe: sends what the runs of this process record, a hundred times a second."""

from __future__ import annotations

import io
import os
import threading
from collections import deque

from inspector.fit.isolation.wire import Message
from inspector.recording.events import Payload
from inspector.recording.file_format import framed
from inspector.recording.gained import Gained, in_words
from inspector.recording.regularly import Regularly
from inspector.recording.runs import Runs

EVERY_S = 0.01


class Sender:
    """Sends from a thread of its own, so that training never waits for whoever reads."""

    def __init__(self, runs: Runs, pipe: int) -> None:
        self._runs, self._pipe = runs, pipe
        self._gained: list[Gained] = []
        self._said: deque[str] = deque()
        self._sending = threading.Lock()
        self._regularly = Regularly(self.flush, EVERY_S, "fit-inspector-sender")

    def start(self) -> None:
        """Begin to send."""
        self._regularly.begin()

    def say(self, text: str) -> None:
        """Pass on what was printed."""
        self._said.append(text)

    def flush(self) -> None:
        """Send all that there is. Where nobody reads any more this process has no purpose, and ends."""
        with self._sending:
            try:
                self._send(self._blocks())
            except OSError:
                os._exit(1)

    def close(self, ending: Payload) -> None:
        """Send the rest, and that it is over."""
        self._regularly.end()
        self.flush()
        self._send([framed(Message.OVER, in_words(ending))])

    def _blocks(self) -> list[bytes]:
        recorders = self._runs.recorders
        self._gained += [Gained(recorder.recording) for recorder in recorders[len(self._gained) :]]
        told: list[bytes] = []
        for number, (recorder, gained) in enumerate(zip(recorders, self._gained, strict=True)):
            recorder.drain()
            blocks = gained.blocks()
            if blocks:
                told += [framed(Message.RUN, b"%d" % number), *blocks]
        said = "".join(self._said.popleft() for _ in range(len(self._said)))
        return [*told, framed(Message.SAID, said.encode("utf-8", "replace"))] if said else told

    def _send(self, blocks: list[bytes]) -> None:
        data = memoryview(b"".join(blocks))
        while data:
            data = data[os.write(self._pipe, data) :]


class Echo(io.TextIOBase):
    """A stream whose text goes to whoever started this process."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def write(self, text: str, /) -> int:
        self._sender.say(text)
        return len(text)
