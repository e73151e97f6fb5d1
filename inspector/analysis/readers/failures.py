"""An exception out of an event."""

from __future__ import annotations

from inspector.analysis.model import Failure
from inspector.recording.events import Event, Payload


def failure_in(event: Event, payload: Payload) -> Failure:
    """The exception that `payload` tells, as it was at the place that raised it."""
    return Failure(
        payload["type"],
        payload["message"],
        payload["file"],
        payload["line"],
        payload["function"],
        payload["where"],
        payload["traceback"],
        event.seq,
        event.t_ns,
    )
