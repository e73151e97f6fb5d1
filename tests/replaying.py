"""Telling a story again, into a recorder that somebody follows."""

from __future__ import annotations

from inspector.recording.events import Kind
from inspector.recording.recorder import Recorder
from tests.story import Story


def replay(story: Story, recorder: Recorder) -> None:
    """Put the events of a story that was not drained into another recorder."""
    for t_ns, kind, role, _, epoch, step, batch, payload in list(story.recorder._queue):
        recorder.put(Kind(kind), role, epoch=epoch, step=step, batch=batch, payload=payload, t_ns=t_ns)
