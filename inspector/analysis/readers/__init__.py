"""What each kind of event adds to the facts: a reader for each part of a run, with a method for each kind it reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from inspector.recording.events import Event, Kind

Read = Callable[[Event], None]
Reads = Mapping[Kind, Read]
"""How a reader reads each of its kinds of event."""
