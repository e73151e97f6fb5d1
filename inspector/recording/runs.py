"""The runs of one session, each with a recorder of its own: a module's fit makes one, a script one a `fit`.

One recorder a run, because the data of a fit that is over is still read ahead while the next one begins: what comes of
that belongs to the run that asked for it.
"""

from __future__ import annotations

from typing import Protocol

from inspector.recording.events import Kind, Payload
from inspector.recording.recorder import Recorder


class Records(Protocol):
    """What takes the words that are said during a run: a recorder, or the runs of a session."""

    def put(self, kind: Kind, *, payload: Payload | None = None) -> None:
        """Append one event."""


class Runs:
    """Begun by the session, on any thread; followed by readers, which look now and then whether there is one more."""

    def __init__(self) -> None:
        self._recorders: list[Recorder] = []

    def begin(self) -> Recorder:
        """Open the recorder of the next run."""
        recorder = Recorder()
        self._recorders.append(recorder)
        return recorder

    @property
    def recorders(self) -> tuple[Recorder, ...]:
        """The recorders so far, in the order in which their runs began."""
        return tuple(self._recorders)

    def put(self, kind: Kind, *, payload: Payload | None = None) -> None:
        """Append what belongs to no run in particular (a line that is printed between two) to the one begun last."""
        self._recorders[-1].put(kind, payload=payload)
