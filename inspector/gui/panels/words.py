"""Times and shapes in the words that the panels share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspector.recording.events import Kind, Payload

if TYPE_CHECKING:
    from inspector.analysis.run import Run

PROBLEM_KINDS = frozenset({Kind.FIT_RAISED, Kind.PULL_RAISED, Kind.CALLBACK_RAISED, Kind.NON_FINITE})


def duration(nanoseconds: int) -> str:
    """`12 µs`, `1.3 ms`, `2.41 s`, `3 min 5 s`."""
    if nanoseconds < 1_000_000:
        return f"{nanoseconds / 1_000:.0f} µs"
    if nanoseconds < 100_000_000:
        return f"{nanoseconds / 1_000_000:.1f} ms"
    if nanoseconds < 1_000_000_000:
        return f"{nanoseconds / 1_000_000:.0f} ms"
    seconds = nanoseconds / 1_000_000_000
    return f"{seconds:.2f} s" if seconds < 60 else f"{seconds // 60:.0f} min {seconds % 60:.0f} s"


def origin(run: Run) -> int:
    """The moment that times are counted from: when `fit` began, so that importing TensorFlow is not in them."""
    return run.fit_began_ns or run.began_ns or run.last_ns or 0


def moment(run: Run, t_ns: int) -> str:
    """When, counted from the beginning of `fit`: `12.3 ms`; before it, with a minus."""
    after = t_ns - origin(run)
    return duration(after) if after >= 0 else f"−{duration(-after)}"


def shape(sizes: list[int | None] | None) -> str:
    """`(32, 10)`, `(32,)`; `?` for what has no shape, a plain Python value for instance."""
    if sizes is None:
        return "?"
    inner = ", ".join("?" if size is None else str(size) for size in sizes)
    return f"({inner},)" if len(sizes) == 1 else f"({inner})"


def shapes(signature: Payload) -> str:
    """`x (32, 10) · y (32, 1)`."""
    return " · ".join(f"{one['name']} {shape(one['shape'])}" for one in signature["inputs"])


def dtypes(signature: Payload) -> str:
    """`float32`, or `float32, int64` where they differ."""
    return ", ".join(dict.fromkeys(str(one["dtype"]) for one in signature["inputs"]))
