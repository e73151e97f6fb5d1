"""A call of evaluate: one pass over its data, which is no epoch, and of which nothing of fit is claimed."""

from __future__ import annotations

import pytest

from inspector.analysis.model import Outcome
from inspector.analysis.report import build_report
from inspector.recording.events import Role
from tests.analysis.claims import grave, the
from tests.story import Story, failure

ON = Role.VALIDATION


def evaluated(steps: int | None = 4) -> Story:
    story = Story(epochs=None, validation_steps=steps, call="evaluate")
    return story.peek(2, ON).test_begin()


def test_that_a_whole_evaluate_has_no_error_and_its_pass_in_the_report() -> None:
    story = evaluated().steps(0, 4, ON).test_end().ends()
    assert grave(story) == {}
    report = build_report(story.run())
    assert (report["call"], report["epochs"], report["sources"]["validation"]["produced"]) == ("evaluate", [], 4)
    assert report["evaluation"] == {"steps_expected": 4, "steps_done": 4, "batches": [0, 1, 2, 3], "replayed": []}
    assert report["hooks"] == {name: {"expected": 0, "called": 0} for name in report["hooks"]}


def test_that_a_fit_has_the_keys_of_the_contract_alone() -> None:
    report = build_report(Story().train_begin().epoch_begin(0).steps(0, 1).epoch_end().train_end().ends().run())
    assert {"call", "evaluation"}.isdisjoint(report)


def test_that_an_evaluate_that_ran_out_is_short() -> None:
    story = evaluated().steps(0, 3, ON).step_begins(3, ON).source_stops(ON).test_end().ends()
    assert grave(story) == {"validation-short": None}
    found = the("validation-short", story)
    assert found.title == "evaluate was short: 3 of 4 steps"
    assert found.epoch is None


def test_that_data_that_raises_in_evaluate_is_told_without_any_epoch() -> None:
    story = evaluated().steps(0, 3, ON).step_begins(3, ON).source_raises(ON).fit_raises()
    assert grave(story) == {"validation-raised": None}
    found = the("validation-raised", story)
    assert found.title == "The generator raised at batch 3: ZeroDivisionError: division by zero"
    assert (found.epoch, found.step, found.batch) == (None, 3, 3)
    assert "epoch" not in found.explanation


def test_that_a_model_that_raises_in_evaluate_is_told_without_any_epoch() -> None:
    story = evaluated().steps(0, 1, ON).step_begins(1, ON)
    story.fit_raises(failure("ValueError", "shapes", where="model"))
    found = the("model-raised", story)
    assert (found.title, found.epoch, found.step) == (
        "The model raised at step 1 of evaluate: ValueError: shapes",
        None,
        1,
    )
    assert "epoch" not in found.explanation


@pytest.mark.parametrize("steps", [None, 4])
def test_that_nothing_is_missing_while_it_goes_on(steps: int | None) -> None:
    story = evaluated(steps).steps(0, 2, ON)
    assert story.run().outcome is Outcome.RUNNING
    assert grave(story) == {}


def test_that_an_evaluate_that_was_stopped_is_told_so() -> None:
    story = evaluated().steps(0, 2, ON).stop_asked().ends("cancelled")
    assert grave(story) == {}
    assert the("cancelled", story).title == "You stopped the run in evaluate"
