"""The steps of two runs, in words."""

from __future__ import annotations

from collections.abc import Sequence

from inspector.analysis.compare.side import PassTold
from inspector.analysis.grid import StepState
from inspector.analysis.wording import array, count, spans
from inspector.recording.events import Payload

LISTED = 12
"""So many batches are named one by one."""


def steps_words(steps: Sequence[int]) -> str:
    """`Steps 3–9`."""
    return f"Step{'' if len(steps) == 1 else 's'} {spans(steps)}"


def done_words(told: PassTold, steps: Sequence[int]) -> str:
    """`done, on batches 3 4`."""
    return f"done, on {batches_words(told, steps)}"


def batches_words(told: PassTold, steps: Sequence[int]) -> str:
    """`batches 0 1↺ 2`: replays with a sign of their own."""
    batches = [(told.batches[step], told.states[step] == StepState.REPLAYED) for step in steps]
    words = ["?" if batch is None else f"{batch}↺" if replay else str(batch) for batch, replay in batches]
    more = f" … and {len(words) - LISTED:,} more" if len(words) > LISTED else ""
    return f"batch{'' if len(words) == 1 else 'es'} {' '.join(words[:LISTED])}{more}"


def absent_words(told: PassTold, steps: range) -> str:
    """What became of steps that were not done: `3 began and never ended, 4–9 missing`."""
    states = [StepState(state) for state in told.states[steps.start : steps.stop].tolist()]
    open_ = [s for s, state in zip(steps, states, strict=False) if state is StepState.UNFINISHED]
    stopped = [s for s, state in zip(steps, states, strict=False) if state is StepState.STOPPED]
    missing = [s for s, state in zip(steps, states, strict=False) if state is StepState.MISSING]
    parts = [
        f"{spans(open_)} began and never ended" if open_ else "",
        f"{spans(missing)} missing" if missing else "",
        f"{spans(stopped)} left out, as it was stopped" if stopped else "",
    ]
    words = ", ".join(part for part in parts if part)
    return words or f"ended after {count(told.done, 'step')}"


def shapes_words(signatures: tuple[Payload | None, ...] | None, step: int) -> str:
    """`x (32, 10) float32, y (32, 1) float32`."""
    signature = None if signatures is None else signatures[step]
    return "" if signature is None else ", ".join(map(array, signature["inputs"]))


def means_words(statistics: tuple[Payload | None, ...] | None, step: int) -> str:
    """`x -1 to 1, mean 0.02`: what the values were like."""
    told = None if statistics is None else statistics[step]
    if not told:
        return ""
    return ", ".join(
        f"{one['name']} {one['min']:.4g} to {one['max']:.4g}, mean {one['mean']:.4g}" for one in told["inputs"]
    )
