"""What a long run takes: of what is read from it, and of what is laid out of that, few bytes an event."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator

import pytest

from inspector.analysis.run import Run
from inspector.gui.timeline.axis import Axis
from inspector.gui.timeline.content import Content
from inspector.recording.recording import Recording
from tests.benchmarks.long_run import long_run

EVENTS = 1_000_000
"""Any more, and columns would have room of which nothing is traced."""


@pytest.fixture(scope="module")
def long() -> Recording:
    return long_run(EVENTS).recording


@pytest.fixture
def traced() -> Iterator[None]:
    tracemalloc.start()
    yield
    tracemalloc.stop()


def kept() -> float:
    """Bytes an event, of all that was made since."""
    return tracemalloc.get_traced_memory()[0] / EVENTS


@pytest.mark.usefixtures("traced")
def test_that_an_event_takes_few_bytes_in_the_run_and_few_in_what_is_laid_out(long: Recording) -> None:
    run = Run(long)
    run.update()
    read = kept()
    content = Content(run, Axis.TIME)
    content.prepare()
    assert len(content.lanes.train_steps.layers[-1]) > 0.1 * EVENTS
    assert read < 21
    assert kept() - read < 10.5
