"""What a batch is said to be."""

from __future__ import annotations

import warnings
from typing import Any, NamedTuple

import numpy as np
import pytest

from inspector.fit.taps.signature import Signatures
from inspector.fit.taps.statistics import arrays_of, non_finite, statistics

X, Y = np.zeros((4, 3), "float32"), np.zeros((4, 1), "int64")


class Pair(NamedTuple):
    """As torch-like loaders give them."""

    x: Any
    y: Any


class Frame:
    """As pandas' DataFrame: a shape, no dtype, and an array of its own."""

    shape = (4, 3)

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> np.ndarray:
        return np.full((4, 3), np.nan)


class Hostile:
    """Every look at it raises."""

    @property
    def shape(self) -> Any:
        raise RuntimeError("not now")

    @property
    def dtype(self) -> Any:
        raise RuntimeError("not now")


class Closed(dict[str, Any]):
    """A mapping that cannot be walked any more."""

    def __iter__(self) -> Any:
        raise OSError("the file is closed")


class Nameless:
    """Not even a key can be told."""

    def __str__(self) -> str:
        raise ValueError


HOLLOW: list[Any] = []
HOLLOW.append(HOLLOW)

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
        (({1: X, None: Y}, Y), "({1, None}, y)", {"x.1": X_LEAF, "x.None": Y_LEAF, "y": Y_LEAF}),
        (({(0, "a"): X}, Y), "({(0, 'a')}, y)", {"x.(0, 'a')": X_LEAF, "y": Y_LEAF}),
        (Pair(X, Y), "[array, array]", {"x[0]": X_LEAF, "x[1]": Y_LEAF}),
        ((np.ma.masked_less(X, 1), Y), "(x, y)", {"x": X_LEAF, "y": Y_LEAF}),
        ((np.array([{}, None]), Y), "(x, y)", {"x": ([2], "object"), "y": Y_LEAF}),
        ((np.zeros(2, [("a", "f4")]), Y), "(x, y)", {"x": ([2], "void32"), "y": Y_LEAF}),
        ((Frame(), Y), "(x, y)", {"x": ([4, 3], "Frame"), "y": Y_LEAF}),
        ((Hostile(), Y), "(x, y)", {"x": (None, "Hostile"), "y": Y_LEAF}),
        ((X, Y, X), "(x, y, sample_weight)", {"x": X_LEAF, "y": Y_LEAF, "sample_weight": X_LEAF}),
    ],
)
def test_that_a_batch_is_described_by_its_nesting_and_its_arrays(
    batch: Any, structure: str, inputs: dict[str, tuple[Any, str]]
) -> None:
    told = Signatures().of(batch)
    assert told["structure"] == structure
    assert {one["name"]: (one["shape"], one["dtype"]) for one in told["inputs"]} == inputs


@pytest.mark.parametrize(
    ("batch", "told"),
    [(Closed(a=X), "Closed"), ((Closed(a=X), Y), "tuple"), (HOLLOW, "list"), ({Nameless(): X}, "dict")],
)
def test_that_what_cannot_be_looked_into_is_told_by_its_type(batch: Any, told: str) -> None:
    assert Signatures().of(batch) == {"structure": told, "inputs": []}
    assert arrays_of(batch) == []


def test_that_one_part_that_cannot_be_looked_into_hides_no_other() -> None:
    assert [name for name, _ in arrays_of((Hostile(), Y, X))] == ["y", "sample_weight"]


def test_that_nan_is_found_in_what_only_becomes_an_array() -> None:
    assert non_finite(arrays_of((Frame(), Y))) == [{"name": "x", "count": 12, "of": 12, "sampled": False}]


def test_that_looking_warns_of_nothing() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        (told,) = statistics(arrays_of((np.full(4, 1.7e308),)))["inputs"]
    assert told["max"] == 1.7e308


def test_that_equal_batches_share_one_payload() -> None:
    signatures = Signatures()
    assert signatures.of((X, Y)) is signatures.of((X + 1, Y))
    assert signatures.of((X, Y)) is not signatures.of((X[:2], Y[:2]))


def test_that_the_plainest_batches_are_known_by_shapes_and_dtypes_and_told_alike() -> None:
    signatures = Signatures()
    batch = np.zeros((4, 3), "float32"), np.zeros((4, 1), "int64")
    plain = signatures.plain(batch)
    assert plain is not None
    assert plain.signature is signatures.of(batch)
    assert plain.names == ("x", "y")
    assert plain.floats == (0,), "whole numbers are always finite"
    assert [(name, array is given) for (name, array), given in zip(plain.arrays_of(batch), batch, strict=True)] == [
        ("x", True),
        ("y", True),
    ]
    assert signatures.plain((np.ones((4, 3), "float32"), np.ones((4, 1), "int64"))) is plain
    assert signatures.plain((np.zeros((4, 3)), batch[1])) is not plain


@pytest.mark.parametrize(
    "other",
    [
        [np.zeros(3), np.zeros(3)],
        (np.zeros(3), None),
        ({"a": np.zeros(3)}, np.zeros(3)),
        (np.zeros((0, 3)), np.zeros((0, 1))),
        (np.array(["text"]), np.zeros(1)),
        (np.zeros(3, complex),),
        (np.zeros(3),) * 4,
        (np.ma.zeros(3),),
    ],
)
def test_that_any_other_batch_is_looked_into(other: Any) -> None:
    signatures = Signatures()
    assert signatures.plain(other) is None
    assert signatures.plain(other) is None, "the second time, too"
