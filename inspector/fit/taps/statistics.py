"""Numbers beside shapes: what the values of a batch are like. No value is kept."""

from __future__ import annotations

import math
from collections.abc import Sequence
from time import perf_counter_ns
from typing import Any

import numpy as np

from inspector.fit.taps.signature import leaves_of
from inspector.recording.events import Payload

Arrays = Sequence[tuple[str, np.ndarray]]
"""Arrays of numbers by their names in the batch."""

# Above these many values an array is sampled at even distances, so that looking costs little beside training on it.
CHECKED = 1_000_000
DESCRIBED = 65_536
# Up to these many, one sum is half the work of two looks; above, numpy's sum may start threads of its own.
SUMMED = 10_000


def arrays_of(batch: Any) -> list[tuple[str, np.ndarray]]:
    """The arrays of numbers in a batch, with their names; what is none, and what cannot be looked into, is left out."""
    arrays: list[tuple[str, np.ndarray]] = []
    try:
        for name, leaf in leaves_of(batch):
            values = _array(leaf)
            if values is not None and values.size and values.dtype.kind in "fciub":
                arrays.append((name, values))
    except Exception:  # a batch may be anything, and what it is ends no fit
        return arrays
    return arrays


def _array(leaf: Any) -> np.ndarray | None:
    try:
        return np.asarray(leaf) if hasattr(leaf, "shape") else None
    except Exception:  # a sparse or ragged tensor has no array of its own; others' objects may raise anything
        return None


def non_finite(arrays: Arrays) -> list[dict[str, Any]]:
    """Those with NaN or infinity in them: `{name, count, of, sampled}`."""
    found = []
    for name, values in arrays:
        if values.dtype.kind not in "fc":
            continue
        looked_at = values if values.size <= CHECKED else sampled(values, CHECKED)
        bad = looked_at.size - int(np.count_nonzero(np.isfinite(looked_at)))
        if bad:
            of = int(looked_at.size)
            found.append({"name": name, "count": bad, "of": of, "sampled": of < values.size})
    return found


def surely_finite(values: np.ndarray) -> bool:
    """Whether there is no NaN and no infinity in these floats: the short question before the long one above."""
    if values.size <= SUMMED:
        return math.isfinite(np.vdot(values, values))  # a sum of squares hides neither, and raises no warning
    return values.size <= CHECKED and np.count_nonzero(np.isfinite(values)) == values.size


def statistics(arrays: Arrays) -> Payload:
    """`{inputs: [{name, min, max, mean, of, sampled}], took_ns}`, over the finite values of each array of numbers."""
    began = perf_counter_ns()
    inputs = []
    with np.errstate(all="ignore"):  # a sum of huge values: no warning that the person's own code did not cause
        for name, values in arrays:
            looked_at = sampled(values, DESCRIBED)
            described = _described(looked_at)
            if described is not None:
                of = looked_at.size
                inputs.append({"name": name, **described, "of": of, "sampled": of < values.size})
    return {"inputs": inputs, "took_ns": perf_counter_ns() - began}


def _described(values: np.ndarray) -> dict[str, float] | None:
    kind = values.dtype.kind
    if kind == "c":  # complex numbers have no order
        return None
    if kind == "f":
        finite = np.isfinite(values)
        if np.count_nonzero(finite) < values.size:
            values = values[finite]
            if not values.size:
                return None
    # The functions behind min(), max() and mean(), which cost several times as much on a batch of usual size.
    low, high = np.minimum.reduce(values), np.maximum.reduce(values)
    mean = np.add.reduce(values, dtype=np.float64) / values.size
    return {"min": float(low), "max": float(high), "mean": float(mean)}


def sampled(values: np.ndarray, most: int) -> np.ndarray:
    """`values` in one row, or about `most` of them at even distances."""
    flat = values.ravel(order="K")  # as they lie in memory, whichever that is: a transposed array is not copied
    return flat if flat.size <= most else flat[:: -(-flat.size // most)]
