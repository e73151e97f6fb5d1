"""Numbers beside shapes: what the values of a batch are like. No value is kept."""

from __future__ import annotations

from time import perf_counter_ns
from typing import Any

import numpy as np

from inspector.fit.taps.signature import leaves_of
from inspector.recording.events import Payload

# Above these many values an array is sampled at even distances, so that looking costs little beside training on it.
CHECKED = 1_000_000
DESCRIBED = 65_536


def non_finite(batch: Any) -> list[dict[str, Any]]:
    """The arrays with NaN or infinity in them: `{name, count, of, sampled}`."""
    found = []
    for name, values in _numbers(batch, kinds="fc"):
        looked_at = sampled(values, CHECKED)
        bad = int(looked_at.size - np.count_nonzero(np.isfinite(looked_at)))
        if bad:
            of = int(looked_at.size)
            found.append({"name": name, "count": bad, "of": of, "sampled": of < values.size})
    return found


def statistics(batch: Any) -> Payload:
    """`{inputs: [{name, min, max, mean, of, sampled}], took_ns}`, over the finite values of each array of numbers."""
    began = perf_counter_ns()
    inputs = []
    for name, values in _numbers(batch, kinds="fiub"):
        looked_at = sampled(values, DESCRIBED)
        finite = looked_at[np.isfinite(looked_at)] if values.dtype.kind == "f" else looked_at
        if not finite.size:
            continue
        described = {
            "min": float(finite.min()),
            "max": float(finite.max()),
            "mean": float(finite.mean(dtype=np.float64)),
        }
        of = int(looked_at.size)
        inputs.append({"name": name, **described, "of": of, "sampled": of < values.size})
    return {"inputs": inputs, "took_ns": perf_counter_ns() - began}


def sampled(values: np.ndarray, most: int) -> np.ndarray:
    """`values` in one row, or about `most` of them at even distances."""
    flat = values.reshape(-1)
    return flat if flat.size <= most else flat[:: -(-flat.size // most)]


def _numbers(batch: Any, kinds: str) -> list[tuple[str, np.ndarray]]:
    """The arrays of a batch that hold numbers of these kinds (of numpy's `dtype.kind`), with their names."""
    arrays = []
    for name, leaf in leaves_of(batch):
        if getattr(leaf, "dtype", None) is None:
            continue
        try:
            values = np.asarray(leaf)
        except Exception:
            continue  # a sparse or ragged tensor has no array of its own
        if values.size and values.dtype.kind in kinds:
            arrays.append((name, values))
    return arrays
