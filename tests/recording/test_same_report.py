"""A reopened recording is told as the run was, to the letter; of one that breaks off nothing is called missing."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from inspector.analysis.diagnosis import diagnose
from inspector.analysis.grid import EpochVerdict, StepState, expected_grid
from inspector.analysis.model import Outcome
from inspector.analysis.reading import run_of
from inspector.analysis.report import build_report
from inspector.analysis.run import Run
from inspector.export.summary import print_summary
from inspector.recording.events import Kind
from inspector.recording.reader import open_recording
from tests.analysis.test_clean_runs import CLEAN
from tests.analysis.test_live import ONLY_WHEN_OVER, prefixes
from tests.analysis.test_properties import Made
from tests.recording.files import written
from tests.story import Story, clean, raises_at_batch_3, sizes_alternate, stops_after_5

STORIES = [raises_at_batch_3, sizes_alternate, stops_after_5, clean, *CLEAN]


def reopened(path: Path, run: Run) -> Run:
    return run_of(open_recording(written(path, run.recording)))


def told(run: Run) -> str:
    """All that a run comes to, as text."""
    words = io.StringIO()
    print_summary(run, diagnose(run), words)
    return words.getvalue() + json.dumps(build_report(run), indent=2, ensure_ascii=False)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.__name__)
def test_that_every_story_is_told_as_before(story: Callable[[], Story], tmp_path: Path) -> None:
    run = story().run()
    assert told(reopened(tmp_path / "r.fitrec", run)) == told(run)
    assert build_report(reopened(tmp_path / "r.fitrec", run)) == build_report(run)


@pytest.mark.parametrize("seed", range(60))
def test_that_a_run_made_at_random_is_told_as_before(seed: int, tmp_path: Path) -> None:
    run = Made(seed).story.run()
    assert told(reopened(tmp_path / "r.fitrec", run)) == told(run)


def test_that_a_process_that_was_seen_to_die_is_told_with_its_signal_again(tmp_path: Path) -> None:
    run = Story(steps_per_epoch=5).peek(2).train_begin().epoch_begin(0).steps(0, 2).dies("SIGSEGV").run()
    again = reopened(tmp_path / "r.fitrec", run)
    assert told(again) == told(run)
    assert not again.cut
    assert "died by signal SIGSEGV" in diagnose(again)[0].title


# -- broken off --


@pytest.mark.parametrize("story", [raises_at_batch_3, stops_after_5, *CLEAN], ids=lambda story: story.__name__)
def test_that_nothing_is_called_missing_that_was_merely_not_recorded(
    story: Callable[[], Story], tmp_path: Path
) -> None:
    for part in prefixes(story()):
        if part.over or part.fit_raised is not None:
            continue
        run = reopened(tmp_path / "r.fitrec", part)
        assert (run.cut, run.over, run.outcome) == (True, False, Outcome.DIED)
        rules = [finding.rule for finding in diagnose(run)]
        assert rules.count("process-died") == 1
        assert not (ONLY_WHEN_OVER - {"process-died"}) & set(rules)
        for row in expected_grid(run):
            if row.epoch is None or row.epoch.ended_ns is None:
                assert row.verdict is EpochVerdict.UNKNOWN
                assert not {StepState.MISSING, StepState.UNFINISHED} & set(row.states.tolist())
        assert not [line for line in told(run).splitlines() if line.startswith("  epoch") and "never" in line]


def test_that_a_recording_that_breaks_off_says_so_and_what_came_last(tmp_path: Path) -> None:
    story = Story(epochs=3, steps_per_epoch=5).peek(2).train_begin().epoch_begin(0).steps(0, 5).epoch_end()
    run = reopened(tmp_path / "r.fitrec", story.epoch_begin(1).steps(0, 2).step_begins(2).run())
    (finding,) = diagnose(run)
    assert finding.title == "The recording breaks off before the end of the run"
    assert "“on_train_batch_begin”, epoch 1, step 2" in finding.explanation
    assert (finding.epoch, finding.step) == (1, 2)
    assert run.recording.event(finding.events[0]).kind is Kind.TRAIN_BATCH_BEGIN
    text = told(run)
    assert "recorded in part" in text
    assert "epoch 0: 5 of 5 steps, ended" in text
    assert "epoch 1: 2 of 5 steps, the rest is not recorded" in text
    assert "epoch 2: not recorded" in text
    report = build_report(run)
    assert (report["outcome"], [epoch["ended"] for epoch in report["epochs"]]) == ("died", [True, None])


def test_that_a_dataset_hook_that_may_have_come_later_is_unknown_and_one_of_before_is_not(tmp_path: Path) -> None:
    story = Story(epochs=3, kind="py_dataset", length=2, hooks=("on_epoch_end",)).train_begin()
    for epoch in range(2):
        story.epoch_begin(epoch).dataset_hook(Kind.DATASET_EPOCH_BEGIN).whole_pass(2)
        if epoch == 0:
            story.epoch_end()
    report = build_report(reopened(tmp_path / "r.fitrec", story.run()))
    assert [(e["dataset_began"], e["dataset_ended"]) for e in report["epochs"]] == [(True, False), (True, None)]


def test_that_after_what_fit_raised_there_is_nothing_unknown(tmp_path: Path) -> None:
    whole = raises_at_batch_3(epochs=2)
    part = prefixes(whole)[-2]
    assert part.fit_raised is not None
    assert not part.over
    run = reopened(tmp_path / "r.fitrec", part)
    assert (run.outcome, run.cut, run.over) == (Outcome.RAISED, False, True)
    assert build_report(run) == build_report(whole.run())


def test_that_a_recording_without_an_event_is_told_as_one(tmp_path: Path) -> None:
    run = reopened(tmp_path / "r.fitrec", Run(Story().recorder.recording))
    (finding,) = diagnose(run)
    assert "Nothing is recorded at all" in finding.explanation
    assert finding.events == ()
    assert told(run)


def test_that_a_run_that_goes_on_is_not_taken_for_one_that_breaks_off() -> None:
    run = Story(steps_per_epoch=5).peek(2).train_begin().run()
    assert (run.cut, run.outcome) == (False, Outcome.RUNNING)
