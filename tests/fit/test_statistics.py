"""What the values of a batch are said to be like."""

from __future__ import annotations

import numpy as np
import pytest

from inspector.fit.taps import statistics as module
from inspector.fit.taps.statistics import arrays_of, non_finite, statistics, surely_finite

X, Y = np.arange(12, dtype="float32").reshape(4, 3), np.array([[True], [False]])


def test_that_the_numbers_are_those_of_each_array() -> None:
    told = statistics(arrays_of((X, Y)))
    assert told["inputs"] == [
        {"name": "x", "min": 0.0, "max": 11.0, "mean": 5.5, "of": 12, "sampled": False},
        {"name": "y", "min": 0.0, "max": 1.0, "mean": 0.5, "of": 2, "sampled": False},
    ]
    assert told["took_ns"] > 0


def test_that_only_finite_values_are_described() -> None:
    values = np.array([1.0, np.nan, 3.0, np.inf])
    (told,) = statistics(arrays_of((values,)))["inputs"]
    assert (told["min"], told["max"], told["mean"]) == (1.0, 3.0, 2.0)
    assert statistics(arrays_of((np.array([np.nan]),)))["inputs"] == []


@pytest.mark.parametrize("nothing", [np.empty((0, 3)), np.array(["text"]), 3, None, object()])
def test_that_what_has_no_numbers_is_passed_over(nothing: object) -> None:
    assert statistics(arrays_of((nothing,)))["inputs"] == []
    assert non_finite(arrays_of((nothing,))) == []


def test_that_a_large_array_is_sampled_evenly_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "DESCRIBED", 10)
    (told,) = statistics(arrays_of((np.arange(95.0),)))["inputs"]
    assert told["sampled"] is True
    assert told["of"] == 10
    assert (told["min"], told["max"]) == (0.0, 90.0)


def test_that_values_that_are_not_finite_are_counted_by_input() -> None:
    bad = X.copy()
    bad[1, 2], bad[3, 0] = np.nan, np.inf
    assert non_finite(arrays_of((X, Y))) == []
    assert non_finite(arrays_of((X, bad))) == [{"name": "y", "count": 2, "of": 12, "sampled": False}]


def test_that_looking_for_them_in_a_large_batch_is_sampled_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CHECKED", 10)
    (told,) = non_finite(arrays_of((np.full((100,), np.nan),)))
    assert told["sampled"] is True
    assert told["count"] == told["of"] == 10


@pytest.mark.parametrize("dtype", ["float16", "float32", "float64", ">f4"])
def test_that_huge_and_tiny_values_are_finite_and_cause_no_warning(dtype: str) -> None:
    limits = np.finfo(np.dtype(dtype).newbyteorder("="))
    huge = np.full((3, 4), limits.max).astype(dtype)
    with np.errstate(all="raise"):
        assert not surely_finite(huge), "their sum is none: they are looked at for long"
        assert surely_finite(np.full((3, 4), limits.tiny).astype(dtype))
    assert non_finite([("x", huge)]) == []


def test_that_what_is_surely_finite_has_nothing_to_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    for summed in (module.SUMMED, 0):
        monkeypatch.setattr(module, "SUMMED", summed)
        assert surely_finite(X)
        for odd in (np.nan, np.inf, -np.inf):
            assert not surely_finite(np.array([1.0, odd]))
    monkeypatch.setattr(module, "CHECKED", 6)
    assert not surely_finite(X), "of more than are looked at nothing is sure"
