"""What a batch is said to be."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from inspector.fit.taps.signature import Signatures

X, Y = np.zeros((4, 3), "float32"), np.zeros((4, 1), "int64")


X_LEAF, Y_LEAF = ([4, 3], "float32"), ([4, 1], "int64")


@pytest.mark.parametrize(
    ("batch", "structure", "inputs"),
    [
        ((X, Y), "(x, y)", {"x": X_LEAF, "y": Y_LEAF}),
        ((X,), "(x,)", {"x": X_LEAF}),
        (X, "ndarray", {"x": X_LEAF}),
        (({"a": X, "b": Y}, Y), "({a, b}, y)", {"x.a": X_LEAF, "x.b": Y_LEAF, "y": Y_LEAF}),
        (([X, X], Y), "([array, array], y)", {"x[0]": X_LEAF, "x[1]": X_LEAF, "y": Y_LEAF}),
        ([X, Y], "list of 2", {"x[0]": X_LEAF, "x[1]": Y_LEAF}),
        (None, "None", {"x": (None, "NoneType")}),
        ((X, 3), "(x, y)", {"x": X_LEAF, "y": ([], "int")}),
        ((X, Y, X), "(x, y, sample_weight)", {"x": X_LEAF, "y": Y_LEAF, "sample_weight": X_LEAF}),
    ],
)
def test_that_a_batch_is_described_by_its_nesting_and_its_arrays(
    batch: Any, structure: str, inputs: dict[str, tuple[Any, str]]
) -> None:
    told = Signatures().of(batch)
    assert told["structure"] == structure
    assert {one["name"]: (one["shape"], one["dtype"]) for one in told["inputs"]} == inputs


def test_that_equal_batches_share_one_payload() -> None:
    signatures = Signatures()
    assert signatures.of((X, Y)) is signatures.of((X + 1, Y))
    assert signatures.of((X, Y)) is not signatures.of((X[:2], Y[:2]))
