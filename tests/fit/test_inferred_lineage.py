"""Where Keras' private seam is missing: no step is claimed to be observed, and nothing breaks."""

from __future__ import annotations

import pytest

from inspector.fit.taps import keras3

from .cases import DATASET, FOREVER
from .conftest import Inspect

pytestmark = pytest.mark.keras


@pytest.fixture(autouse=True)
def no_seam(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keras3, "_adapters", list)


def test_that_a_generators_batches_are_inferred_and_said_to_be(inspect: Inspect) -> None:
    seen = inspect(FOREVER, epochs=2, steps_per_epoch=3)
    assert seen.report["environment"]["lineage"] == "inferred"
    assert seen.batches == [[0, 1, 2], [3, 4, 5]]
    assert seen.errors == []


def test_that_a_replay_that_cannot_be_seen_is_unknown_rather_than_claimed(inspect: Inspect) -> None:
    seen = inspect("def data(): yield from numbers(4)", epochs=2)
    assert seen.done == [4, 2]
    assert seen.batches == [[0, 1, 2, 3], [None, None]]
    assert [epoch["replayed"] for epoch in seen.report["epochs"]] == [[], []]


def test_that_a_py_dataset_still_runs_with_its_batches_unknown(inspect: Inspect) -> None:
    seen = inspect(DATASET, epochs=2)
    assert seen.done == [6, 6]
    assert seen.batches == [[None] * 6] * 2
    assert seen.report["outcome"] == "completed"


def test_that_the_articles_first_generator_is_still_told_by_its_line(inspect: Inspect) -> None:
    seen = inspect("def data():\n  for i in range(10): yield one(value=1 / (3 - i))", steps_per_epoch=10)
    assert seen.report["error"]["type"] == "ZeroDivisionError"
    assert seen.errors[0] == "source-raised"
