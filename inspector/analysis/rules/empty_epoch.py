"""`empty-epoch`: an epoch ended with no completed step."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.analysis.finding import Evidence, Finding, Rule, Severity
from inspector.analysis.grid import excused


def find(evidence: Evidence) -> Iterator[Finding]:
    for row in evidence.grid:
        epoch = row.epoch
        if epoch is None or epoch.ended_ns is None or row.done or excused(evidence.run, row.number):
            continue
        yield Finding(
            RULE.name,
            Severity.ERROR,
            f"Epoch {row.number} ended without a single step",
            "No batch reached the model, yet on_epoch_end was called and history has an entry for it: its loss and "
            "metrics are the metrics' starting values (loss 0.0), from no data at all.",
            "Give the epoch data: a generator that loops, or fewer epochs or steps than it has batches for.",
            epoch=row.number,
            step=0,
            events=tuple(seq for seq in (epoch.seq, epoch.end_seq) if seq is not None),
        )


RULE = Rule("empty-epoch", find, consequence_of=("source-raised", "data-exhausted"))
