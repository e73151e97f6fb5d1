"""Causes first, each with what came of it."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.analysis.diagnosis import diagnose
from inspector.analysis.finding import Evidence, Finding, Rule, Severity
from inspector.analysis.rules import RULES
from tests.analysis.claims import SEVERITY, claims, tree
from tests.story import Story, clean, raises_at_batch_3, stops_after_5


def rule(name: str, severity: Severity, *causes: str, epochs: tuple[int | None, ...] = (None,)) -> Rule:
    def find(evidence: Evidence) -> Iterator[Finding]:
        for epoch in epochs:
            yield Finding(name, severity, name, "why", "fix", epoch=epoch)

    return Rule(name, find, causes)


def linked(*rules: Rule) -> list[tuple[str, int | None, str | None]]:
    return [(one.rule, one.epoch, one.caused_by) for one in diagnose(clean().run(), rules)]


def test_that_a_consequence_comes_right_under_its_cause() -> None:
    found = linked(
        rule("effect", Severity.ERROR, "cause"), rule("other", Severity.ERROR), rule("cause", Severity.ERROR)
    )
    assert found == [("other", None, None), ("cause", None, None), ("effect", None, "cause")]


def test_that_a_chain_hangs_under_its_head() -> None:
    found = linked(
        rule("c", Severity.ERROR, "b"),
        rule("b", Severity.ERROR, "a"),
        rule("a", Severity.ERROR),
        rule("d", Severity.INFO),
    )
    assert found == [("a", None, None), ("c", None, "a"), ("b", None, "a"), ("d", None, None)]


def test_that_the_gravest_group_comes_first_though_its_cause_is_mild() -> None:
    found = linked(rule("mild", Severity.INFO), rule("stop", Severity.INFO), rule("loss", Severity.WARNING, "stop"))
    assert [name for name, _, _ in found] == ["stop", "loss", "mild"]


def test_that_what_came_later_explains_nothing_before_it() -> None:
    found = linked(
        rule("cause", Severity.ERROR, epochs=(2,)), rule("effect", Severity.ERROR, "cause", epochs=(1, 2, 3))
    )
    assert found == [("cause", 2, None), ("effect", 2, "cause"), ("effect", 3, "cause"), ("effect", 1, None)]


def test_that_what_is_no_error_explains_no_error() -> None:
    found = linked(rule("hint", Severity.WARNING), rule("failure", Severity.ERROR, "hint"))
    assert ("failure", None, None) in found


def test_that_a_cause_that_fires_twice_has_its_consequences_once() -> None:
    found = linked(rule("cause", Severity.ERROR, epochs=(0, 1)), rule("effect", Severity.ERROR, "cause", epochs=(1,)))
    assert found == [("cause", 0, None), ("effect", 1, "cause"), ("cause", 1, None)]


def test_that_every_rule_has_a_name_of_its_own_and_names_only_rules_that_exist() -> None:
    names = [one.name for one in RULES]
    assert sorted(names) == sorted(SEVERITY)
    assert all(set(one.consequence_of) <= set(names) - {one.name} for one in RULES)


def test_that_the_three_generators_of_the_article_are_told_apart() -> None:
    assert tree(raises_at_batch_3()) == {
        "source-raised": None,
        "steps-missing": "source-raised",
        "epoch-end-missing": "source-raised",
        "train-end-missing": "source-raised",
        "batch-begin-unfinished": "source-raised",
    }
    assert tree(stops_after_5()) == {
        "data-exhausted": None,
        "steps-missing": "data-exhausted",
        "batch-begin-unfinished": "data-exhausted",
    }


def test_that_two_causes_each_keep_what_is_theirs() -> None:
    story = Story(epochs=3, steps_per_epoch=4).peek(2).train_begin().epoch_begin(0).steps(0, 3)
    story.step_begins(3).source_stops().epoch_end()
    story.epoch_begin(1).pass_begin().step_begins(0).step_ends(0).callback("on_train_batch_end", step=0, raises=True)
    story.fit_raises()
    found = [(one.rule, one.epoch, one.caused_by) for one in claims(story)]
    assert ("data-exhausted", 0, None) in found
    assert ("callback-raised", 1, None) in found
    assert ("steps-missing", 0, "data-exhausted") in found
    assert ("steps-missing", 1, "callback-raised") in found
    assert ("replayed-batches", 1, "data-exhausted") in found
    assert ("epoch-end-missing", 1, "callback-raised") in found
    assert ("epoch-missing", 2, "callback-raised") in found
    assert ("train-end-missing", 1, "callback-raised") in found
    assert ("batch-begin-unfinished", 0, "data-exhausted") in found


def test_that_every_finding_says_what_why_and_what_to_do_and_points_at_events_that_exist() -> None:
    for story in (raises_at_batch_3(epochs=2), stops_after_5()):
        run = story.run()
        for one in diagnose(run):
            assert one.title.strip()
            assert one.explanation.strip().endswith(".")
            assert one.fix.strip()
            assert all(0 <= seq < len(run.recording) for seq in one.events)


def test_that_a_hundred_short_epochs_are_not_told_one_by_one() -> None:
    story = Story(epochs=100, steps_per_epoch=5, kind="py_dataset", length=3).train_begin()
    for epoch in range(100):
        story.epoch_begin(epoch).whole_pass(3).epoch_end()
    found = [one for one in claims(story.train_end().ends()) if one.rule == "steps-missing"]
    assert [one.epoch for one in found] == list(range(13))
    assert found[-1].title.startswith("88 more of the same in epochs 12–99: ")
    assert {one.caused_by for one in found} == {"data-exhausted"}


def test_that_the_way_in_which_fit_learns_a_length_is_told_once() -> None:
    story = Story(epochs=3, kind="tf_dataset").train_begin()
    for epoch in range(3):
        story.epoch_begin(epoch).whole_pass(2).step_begins(2).epoch_end()
    (found,) = claims(story.train_end().ends())
    assert found.rule == "batch-begin-unfinished"
    assert "in epochs 1–2, too" in found.explanation
