"""Writing the trace: what each lane is called, then all that happened, by time.

The lanes are merged as they are written, so that a long run is never held as a whole in this wordy format.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from heapq import merge
from itertools import islice
from typing import BinaryIO, cast

from inspector.analysis.finding import Finding
from inspector.analysis.run import Run
from inspector.export.caption import caption_of
from inspector.export.progress import Tell, told, untold
from inspector.export.trace import data, training
from inspector.export.trace.event import Clock, TraceEvent, metadata
from inspector.export.trace.lanes import lane_names, rows_of
from inspector.recording.events import Role

AT_ONCE = 2000


def write_trace(
    run: Run, findings: Sequence[Finding], file: BinaryIO, *, compressed: bool, tell: Tell = untold
) -> None:
    """Write the run as a JSON object of the Trace Event Format."""
    if not compressed:
        _write(run, findings, file, tell)
        return
    with gzip.GzipFile(fileobj=file, mode="wb", compresslevel=6, mtime=0) as packed:
        _write(run, findings, cast(BinaryIO, packed), tell)


def _write(run: Run, findings: Sequence[Finding], file: BinaryIO, tell: Tell) -> None:
    head = {"displayTimeUnit": "ms", "otherData": {"made_by": "Fit Inspector", "run": caption_of(run)}}
    file.write(json.dumps(head, ensure_ascii=False)[:-1].encode("utf-8") + b', "traceEvents": [\n')
    # One encoder, and many entries a write: a call of either for each entry would take longer than all the rest.
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    events = told(trace_events(run, findings), run.cursor, tell)
    between = ""
    while lines := [encode(event) for event in islice(events, AT_ONCE)]:
        file.write((between + ",\n".join(lines)).encode("utf-8"))
        between = ",\n"
    file.write(b"\n]}\n")


def trace_events(run: Run, findings: Sequence[Finding]) -> Iterator[TraceEvent]:
    """All entries: the names, then what happened, by time."""
    zero = run.fit_began_ns or run.began_ns or 0  # importing TensorFlow is not in it
    ends = [t for t in (run.fit_raised.t_ns if run.fit_raised else None, run.last_ns) if t is not None]
    clock = Clock(zero, min(ends, default=zero))
    streams = [
        training.train_steps(run, clock),
        training.validation_steps(run, clock),
        training.epochs(run, clock),
        training.callbacks(run, clock),
        training.dataset_hooks(run, clock),
        training.findings(run, findings, clock),
        data.waiting(run, clock),
    ]
    source_rows: dict[Role, int] = {}
    for role, source in run.sources.items():
        ordered = sorted(source.pulls, key=lambda pull: pull.began_ns)
        rows = rows_of(ordered, clock.last_ns)
        source_rows[role] = max(rows, default=-1) + 1
        found = list(data.arrows(run, source, ordered, rows))
        streams += [
            data.pulls(source, ordered, rows, clock),
            data.raises(source, ordered, rows, clock),
            data.flow_starts(found, role, clock),
            data.flow_ends(found, role, clock),
        ]
    yield from _names(run, source_rows)
    yield from merge(*streams, key=lambda event: event["ts"])


def _names(run: Run, source_rows: dict[Role, int]) -> Iterator[TraceEvent]:
    file = str(run.header.get("file") or "").replace("\\", "/").rsplit("/", 1)[-1]
    yield metadata("process_name", 0, {"name": f"fit · {file}" if file else "fit"})
    yield metadata("process_labels", 0, {"labels": caption_of(run)})
    for order, (lane, name) in enumerate(sorted(lane_names(run, source_rows).items())):
        yield metadata("thread_name", lane, {"name": name})
        yield metadata("thread_sort_index", lane, {"sort_index": order})
