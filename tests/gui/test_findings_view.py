"""What the findings panel says, as plain values."""

from __future__ import annotations

from inspector.analysis.diagnosis import diagnose
from inspector.analysis.finding import Finding, Severity
from inspector.analysis.groups import group
from inspector.gui.panels.findings_view import evidence_line, summary, verdict
from tests.story import Story, clean, raises_at_batch_3, sizes_alternate


def finding(rule: str, severity: Severity = Severity.ERROR, caused_by: str | None = None) -> Finding:
    return Finding(rule, severity, f"title of {rule}", "why", "what to do", caused_by=caused_by)


def test_that_consequences_stand_under_their_cause() -> None:
    found = [finding("a"), finding("b", caused_by="a"), finding("c", caused_by="a"), finding("d", Severity.INFO)]
    groups = group(found)
    assert [(one.cause.rule, [f.rule for f in one.consequences]) for one in groups] == [("a", ["b", "c"]), ("d", [])]
    assert summary(groups, over=False) == "so far 1 cause · 2 consequences · 1 note"
    assert summary(groups) == "1 cause · 2 consequences · 1 note"


def test_that_every_finding_of_a_real_diagnosis_is_shown_once() -> None:
    found = diagnose(raises_at_batch_3(epochs=2).run())
    shown = [one for each in group(found) for one in (each.cause, *each.consequences)]
    assert sorted(shown, key=found.index) == found
    assert len(shown) > 3


def test_that_consequences_of_two_causes_of_one_rule_are_listed_once() -> None:
    found = [finding("a"), finding("b", caused_by="a"), finding("a")]
    assert [len(one.consequences) for one in group(found)] == [1, 0]


def test_that_nothing_found_is_good_only_once_the_run_is_over() -> None:
    story = Story(epochs=1, steps_per_epoch=10)
    story.peek(2).train_begin().epoch_begin(0).steps(0, 3)
    running = verdict(story.run(), [])
    assert running is not None
    assert not running.good
    assert running.title == "Watching… so far nothing is wrong"
    over = verdict(clean().run(), [])
    assert over is not None
    assert over.good
    assert over.text == "Everything asked for happened."


def test_that_a_run_that_is_not_judged_yet_is_called_neither_good_nor_bad() -> None:
    said = verdict(clean().run(), [], judged=False)
    assert said is not None
    assert not said.good
    assert said.title == "Being judged…"


def test_that_a_note_alone_does_not_make_a_run_bad() -> None:
    run = sizes_alternate().run()
    found = diagnose(run)
    assert [one.severity for one in found] == [Severity.INFO]
    said = verdict(run, found)
    assert said is not None
    assert said.good


def test_that_a_stopped_run_is_not_called_whole() -> None:
    story = Story(epochs=1, steps_per_epoch=10)
    story.peek(2).train_begin().epoch_begin(0).steps(0, 3).stop_asked()
    run = story.ends("cancelled").run()
    said = verdict(run, [one for one in diagnose(run) if one.severity is Severity.INFO])
    assert said is not None
    assert not said.good
    assert said.title == "You stopped the run"


def test_that_early_stopping_is_not_called_everything_asked_for() -> None:
    story = Story(epochs=3, steps_per_epoch=2)
    story.peek(2).train_begin().epoch_begin(0).steps(0, 2).stop_training().epoch_end()
    said = verdict(story.train_end().ends().run(), [])
    assert said is not None
    assert said.text == "EarlyStopping ended training before the last epoch or step, as it may."


def test_that_a_run_that_raised_is_never_good() -> None:
    said = verdict(raises_at_batch_3().run(), [])
    assert said is not None
    assert not said.good
    assert said.text.startswith("ZeroDivisionError: division by zero")


def test_that_a_wrong_use_stands_over_everything() -> None:
    said = verdict(clean().run(), [], "There is no data.")
    assert said is not None
    assert (said.title, said.text, said.good) == ("fit was not run", "There is no data.", False)


def test_that_errors_speak_for_themselves() -> None:
    run = raises_at_batch_3().run()
    assert verdict(run, diagnose(run)) is None


def test_that_the_line_comes_from_the_evidence() -> None:
    run = raises_at_batch_3().run()
    cause = diagnose(run)[0]
    assert evidence_line(run, cause) == ("train.py", 12)
    assert evidence_line(run, finding("steps-missing")) is None


def test_that_the_line_of_a_callback_that_raised_is_found() -> None:
    story = Story(epochs=1, steps_per_epoch=2)
    story.peek(2).train_begin().epoch_begin(0).steps(0, 2).callback("on_epoch_end", raises=True)
    run = story.fit_raises().run()
    cause = diagnose(run)[0]
    assert cause.rule == "callback-raised"
    assert evidence_line(run, cause) == ("train.py", 12)


def test_that_a_clean_check_claims_no_more_than_what_it_looked_at() -> None:
    told = verdict(Story(call="check").ends().run(), [])
    assert told is not None
    assert told.text == "Nothing wrong was seen in the data that was looked at."
