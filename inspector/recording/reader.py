"""Opening a recording file. Nothing in it is run; any bytes give a recording, or one sentence that says why not."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from inspector.recording.counts import counted
from inspector.recording.events import NONE, Kind, Payload, Role
from inspector.recording.file_bytes import bytes_of
from inspector.recording.file_format import (
    FIRST,
    FRAME,
    LINES,
    LONGEST_TITLE,
    MAJOR,
    MINOR,
    ROWS,
    TITLE_PATTERN,
    Block,
    BlockKind,
    blocks,
    many_blocks,
)
from inspector.recording.recording import ROW, Recording
from inspector.recording.side_by_side import side_by_side
from inspector.recording.stored_payloads import StoredPayloads
from inspector.recording.unreadable import UnreadableRecording


@dataclass(frozen=True)
class OpenedRecording:
    """A recording out of a file."""

    path: Path
    recording: Recording
    header: Payload
    """What made the file."""
    skipped: str | None
    """What in the file could not be read, in one sentence; None: everything was."""


def is_recording(path: Path) -> bool:
    """Whether the file says of itself that it is a recording, of whichever version."""
    try:
        return stat.S_ISREG(os.stat(path).st_mode) and TITLE_PATTERN.match(_start(path)) is not None
    except (OSError, ValueError):
        return False


def open_recording(path: Path) -> OpenedRecording:
    """Read all that is whole in the file. Raises `UnreadableRecording` where nothing is.

    The columns lie in what was read as they are.
    """
    with _in_one_sentence(path):
        _require_ordinary(path)
        _past_title(path, memoryview(_start(path)))  # before all of a large file of another kind is read
        data = bytes_of(path)
    found = _Contents(path.name)
    at = _past_title(path, data)
    for block in many_blocks(data, at):
        if not found.take(block):
            break
        at = block.end
    return found.opened(path, left=len(data) - at)


def require_recording(path: Path) -> None:
    """Raise what `open_recording` would where the title or the header says it: quick, however long the file is."""
    with _in_one_sentence(path):
        _require_ordinary(path)
        with path.open("rb") as file:
            start = file.read(LONGEST_TITLE + FRAME.size)
            at = _past_title(path, memoryview(start))
            if len(start) >= at + FRAME.size:
                _, length, _ = FRAME.unpack_from(start, at)
                stop = min(at + FRAME.size + length, os.fstat(file.fileno()).st_size)  # a damaged length is any number
                start += file.read(max(0, stop - len(start)))
    if not any(_header(block) is not None for block in islice(blocks(memoryview(start), at), 1)):
        raise _without_header(path.name)


class _Contents:
    """What was found in the blocks so far."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._header: Payload | None = None
        self._threads: list[tuple[int, str]] = []
        self._payloads = StoredPayloads(name)
        self._rows: list[np.ndarray] = []
        self._events = 0

    def take(self, block: Block) -> bool:
        """Keep what the block holds; return whether it is one that can follow here."""
        if self._header is None:
            self._header = _header(block)
            return self._header is not None
        match block.kind:
            case BlockKind.THREADS.value:
                return self._take_threads(block.body)
            case BlockKind.PAYLOADS.value:
                return self._payloads.add(block.body)
            case BlockKind.EVENTS.value:
                return self._take_events(block.body)
        return True  # of a kind that a newer version added

    def _take_threads(self, body: memoryview) -> bool:
        if len(body) < LINES.size:
            return False
        first, count = LINES.unpack_from(body)
        threads = [_thread(line) for line in bytes(body[LINES.size :]).split(b"\n")]
        known = [thread for thread in threads if thread is not None]
        if first != len(self._threads) or not len(known) == len(threads) == count:
            return False
        self._threads += known
        return True

    def _take_events(self, body: memoryview) -> bool:
        whole = len(body) >= FIRST.size and (len(body) - FIRST.size) % ROWS.itemsize == 0
        if not whole or FIRST.unpack_from(body)[0] != self._events:
            return False
        self._rows.append(np.frombuffer(body, ROWS, offset=FIRST.size))
        self._events += len(self._rows[-1])
        return True

    def opened(self, path: Path, left: int) -> OpenedRecording:
        if self._header is None:
            raise _without_header(self._name)
        recording = Recording()
        recording.threads, recording.payloads = self._threads, self._payloads
        recording.growing = False
        unsound = unknown = 0
        for rows, (sound, known, by_kind) in zip(self._rows, side_by_side(self._checked, self._rows), strict=True):
            if not unsound:
                recording.rows.adopt(known.astype(ROW, copy=False))
                recording.counts.know(by_kind)
                unknown += sound - len(known)
            unsound += len(rows) if unsound else len(rows) - sound
        return OpenedRecording(path, recording, self._header, self._skipped(left, unsound, unknown))

    def _checked(self, rows: np.ndarray) -> tuple[int, np.ndarray, np.ndarray]:
        """How many rows are sound, those of them that are of kinds which are known here, and these counted."""
        by_kind = counted(rows)
        sound = self._sound(rows, by_kind)
        if sound < len(rows):
            rows = rows[:sound]
            by_kind = counted(rows)
        if by_kind[:, ~_KNOWN_KINDS].any():
            rows = rows[_KNOWN_KINDS[rows["kind"]]]
            by_kind = counted(rows)
        return sound, rows, by_kind

    def _sound(self, rows: np.ndarray, by_kind: np.ndarray) -> int:
        """How many rows there are up to the first that names what is not there."""
        sound = rows["role"] < len(Role) if len(by_kind) > len(Role) else np.ones(len(rows), bool)
        for name, first, stop in (("payload", NONE, len(self._payloads)), ("thread", 0, len(self._threads))):
            column = rows[name]
            if len(rows) and (column.min() < first or column.max() >= stop):
                sound &= (column >= first) & (column < stop)
        return len(rows) if sound.all() else int(np.argmin(sound))

    def _skipped(self, left: int, unsound: int, unknown: int) -> str | None:
        told = []
        if left:
            told.append(f"the last {_count(left, 'byte')} cannot be read (cut short, or damaged)")
        if unsound:
            told.append(f"the last {_count(unsound, 'event')} cannot be right")
        if unknown:
            told.append(f"{_count(unknown, 'event')} of kinds that only a newer Fit Inspector knows")
        return f"Skipped in {self._name}: {', and '.join(told)}. Everything else is kept." if told else None


_KNOWN_KINDS = np.isin(np.arange(256), [kind.value for kind in Kind])


def _header(block: Block) -> Payload | None:
    if block.kind != BlockKind.HEADER.value:
        return None
    header = _parsed(bytes(block.body))
    return header if isinstance(header, dict) else None


def _without_header(name: str) -> UnreadableRecording:
    return UnreadableRecording(f"{name} breaks off before anything was recorded in it, or is damaged.")


def _thread(line: bytes) -> tuple[int, str] | None:
    match _parsed(line):
        case [int(process), str(name)]:
            return process, name
    return None


def _parsed(text: bytes) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


# -- the file --


@contextmanager
def _in_one_sentence(path: Path) -> Iterator[None]:
    """Whatever the system says of the file, as an `UnreadableRecording`."""
    try:
        yield
    except (FileNotFoundError, NotADirectoryError):
        raise UnreadableRecording(f"There is no file {path}: check the path.") from None
    except OSError as error:
        raise UnreadableRecording(f"{path} cannot be read: {error.strerror or error}.") from None
    except ValueError:  # a name with a null character in it
        raise UnreadableRecording(f"There is no file {str(path)!r}: check the path.") from None
    except MemoryError:
        raise UnreadableRecording(f"{path} is larger than the memory that is free here.") from None


def _require_ordinary(path: Path) -> None:
    mode = os.stat(path).st_mode
    if stat.S_ISDIR(mode):
        raise UnreadableRecording(f"{path} is a folder: give a recording, a file that ends in .fitrec.")
    if not stat.S_ISREG(mode):  # reading a pipe or a device could go on for ever
        raise UnreadableRecording(f"{path} is no ordinary file: give a recording, a file that ends in .fitrec.")


def _start(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(LONGEST_TITLE)


def _past_title(path: Path, data: memoryview) -> int:
    """Where the first block begins."""
    start = bytes(data[:LONGEST_TITLE])
    if not start:
        raise UnreadableRecording(f"{path} is empty: nothing was recorded in it.")
    title = TITLE_PATTERN.match(start)
    if title is None:
        raise UnreadableRecording(f"{path} is not a recording of Fit Inspector.")
    major, minor = int(title[1]), int(title[2])
    if major != MAJOR:
        raise UnreadableRecording(
            f"{path} is of version {major}.{minor} of the recording format, and this Fit Inspector reads "
            f"{MAJOR}.{MINOR}: open it with {'a newer' if major > MAJOR else 'an older'} one."
        )
    return title.end()
