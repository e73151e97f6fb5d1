"""A check: what is claimed of data that was looked at before any fit, and what is not."""

from __future__ import annotations

import pytest

from inspector.analysis.diagnosis import diagnose
from inspector.analysis.finding import Finding
from inspector.analysis.report import build_report
from inspector.recording.events import NONE, Kind, Role
from tests.analysis.claims import grave, the
from tests.story import Story, failure


def check(kind: str = "generator", length: int | None = None, **asked: int) -> Story:
    story = Story(kind=kind, length=length, call="check", **asked)  # type: ignore[arg-type]
    return story.new_pass()


def needing(story: Story, train: int, epochs: int = 1, steps_per_epoch: int | None = None) -> Story:
    """Say how many batches are needed, as a check does when it begins."""
    requested = {"epochs": epochs, "steps_per_epoch": steps_per_epoch}
    return story.put(Kind.FIT_BEGIN, payload={"requested": requested, "call": "check", "needed": {"train": train}})


def pulled(story: Story, batches: int = 4, **how: object) -> Story:
    for _ in range(batches):
        story.pull(for_pass=0, **how)  # type: ignore[arg-type]
    return story


def stops(story: Story) -> Story:
    story.put(Kind.PULL_BEGIN, step=0, batch=story.yielded[Role.TRAIN])
    return story.put(Kind.PULL_STOP, step=0, batch=story.yielded[Role.TRAIN]).pass_end().ends()


def names(story: Story) -> list[str]:
    return [finding.rule for finding in diagnose(story.run())]


def only(story: Story) -> Finding:
    (found,) = diagnose(story.run())
    return found


def test_that_nothing_is_found_in_data_of_which_there_is_enough() -> None:
    assert names(pulled(check(steps_per_epoch=4)).pass_end().ends()) == []
    assert names(stops(pulled(check()))) == []
    assert names(pulled(check("py_dataset", 4, epochs=3)).pass_end().ends()) == []
    assert names(pulled(check("tf_dataset", 4, epochs=2, steps_per_epoch=2)).pass_end().ends()) == []


def test_that_a_report_has_what_was_looked_at_and_no_epochs() -> None:
    story = needing(check(), train=9)
    report = build_report(pulled(story, 3, after_ms=2.0).pull(for_pass=0, rows=8, after_ms=5.0).pass_end().ends().run())
    assert (report["call"], report["epochs"], report["sources"]["train"]["unused"]) == ("check", [], [])
    assert report["hooks"] == {name: {"expected": 0, "called": 0} for name in report["hooks"]}
    sizes = [{"rows": 32, "batches": 3}, {"rows": 8, "batches": 1}]
    train = {"needed": 9, "given": 4, "ended": False, "sizes": sizes, "median_s": 0.002, "longest_s": 0.005}
    assert report["check"] == {"train": train}


def test_that_a_generator_that_ends_too_soon_is_too_short() -> None:
    story = needing(check(), epochs=2, steps_per_epoch=3, train=6)
    found = the("data-exhausted", stops(pulled(story)))
    assert found.title == "The data is too short: 4 batches given, 6 needed"
    assert "no batch for step 1 of epoch 1" in found.explanation
    assert "No fit was run" in found.explanation


def test_that_a_generator_without_steps_is_too_short_for_a_second_epoch() -> None:
    assert (
        the("data-exhausted", stops(pulled(check(epochs=2)))).title
        == "The data is too short: 4 batches given, for 2 epochs"
    )


def test_that_an_empty_generator_is_told_as_such() -> None:
    assert the("data-exhausted", stops(check())).title == "The data is empty: the generator gave no batch at all"


def test_that_a_pass_shorter_than_an_epoch_is_too_short() -> None:
    story = pulled(check("py_dataset", 4, steps_per_epoch=6)).pass_end().ends()
    assert grave(story) == {"data-exhausted": None}
    assert the("data-exhausted", story).title == "The data is too short: 4 batches a pass, 6 needed for an epoch"


def test_that_a_pass_which_does_not_divide_into_epochs_is_told() -> None:
    story = pulled(check("tf_dataset", 4, epochs=2, steps_per_epoch=3)).pass_end().ends()
    assert grave(story) == {"length-mismatch": None}


def test_that_arrays_of_different_lengths_are_told() -> None:
    story = check("arrays").put(
        Kind.SOURCE,
        payload={"kind": "arrays", "name": "tuple", "length": None, "hooks": [], "rows": {"x": 100, "y": 90}},
    )
    assert only(story.ends()).title == "The arrays differ in length: x has 100 rows, y has 90 rows"


@pytest.mark.parametrize("role", Role)
def test_that_what_raised_is_told_at_its_batch(role: Role) -> None:
    story = check()
    if role is Role.VALIDATION:
        story.source("generator", None, (), role).new_pass(role)
    story.pull(role, for_pass=0).put(Kind.PULL_BEGIN, role, step=0, batch=1)
    raised = failure(where="data" if role is Role.TRAIN else "validation")
    story.put(Kind.PULL_RAISED, role, step=0, batch=1, payload=raised).fit_raises(raised)
    found = only(story)
    assert found.rule == ("source-raised" if role is Role.TRAIN else "validation-raised")
    assert (found.batch, found.step, found.epoch) == (1, None, None)
    assert "It ended fit" not in found.explanation


def test_that_an_index_without_data_is_told_beside_the_length_that_promises_it() -> None:
    story = check("py_dataset", 7).pull(for_pass=0).put(Kind.PULL_BEGIN, step=0, batch=1)
    raised = failure("IndexError", "list index out of range")
    found = only(story.put(Kind.PULL_RAISED, step=0, batch=1, payload=raised).fit_raises(raised))
    assert "promises 7 batches (0–6), and `__getitem__` gave none for index 1" in found.explanation
    assert found.fix.startswith("Let `__len__` return how many batches")
    assert "next batch" not in found.fix


def test_that_a_shape_is_refused_only_where_the_first_two_batches_are_alike() -> None:
    alike = pulled(pulled(check(steps_per_epoch=3), 2), 1, features=7).pass_end().ends()
    assert (only(alike).rule, only(alike).severity.name, only(alike).batch) == ("shape-varies", "ERROR", 2)
    differ = pulled(pulled(pulled(check(), 1), 1, features=7), 1).pass_end().ends()
    assert (only(differ).severity.name, only(differ).batch) == ("WARNING", 1)


def test_that_a_dtype_and_a_batch_size_that_vary_are_told() -> None:
    assert names(pulled(pulled(check()), 1, dtype="float64").pass_end().ends()) == ["dtype-varies"]
    sizes = only(pulled(pulled(check()), 1, rows=3).pull(for_pass=0).pass_end().ends())
    assert (sizes.rule, "ends no fit" in sizes.explanation) == ("batch-size-varies", True)
    assert "common and harmless" in only(stops(pulled(pulled(check()), 1, rows=3))).explanation


def test_that_a_structure_which_fit_refuses_is_an_error_and_one_it_may_take_a_warning() -> None:
    for structure, severity in (("None", "ERROR"), ("ndarray", "WARNING")):
        story = check().put(Kind.PULL_BEGIN, step=0, batch=0)
        story.put(Kind.PULL_END, step=0, batch=0, payload={"structure": structure, "inputs": []}).pass_end().ends()
        assert (only(story).rule, only(story).severity.name) == ("structure-invalid", severity)


def test_that_nan_is_found_and_a_stopped_check_lacks_nothing() -> None:
    assert names(pulled(check()).non_finite(3).pass_end().ends()) == ["non-finite"]
    stopped = pulled(check(steps_per_epoch=10), 2).stop_asked().put(Kind.RUN_END, payload={"outcome": "cancelled"})
    assert only(stopped).title == "You stopped the run while its data was looked at"


def test_that_nan_of_which_no_fit_was_run_is_not_said_to_be_unused_so_far() -> None:
    explanation = only(pulled(check()).non_finite(3).pass_end().ends()).explanation
    assert "No fit was run." in explanation
    assert "step" not in explanation


def test_that_validation_data_shorter_than_its_steps_is_told() -> None:
    story = pulled(check(validation_steps=5)).pass_end()
    story.source("generator", None, (), Role.VALIDATION).new_pass(Role.VALIDATION).pull(Role.VALIDATION, for_pass=0)
    story.source_stops(Role.VALIDATION).ends()
    assert grave(story) == {"validation-short": None}
    assert NONE not in [pull.for_pass for pull in story.run().train.pulls]
