"""When a run began, and what recorded it: what every header has."""

from __future__ import annotations

import datetime

from inspector import __version__
from inspector.recording.events import Payload


def begun_now() -> Payload:
    """`{started, version}`; the time is ISO 8601, with its zone."""
    started = datetime.datetime.now().astimezone().isoformat(timespec="seconds")
    return {"started": started, "version": __version__}
