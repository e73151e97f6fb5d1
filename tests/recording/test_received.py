"""A recording that is taken over from another process, block by block, is the same recording."""

from __future__ import annotations

from random import Random

from inspector.recording.events import Event, Kind
from inspector.recording.file_format import FRAME
from inspector.recording.gained import Gained
from inspector.recording.received import Received
from inspector.recording.recorder import Recorder
from tests.analysis.test_properties import Made
from tests.replaying import events_of, put_again
from tests.story import raises_at_batch_3


def handed_over(gained: Gained, received: Received) -> None:
    for block in gained.blocks():
        kind, length, _ = FRAME.unpack_from(block)
        assert len(block) == FRAME.size + length
        received.take(kind, block[FRAME.size :])


def of_process(recorder: Recorder, process: int) -> list[Event]:
    return [event._replace(seq=0) for event in recorder.recording.events() if event.process == process]


def test_that_a_story_is_the_same_on_the_other_side() -> None:
    there, here = raises_at_batch_3().recorder, Recorder()
    received = Received(here)
    there.drain()
    handed_over(Gained(there.recording), received)
    assert list(here.recording.events()) == list(there.recording.events())
    assert received.over


def test_that_runs_handed_over_in_pieces_are_whole_beside_events_of_this_process() -> None:
    for seed in range(20):
        chance, story = Random(seed), Made(seed).story
        there, here = Recorder(), Recorder()
        gained, received = Gained(there.recording), Received(here)
        for event in events_of(story):
            put_again(event, there, (7, f"worker {chance.randrange(3)}"))
            if chance.random() < 0.3:
                here.put(Kind.OUTPUT, payload={"text": str(event.t_ns), "stream": "native"}, thread=(8, "here"))
            if chance.random() < 0.2:
                there.drain()
                handed_over(gained, received)
                assert of_process(here, 7) == of_process(there, 7)
        there.drain()
        handed_over(gained, received)
        here.drain()
        assert of_process(here, 7) == of_process(there, 7)
        said = [event.payload["text"] for event in here.recording.events() if event.process == 8 and event.payload]
        assert said == sorted(said, key=int)
        assert said


def test_that_a_block_of_another_kind_is_passed_over() -> None:
    here = Recorder()
    Received(here).take(b"HEAD", b"{}")
    assert len(here.recording) == 0
