"""Words: what was printed, and what was warned of."""

from __future__ import annotations

from inspector.analysis.facts import Facts
from inspector.analysis.model import LogLine
from inspector.analysis.readers import Reads, read_each
from inspector.analysis.readers.stretch import Stretch
from inspector.recording.events import Event, Kind


class WordReader:
    """The log."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._reads: Reads = {Kind.WARNING: self._warning, Kind.OUTPUT: self._output}

    def read(self, stretch: Stretch) -> None:
        read_each(self._reads, stretch)

    def _warning(self, event: Event) -> None:
        payload = event.payload or {}
        origin = f"{payload['category']} · {payload['file']}:{payload['line']}"
        self._facts.log.append(LogLine(event.seq, event.t_ns, "warning", payload["text"], origin))

    def _output(self, event: Event) -> None:
        payload = event.payload or {}
        self._facts.log.append(LogLine(event.seq, event.t_ns, "output", payload["text"], payload["stream"]))
