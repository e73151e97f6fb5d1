"""The events and the batches of a run as CSV: UTF-8, a comma between, one head line, times in seconds since `fit`."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from inspector.analysis.consumers import Consumers
from inspector.analysis.model import Pull, PullState
from inspector.analysis.run import Run
from inspector.analysis.wording import shape
from inspector.export.progress import Tell, told, untold
from inspector.recording.events import Role

EVENT_COLUMNS = ("number", "seconds", "event", "data", "epoch", "step", "batch", "thread", "process", "payload")
BATCH_COLUMNS = (
    "batch", "data", "state", "began", "seconds", "rows", "shapes", "dtypes", "pass", "peeked", "used_by", "replayed",
    "thread", "process",
)  # fmt: skip


def write_events(run: Run, file: BinaryIO, tell: Tell = untold) -> None:
    """One line an event, in the order in which they were recorded; what an event carries is JSON."""
    _write(file, EVENT_COLUMNS, told(_events(run), run.cursor, tell))


def write_batches(run: Run, file: BinaryIO, tell: Tell = untold) -> None:
    """One line for each `next()` or `__getitem__` on the data, in the order in which they began."""
    _write(file, BATCH_COLUMNS, told(_batches(run), sum(len(s.pulls) for s in run.sources.values()), tell))


def _write(file: BinaryIO, columns: Sequence[str], lines: Iterable[Sequence[object]]) -> None:
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=False)
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(lines)
    text.flush()
    text.detach()  # the file is its owner's to close


def _events(run: Run) -> Iterator[Sequence[object]]:
    encode = json.JSONEncoder(ensure_ascii=False).encode
    for event in run.recording.events(0, run.cursor):
        yield (
            event.seq,
            _seconds(run, event.t_ns),
            event.kind.name.lower(),
            _data(event.role),
            event.epoch,
            event.step,
            event.batch,
            event.thread,
            event.process,
            "" if event.payload is None else encode(event.payload),
        )


def _batches(run: Run) -> Iterator[Sequence[object]]:
    consumers = Consumers(run)
    pulls = [(role, pull) for role, source in run.sources.items() for pull in source.pulls]
    for role, pull in sorted(pulls, key=lambda one: one[1].seq):
        used = consumers.of(role, pull) if pull.state is PullState.YIELDED else []
        inputs = [] if pull.signature is None else pull.signature["inputs"]
        yield (
            pull.batch,
            _data(role),
            "never came" if pull.state is PullState.PENDING and run.over else pull.state.value,
            _seconds(run, pull.began_ns),
            _took(pull),
            pull.rows,
            "; ".join(f"{one['name']} {shape(one['shape'])}" for one in inputs),
            "; ".join(f"{one['name']} {one['dtype']}" for one in inputs),
            pull.for_pass,
            _yes(pull.for_pass is None and pull.state is PullState.YIELDED),
            "; ".join(one.words for one in used),
            _yes(any(one.replayed for one in used)),
            pull.thread,
            pull.process,
        )


def _data(role: Role) -> str:
    return "validation" if role is Role.VALIDATION else "training"


def _yes(true: bool) -> str:
    return "yes" if true else ""


def _took(pull: Pull) -> str:
    return "" if pull.ended_ns is None else f"{(pull.ended_ns - pull.began_ns) / 1e9:.9f}"


def _seconds(run: Run, t_ns: int) -> str:
    return f"{(t_ns - (run.fit_began_ns or run.began_ns or 0)) / 1e9:.9f}"
