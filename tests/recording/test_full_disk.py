"""What cannot be written is told in one sentence, and never stops what is recorded."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from inspector.recording.events import Kind
from inspector.recording.reader import open_recording
from inspector.recording.recorder import Recorder
from inspector.recording.recording import Recording
from inspector.recording.writer import RecordingWriter
from tests.recording.files import HEADER

LIMITED = """
import resource, sys
from pathlib import Path
from inspector.recording.events import Kind
from inspector.recording.recorder import Recorder
from inspector.recording.writer import RecordingWriter

resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
recorder = Recorder()
writer = RecordingWriter(Path(sys.argv[1]), recorder.recording, {})
for step in range(5_000):
    recorder.put(Kind.PHASE, step=step, payload={"text": str(step)} if step % 7 == 0 else None)
    if step % 100 == 99:
        recorder.drain()
        writer.flush()
writer.close()
print(writer.events, len(recorder.recording), writer.problem)
"""


@pytest.mark.skipif(os.name != "posix", reason="needs a limit on the size of files")
def test_that_a_disk_that_fills_up_keeps_what_was_written_and_the_run(tmp_path: Path) -> None:
    path = tmp_path / "r.fitrec"
    ran = subprocess.run([sys.executable, "-c", LIMITED, path], capture_output=True, text=True, check=True, timeout=60)
    written, recorded, problem = ran.stdout.strip().split(" ", 2)
    opened = open_recording(path)
    assert 100 <= int(written) == len(opened.recording) < int(recorded) == 5_000
    assert [event.step for event in opened.recording.events()] == list(range(int(written)))
    assert opened.skipped is None, "the block that did not fit is taken out again"
    assert problem.endswith("the recording stops here; what was written before is kept.")
    assert str(path) in problem


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_that_a_disk_that_is_full_from_the_start_is_one_sentence() -> None:
    writer = RecordingWriter(Path("/dev/full"), Recording(), HEADER)
    assert writer.problem is not None
    assert "No space left on device" in writer.problem
    writer.flush()
    writer.close()


def test_that_a_file_that_cannot_be_made_is_one_sentence_and_the_run_goes_on(tmp_path: Path) -> None:
    recorder = Recorder()
    for path in (tmp_path, tmp_path / "none" / "r.fitrec"):
        writer = RecordingWriter(path, recorder.recording, HEADER)
        assert writer.problem is not None
        assert str(path) in writer.problem
        recorder.put(Kind.TRAIN_BEGIN)
        recorder.drain()
        writer.flush()
        writer.close()
    assert len(recorder.recording) == 2


def test_that_a_payload_that_is_no_json_stops_the_file_and_not_the_run(tmp_path: Path) -> None:
    recorder = Recorder()
    writer = RecordingWriter(tmp_path / "r.fitrec", recorder.recording, HEADER)
    recorder.put(Kind.TRAIN_BEGIN)
    recorder.drain()
    writer.flush()
    circle: dict[str, object] = {}
    circle["self"] = circle
    recorder.put(Kind.PHASE, payload=circle)
    recorder.drain()
    writer.flush()
    writer.close()
    assert writer.problem is not None
    assert len(open_recording(writer.path).recording) == 1
