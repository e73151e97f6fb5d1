"""`model.fit_generator`, which Keras 3 does not have any more: the same call as one of `fit`.

The old arguments are those of Keras 2 (and the names that Keras 1 had for them).
"""

from __future__ import annotations

from typing import Any

from inspector.fit.fit_calls import FitCall
from inspector.fit.problem import WrongUse
from inspector.recording.events import Payload

GONE = "fit_generator"
_PLACES = (
    "generator", "steps_per_epoch", "epochs", "verbose", "callbacks", "validation_data", "validation_steps",
    "validation_freq", "class_weight", "max_queue_size", "workers", "use_multiprocessing", "shuffle", "initial_epoch",
)  # fmt: skip
_RENAMED = {"generator": "x", "nb_epoch": "epochs"}
# How the data is read is said to a PyDataset now, and fit does not take it.
_LEFT_OUT = ("max_queue_size", "workers", "use_multiprocessing", "max_q_size", "nb_worker", "pickle_safe")
# Keras 1 counted rows where everything since counts batches.
_COUNTED_ROWS = {"samples_per_epoch": "steps_per_epoch", "nb_val_samples": "validation_steps"}


def as_fit(call: FitCall) -> tuple[dict[str, Any], Payload]:
    """The arguments of `fit` that mean the same, and what had to change: `{method, renamed, left_out}`.

    Raises `WrongUse` where nothing means the same.
    """
    given = dict(zip(_PLACES, call.args, strict=False)) | call.kwargs
    for old, new in _COUNTED_ROWS.items():
        if old in given:
            raise WrongUse(
                f"fit_generator was given {old}, which counts rows (Keras 1); fit counts batches: give {new} instead."
            )
    renamed = {old: new for old, new in _RENAMED.items() if old in given}
    left_out = [name for name in _LEFT_OUT if name in given]
    kept = {_RENAMED.get(name, name): value for name, value in given.items() if name not in left_out}
    return kept, {"method": GONE, "renamed": renamed, "left_out": left_out}
