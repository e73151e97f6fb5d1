"""Telling a story again, into a recorder that somebody follows."""

from __future__ import annotations

from inspector.recording.events import NONE, Event
from inspector.recording.recorder import Recorder
from tests.story import Story


def replay(story: Story, recorder: Recorder) -> None:
    """Put the events of a story into another recorder, as of the thread that calls this."""
    for event in events_of(story):
        put_again(event, recorder)


def events_of(story: Story) -> list[Event]:
    """All that it tells."""
    story.recorder.drain()
    return list(story.recorder.recording.events())


def put_again(event: Event, recorder: Recorder, thread: tuple[int, str] | None = None) -> None:
    """Put it into another recorder, at the time that it has."""
    epoch, step, batch = (NONE if number is None else number for number in (event.epoch, event.step, event.batch))
    where = {"epoch": epoch, "step": step, "batch": batch}
    recorder.put(event.kind, event.role, **where, payload=event.payload, t_ns=event.t_ns, thread=thread)
