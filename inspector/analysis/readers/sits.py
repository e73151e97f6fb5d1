"""The samples of calls that take very long."""

from __future__ import annotations

from inspector.analysis.facts import Facts
from inspector.analysis.model import Sits
from inspector.analysis.readers import Reads, read_each
from inspector.analysis.readers.stretch import Stretch
from inspector.recording.events import Event, Kind


class SitsReader:
    """Where they were seen, in order."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._reads: Reads = dict.fromkeys((Kind.PULL_SITS, Kind.STEP_SITS, Kind.CALLBACK_SITS), self._sits)

    def read(self, stretch: Stretch) -> None:
        read_each(self._reads, stretch)

    def _sits(self, event: Event) -> None:
        payload = event.payload or {}
        seen = Sits(
            event.kind,
            event.role,
            event.batch if event.kind is Kind.PULL_SITS else event.step,
            payload.get("index"),
            payload.get("hook"),
            payload["file"],
            payload["line"],
            payload["function"],
            event.thread,
            event.seq,
            event.t_ns,
            payload.get("since_ns", event.t_ns),
        )
        self._facts.sits.append(seen)
