"""A recording that goes to its file and comes back."""

from __future__ import annotations

import os
import stat
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest

from inspector.recording.events import NONE, Kind, Role
from inspector.recording.file_format import FRAME, TITLE, BlockKind, framed
from inspector.recording.reader import is_recording, open_recording
from inspector.recording.recorder import Recorder
from inspector.recording.recording import ROW, Recording
from inspector.recording.unreadable import UnreadableRecording
from inspector.recording.writer import RecordingWriter
from tests.recording.files import HEADER, events, flushed, written


def test_that_what_is_written_in_pieces_comes_back_whole_and_in_order(tmp_path: Path) -> None:
    file = flushed(tmp_path / "r.fitrec", flushes=7)
    opened = open_recording(file.path)
    assert events(opened.recording) == events(file.recording)
    assert [event.step for event in opened.recording.events()] == list(range(28))
    assert (opened.header, opened.skipped, opened.path) == (HEADER, None, file.path)


def test_that_every_kind_role_and_number_comes_back(tmp_path: Path) -> None:
    recorder = Recorder()
    for kind in Kind:
        for role in Role:
            recorder.put(kind, role, epoch=2**31 - 1, step=0, batch=-(2**31), t_ns=-(2**62), thread=(2**40, "é\udc80"))
    recorder.drain()
    opened = open_recording(written(tmp_path / "r.fitrec", recorder.recording))
    assert events(opened.recording) == events(recorder.recording)
    assert events(opened.recording)[0].thread == "é\udc80"


@pytest.mark.parametrize(
    "payload",
    [
        {},
        {"text": "naïve — 漢字 🎲 \x00 \n \udcff"},
        {"inputs": [{"shape": [None, 3], "max": float("inf"), "of": 10**30, "sampled": False}]},
    ],
)
def test_that_a_payload_comes_back_as_it_was(tmp_path: Path, payload: dict[str, object]) -> None:
    recorder = Recorder()
    recorder.put(Kind.OUTPUT, payload=payload)
    recorder.drain()
    assert open_recording(written(tmp_path / "r.fitrec", recorder.recording)).recording.event(0).payload == payload


def test_that_a_number_of_numpys_in_a_payload_is_kept_as_a_number(tmp_path: Path) -> None:
    recorder = Recorder()
    recorder.put(Kind.PHASE, payload={"mean": np.float32(0.5), "rows": np.int64(3), "path": Path("a")})
    recorder.drain()
    opened = open_recording(written(tmp_path / "r.fitrec", recorder.recording))
    assert opened.recording.event(0).payload == {"mean": 0.5, "rows": 3, "path": "a"}


def test_that_events_that_share_a_payload_share_it_again(tmp_path: Path) -> None:
    recorder = Recorder()
    shared = {"text": "a"}
    for payload in (shared, {"text": "a"}, shared):
        recorder.put(Kind.PHASE, payload=payload)
    recorder.drain()
    opened = open_recording(written(tmp_path / "r.fitrec", recorder.recording)).recording
    first, second, third = (event.payload for event in opened.events())
    assert first is third
    assert first is not second


def test_that_thousands_of_payloads_are_each_found_by_their_number(tmp_path: Path) -> None:
    recorder = Recorder()
    for step in range(10_000):
        recorder.put(Kind.PHASE, step=step, payload={"text": str(step)})
    recorder.drain()
    opened = open_recording(written(tmp_path / "r.fitrec", recorder.recording)).recording
    assert opened.event(9_999).payload == {"text": "9999"}  # before any other is looked at
    assert opened.event(4_096).payload == {"text": "4096"}
    assert [event.payload for event in opened.events()] == [{"text": str(n)} for n in range(10_000)]
    assert opened.payloads[4_094:4_098] == [{"text": str(n)} for n in range(4_094, 4_098)]
    with pytest.raises(IndexError):
        opened.payloads[10_000]


def test_that_an_opened_recording_does_not_grow_and_a_recorded_one_does(tmp_path: Path) -> None:
    assert Recording().growing
    assert not open_recording(written(tmp_path / "r.fitrec", Recording())).recording.growing


def test_that_a_recording_of_nothing_opens_as_nothing(tmp_path: Path) -> None:
    opened = open_recording(written(tmp_path / "r.fitrec", Recording()))
    assert (len(opened.recording), opened.header, opened.skipped) == (0, HEADER, None)


def test_that_a_file_can_be_read_while_it_is_written(tmp_path: Path) -> None:
    recorder = Recorder()
    writer = RecordingWriter(tmp_path / "r.fitrec", recorder.recording, HEADER)
    for step in range(5):
        recorder.put(Kind.TRAIN_BATCH_BEGIN, step=step)
        recorder.drain()
        writer.flush()
        assert len(open_recording(writer.path).recording) == step + 1 == writer.events
    writer.close()


def test_that_flushing_nothing_writes_nothing_and_closing_twice_is_no_fault(tmp_path: Path) -> None:
    file = flushed(tmp_path / "r.fitrec")
    writer = RecordingWriter(tmp_path / "s.fitrec", file.recording, HEADER)
    writer.flush()
    size = writer.path.stat().st_size
    writer.flush()
    writer.close()
    assert writer.path.stat().st_size == size
    assert writer.problem is None


def test_that_an_opened_file_may_be_cut_renamed_and_removed(tmp_path: Path) -> None:
    file = flushed(tmp_path / "r.fitrec")
    opened = open_recording(file.path)
    file.path.write_bytes(b"")
    file.path.rename(tmp_path / "other")
    assert events(opened.recording) == events(file.recording)


def test_that_the_bytes_are_those_that_the_guide_describes(tmp_path: Path) -> None:
    recorder = Recorder()
    recorder.put(Kind.EPOCH_BEGIN, Role.VALIDATION, epoch=3, payload={"a": 1}, t_ns=5, thread=(7, "fit"))
    recorder.drain()
    data = written(tmp_path / "r.fitrec", recorder.recording).read_bytes()
    title, _, rest = data.partition(b"\n")
    assert title == b"FITREC 1.0"
    found = []
    while rest:
        kind, length, _ = FRAME.unpack_from(rest)
        found.append((kind, rest[FRAME.size : FRAME.size + length]))
        rest = rest[FRAME.size + length :]
    assert found == [
        (b"HEAD", b'{"made_by":"a test","version":"0"}'),
        (b"THRD", struct.pack("<II", 0, 1) + b'[7,"fit"]'),
        (b"PAYL", struct.pack("<II", 0, 1) + b'{"a":1}'),
        (b"EVNT", struct.pack("<QqiiiiHBB", 0, 5, 3, NONE, NONE, 0, 0, 42, 1)),
    ]


def test_that_a_row_is_as_the_guide_says() -> None:
    assert ROW.itemsize == 28
    assert [(name, ROW.fields[name][1]) for name in ROW.names or ()] == [
        ("t_ns", 0), ("epoch", 8), ("step", 12), ("batch", 16), ("payload", 20), ("thread", 24), ("kind", 26),
        ("role", 27),
    ]  # fmt: skip


def test_that_a_block_of_a_kind_that_a_newer_version_added_is_passed_over(tmp_path: Path) -> None:
    file = flushed(tmp_path / "r.fitrec")
    body = b"whatever"
    checksum = zlib.crc32(struct.pack("<4sI", b"NEWS", len(body)) + body)
    newer = FRAME.pack(b"NEWS", len(body), checksum) + body
    at = file.sizes[2][0]
    file.path.write_bytes(b"FITREC 1.7\n" + file.data[len(TITLE) : at] + newer + file.data[at:])
    opened = open_recording(file.path)
    assert events(opened.recording) == events(file.recording)
    assert opened.skipped is None


def test_that_events_of_a_kind_that_a_newer_version_added_are_left_out_and_told(tmp_path: Path) -> None:
    recording = flushed(tmp_path / "r.fitrec").recording
    newer = np.zeros(2, ROW)
    newer["kind"], newer["payload"], newer["thread"] = 250, NONE, 0
    recording.rows.extend(newer)
    opened = open_recording(written(tmp_path / "s.fitrec", recording))
    assert len(opened.recording) == len(recording) - 2
    assert opened.skipped is not None
    assert "2 events of kinds that only a newer Fit Inspector knows" in opened.skipped


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b"F", "is not a recording"),
        (b"FITREC 1", "is not a recording"),
        (b"import numpy as np\n", "is not a recording"),
        (b"\x80\x04\x95", "is not a recording"),
        (TITLE, "breaks off before anything was recorded"),
        (TITLE + b"HEAD", "breaks off before anything was recorded"),
        (TITLE + framed(BlockKind.EVENTS, b""), "breaks off before anything was recorded"),
        (TITLE + framed(BlockKind.HEADER, b"[]"), "breaks off before anything was recorded"),
        (b"FITREC 2.0\n", "is of version 2.0 of the recording format, and this Fit Inspector reads 1.0: open it with a "
         "newer one."),
        (b"FITREC 0.9\n", "open it with an older one"),
    ],
)  # fmt: skip
def test_that_what_is_no_recording_is_one_sentence(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "r.fitrec"
    path.write_bytes(content)
    with pytest.raises(UnreadableRecording) as told:
        open_recording(path)
    assert says in str(told.value)
    assert "r.fitrec" in str(told.value)
    assert "\n" not in str(told.value)


def test_that_what_is_no_file_is_one_sentence(tmp_path: Path) -> None:
    for path, says in [
        (tmp_path / "none.fitrec", "There is no file"),
        (tmp_path, "is a folder"),
        (tmp_path / "none" / "r.fitrec", "There is no file"),
        (Path("a\0b"), "There is no file"),
    ]:
        with pytest.raises(UnreadableRecording, match=says):
            open_recording(path)
        assert not is_recording(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_that_a_pipe_is_refused_rather_than_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UnreadableRecording, match="no ordinary file"):
        open_recording(tmp_path / "pipe")
    assert not is_recording(tmp_path / "pipe")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="needs a user whom permissions bind")
def test_that_a_file_that_may_not_be_read_is_one_sentence(tmp_path: Path) -> None:
    path = flushed(tmp_path / "r.fitrec").path
    path.chmod(stat.S_IWUSR)
    with pytest.raises(UnreadableRecording, match="cannot be read"):
        open_recording(path)


def test_that_a_file_says_of_itself_whether_it_is_a_recording(tmp_path: Path) -> None:
    other = tmp_path / "train.py"
    other.write_text("import keras\n")
    newer = tmp_path / "newer.fitrec"
    newer.write_bytes(b"FITREC 9.1\n")
    assert is_recording(flushed(tmp_path / "r.fitrec").path)
    assert is_recording(newer)
    assert not is_recording(other)
    assert not is_recording(tmp_path / "none")
