"""Files that were cut, flipped or made up: what is whole is opened, in order, and what is not is told."""

from __future__ import annotations

import struct
from pathlib import Path
from random import Random

import numpy as np
import pytest

from inspector.analysis.reading import run_of
from inspector.recording.events import NONE, Kind
from inspector.recording.file_format import FIRST, LINES, TITLE, BlockKind, framed
from inspector.recording.reader import OpenedRecording, open_recording
from inspector.recording.recording import ROW
from inspector.recording.unreadable import UnreadableRecording
from tests.recording.files import Flushed, events, flushed, written
from tests.story import raises_at_batch_3

HEAD = TITLE + framed(BlockKind.HEADER, b"{}")


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Flushed:
    return flushed(tmp_path_factory.mktemp("recording") / "r.fitrec")


def opened(path: Path, data: bytes) -> OpenedRecording | str:
    """What the bytes open as, or the sentence that says why not."""
    path.write_bytes(data)
    try:
        return open_recording(path)
    except UnreadableRecording as problem:
        told = str(problem)
    assert "\n" not in told
    assert path.name in told
    return told


def test_that_a_file_cut_at_any_byte_opens_up_to_its_last_flush(file: Flushed, tmp_path: Path) -> None:
    whole, data = events(file.recording), file.data
    header = file.sizes[0][0] - 1
    for size in range(len(data)):
        found = opened(tmp_path / "cut.fitrec", data[:size])
        if isinstance(found, str):
            assert size < header, f"{size} bytes: {found}"
            continue
        got = events(found.recording)
        assert len(got) >= file.events_within(size)
        assert got == whole[: len(got)]
        if size in dict(file.sizes):
            assert found.skipped is None


def test_that_what_is_skipped_is_counted(file: Flushed, tmp_path: Path) -> None:
    size = file.sizes[2][0]
    found = opened(tmp_path / "cut.fitrec", file.data[: size + 17])
    assert isinstance(found, OpenedRecording)
    assert found.skipped == (
        "Skipped in cut.fitrec: the last 17 bytes cannot be read (cut short, or damaged). Everything else is kept."
    )


def test_that_flipped_bits_never_change_an_event_nor_the_order(file: Flushed, tmp_path: Path) -> None:
    random, whole = Random(5), events(file.recording)
    refused = 0
    for _ in range(600):
        data = bytearray(file.data)
        for _ in range(random.randint(1, 3)):
            data[random.randrange(len(data))] ^= 1 << random.randrange(8)
        found = opened(tmp_path / "flipped.fitrec", bytes(data))
        if isinstance(found, str):
            refused += 1
            continue
        got = events(found.recording)
        assert got == whole[: len(got)]
        assert found.skipped is not None or bytes(data) == file.data or len(got) == len(whole)
    assert 0 < refused < 200


@pytest.mark.parametrize("prefix", [b"", TITLE, HEAD], ids=["bare", "with a title", "with a header"])
def test_that_garbage_is_refused_or_skipped(prefix: bytes, tmp_path: Path) -> None:
    random = Random(11)
    for _ in range(200):
        found = opened(tmp_path / "garbage.fitrec", prefix + random.randbytes(random.randrange(1, 200)))
        if prefix == HEAD:
            assert isinstance(found, OpenedRecording)
            assert (len(found.recording), found.skipped is None) == (0, False)
        else:
            assert isinstance(found, str)


def test_that_blocks_that_were_swapped_repeated_or_lost_end_what_is_read(file: Flushed, tmp_path: Path) -> None:
    data, whole = file.data, events(file.recording)
    (a, _), (b, _), (c, _) = file.sizes[:3]
    for mixed in (data[:a] + data[b:c] + data[a:b] + data[c:], data[:b] + data[a:], data[:a] + data[b:]):
        found = opened(tmp_path / "mixed.fitrec", mixed)
        assert isinstance(found, OpenedRecording)
        got = events(found.recording)
        assert got == whole[: len(got)]
        assert len(got) < len(whole)
        assert found.skipped is not None


def row(**values: int) -> bytes:
    one = np.zeros(1, ROW)
    one["payload"] = one["epoch"] = one["step"] = one["batch"] = NONE
    one["kind"] = Kind.TRAIN_BEGIN
    for name, value in values.items():
        one[name] = value
    return one.tobytes()


THREAD = framed(BlockKind.THREADS, LINES.pack(0, 1) + b'[1,"fit"]')


@pytest.mark.parametrize(
    "body",
    [
        framed(BlockKind.EVENTS, FIRST.pack(0) + row(thread=1)),
        framed(BlockKind.EVENTS, FIRST.pack(0) + row(payload=0)),
        framed(BlockKind.EVENTS, FIRST.pack(0) + row(payload=-2)),
        framed(BlockKind.EVENTS, FIRST.pack(0) + row(role=2)),
        framed(BlockKind.EVENTS, FIRST.pack(1) + row()),
        framed(BlockKind.EVENTS, FIRST.pack(0) + row()[:-1]),
        framed(BlockKind.EVENTS, b""),
        framed(BlockKind.THREADS, LINES.pack(1, 1) + b'["fit",1]'),
        framed(BlockKind.THREADS, LINES.pack(1, 2) + b'[1,"fit"]'),
        framed(BlockKind.THREADS, LINES.pack(1, 1) + b"[" * 100_000),
        framed(BlockKind.THREADS, b"\x00"),
        framed(BlockKind.PAYLOADS, b""),
        framed(BlockKind.PAYLOADS, LINES.pack(1, 1) + b"{}"),
        framed(BlockKind.PAYLOADS, LINES.pack(0, 0)),
    ],
)
def test_that_a_block_that_cannot_be_right_is_skipped_though_its_checksum_is(body: bytes, tmp_path: Path) -> None:
    good = THREAD + framed(BlockKind.EVENTS, FIRST.pack(0) + row())
    found = opened(tmp_path / "made-up.fitrec", HEAD + THREAD + body)
    assert isinstance(found, OpenedRecording)
    assert len(found.recording) == 0
    assert found.skipped is not None
    sound = opened(tmp_path / "sound.fitrec", HEAD + good)
    assert isinstance(sound, OpenedRecording)
    assert len(sound.recording) == 1


@pytest.mark.parametrize("text", [b"[1]", b"{", b"{},{}", b"\xff", b"[" * 100_000])
def test_that_a_payload_that_is_none_is_told_when_the_run_is_read(text: bytes, tmp_path: Path) -> None:
    payloads = framed(BlockKind.PAYLOADS, LINES.pack(0, 1) + text)
    data = HEAD + THREAD + payloads + framed(BlockKind.EVENTS, FIRST.pack(0) + row(payload=0))
    found = opened(tmp_path / "made-up.fitrec", data)
    assert isinstance(found, OpenedRecording)
    with pytest.raises(UnreadableRecording, match=r"made-up\.fitrec"):
        run_of(found)


def test_that_made_up_events_with_right_checksums_tell_a_run_or_are_refused(tmp_path: Path) -> None:
    random = Random(3)
    whole = raises_at_batch_3().run().recording
    texts = list(whole.payloads)
    refused = read = 0
    for _ in range(300):
        rows = np.concatenate(list(whole.rows.blocks()))
        for _ in range(random.randint(1, 6)):
            at = random.randrange(len(rows))
            name = random.choice(["kind", "step", "epoch", "batch", "payload", "t_ns"])
            rows[name][at] = random.choice([*Kind]) if name == "kind" else random.randrange(-1, len(texts))
        whole_again = type(whole)()
        whole_again.rows.extend(rows)
        whole_again.payloads, whole_again.threads = texts, whole.threads
        found = open_recording(written(tmp_path / "made-up.fitrec", whole_again))
        try:
            run = run_of(found)
        except UnreadableRecording:
            refused += 1
        else:
            assert run.cursor == len(found.recording)
            read += 1
    assert read
    assert refused


def test_that_a_length_beyond_the_file_is_a_cut(tmp_path: Path) -> None:
    found = opened(tmp_path / "r.fitrec", HEAD + struct.pack("<4sII", b"EVNT", 0xFFFFFFFF, 0))
    assert isinstance(found, OpenedRecording)
    assert found.skipped is not None
    assert "12 bytes" in found.skipped


def test_that_many_zeros_at_the_end_as_a_power_cut_leaves_them_are_skipped_at_once(
    file: Flushed, tmp_path: Path
) -> None:
    found = opened(tmp_path / "zeros.fitrec", file.data + bytes(50_000_000))
    assert isinstance(found, OpenedRecording)
    assert events(found.recording) == events(file.recording)
    assert found.skipped is not None
    assert "50,000,000 bytes" in found.skipped
