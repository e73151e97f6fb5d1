"""Every truth case on real Keras: epochs, steps, batches, hooks and findings as they really are."""

from __future__ import annotations

from typing import Any

import pytest

from .cases import CASES, Case
from .conftest import Inspect

pytestmark = pytest.mark.keras


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_that_fit_did_this(case: Case, inspect: Inspect) -> None:
    seen = inspect(case.body, **case.asked)
    report = seen.report
    assert seen.session.problem is None
    assert report["outcome"] == case.outcome
    assert case.done is None or seen.done == case.done
    ended = len(seen.done) if case.ended is None else case.ended
    assert report["hooks"]["on_epoch_end"]["called"] == ended
    assert seen.errors_and(set(case.wrong)) == list(case.wrong)
    assert set(case.info) <= {one["rule"] for one in report["findings"] if one["severity"] == "info"}
    if case.batches is not None:
        assert seen.batches == case.batches
    assert [epoch["replayed"] for epoch in report["epochs"]] == (case.replayed or [[] for _ in report["epochs"]])
    if case.validation is not None:
        assert [epoch["validation"]["batches"] for epoch in report["epochs"]] == case.validation
    for path, value in case.keys.items():
        assert _at(report, path) == value


def test_that_there_are_enough_of_them() -> None:
    assert len(CASES) >= 40
    assert sum(not case.wrong for case in CASES) >= 10


def _at(report: dict[str, Any], path: str) -> Any:
    found: Any = report
    for key in path.split("."):
        found = found[key]
    return found
