"""A real run, and what its table of events says: words, and threads that are named for what they are."""

from __future__ import annotations

import pytest

from inspector.fit.stopping import record_stop
from inspector.gui.panels.event_detail import event_detail
from inspector.recording.events import Kind
from inspector.recording.recorder import Recorder
from tests.fit.conftest import Inspect

OWN_FIT = """\
import os
os.write(2, b"from C\\n")

class Stop(keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs=None):
        self.model.stop_training = True

model().fit(forever(), steps_per_epoch=3, epochs=2, validation_data=numbers(2), callbacks=[Stop()])
"""


@pytest.mark.keras
def test_that_nothing_of_a_real_run_is_written_as_python_writes_it(inspect: Inspect) -> None:
    recording = inspect(OWN_FIT, data=None, model=None).run.recording
    events = list(recording.events(0, len(recording.rows)))
    details = [event_detail(one) for one in events]
    assert not [words for words in details if "{" in words or "['" in words or "None" in words]
    asked, found = (details[one.seq] for one in events if one.kind is Kind.RUN_BEGIN)
    assert asked.startswith("asked for: ")
    assert found.startswith("the call in line ")
    assert "data forever()" in found
    assert not [name for _, name in recording.threads if name.startswith("fit-inspector")]
    assert {one.thread for one in events if one.payload and one.payload.get("text") == "from C"} == {"output"}


def test_that_stop_is_told_by_the_inspector_and_by_none_of_the_runs_threads() -> None:
    recorder = Recorder()
    record_stop(recorder, 2)
    recorder.drain()
    (event,) = recorder.recording.events(0, 1)
    assert (event.thread, event.batch) == ("fit-inspector", 2)
