"""While a run goes on, what has not come is pending: no prefix of a recording may claim it as missing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from inspector.analysis.diagnosis import diagnose
from inspector.analysis.grid import StepState, expected_grid
from inspector.analysis.run import Run
from inspector.recording.recording import Recording
from tests.analysis.test_clean_runs import CLEAN
from tests.story import Story, raises_at_batch_3, stops_after_5

ONLY_WHEN_OVER = {
    "epoch-end-missing",
    "epoch-missing",
    "train-end-missing",
    "process-died",
    "cancelled",
    "unused-batches",
    "structure-invalid",
    "model-raised",
}
STORIES = [*CLEAN, raises_at_batch_3, stops_after_5]


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.__name__)
def test_that_nothing_is_missing_before_the_run_is_over(story: Callable[[], Story]) -> None:
    for run in prefixes(story()):
        if run.over or run.fit_raised is not None:
            continue
        assert not ONLY_WHEN_OVER & {finding.rule for finding in diagnose(run)}
        for row in expected_grid(run):
            if row.epoch is None or row.epoch.ended_ns is None:
                assert StepState.MISSING not in row.states
                assert StepState.UNFINISHED not in row.states


@pytest.mark.parametrize("story", CLEAN, ids=lambda story: story.__name__)
def test_that_a_run_that_ends_clean_was_clean_all_along(story: Callable[[], Story]) -> None:
    for run in prefixes(story()):
        assert all(finding.severity == 0 for finding in diagnose(run))


def prefixes(story: Story) -> list[Run]:
    """The run as it was after each of its events."""
    story.recorder.drain()
    whole = story.recorder.recording
    runs = []
    for stop in range(1, len(whole) + 1):
        part = Recording()
        part.payloads, part.threads = whole.payloads, whole.threads
        for block in whole.rows.blocks(0, stop):
            part.rows.extend(block)
        run = Run(part)
        run.update()
        runs.append(run)
    return runs
