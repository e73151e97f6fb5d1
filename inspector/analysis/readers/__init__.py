"""What events add to the facts: a reader for each part of a run.

What comes in millions (pulls, deliveries, steps, calls of callbacks) is read a stretch of events at once, in columns.
What is rare is read event by event, with a method for each kind. `tests/analysis/event_by_event.py` reads the same
without any of that, and says the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from inspector.analysis.readers.stretch import Stretch
from inspector.recording.events import Event, Kind

Read = Callable[[Event], None]
Reads = Mapping[Kind, Read]
"""How a reader reads each of its rare kinds of event."""


class Reader(Protocol):
    """Reads its part of a run."""

    def read(self, stretch: Stretch) -> None:
        """Read what there is of its kinds in these events."""


def read_each(reads: Reads, stretch: Stretch) -> None:
    """Read the events of some rare kinds, in order."""
    for place in stretch.places(*reads).tolist():
        event = stretch.event(place)
        reads[event.kind](event)
