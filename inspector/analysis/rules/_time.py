"""What the rules about time share: how long training took, without the first step."""

from __future__ import annotations

from inspector.analysis.run import Run

ENOUGH_NS = 10_000_000_000
"""While a run goes on, a share of less than this says little."""


def first_step_ended(run: Run) -> int | None:
    """When the first step was over: until then fit traces and compiles, which is nobody's waiting."""
    return next((epoch.steps[0].ended_ns for epoch in run.epochs if epoch.steps), None)


def trained_ns(run: Run) -> int:
    """How long fit has run since its first step was over; 0 where that is too little to say anything."""
    began = first_step_ended(run)
    if began is None:
        return 0
    ended = run.train_ended_ns or (run.epoch.ended_ns if run.over and run.epoch else None) or run.now_ns
    took = max(0, ended - began)
    return took if run.over or took >= ENOUGH_NS else 0
