"""Sides out of stories, and what a comparison of two says."""

from __future__ import annotations

import json
from pathlib import Path

from inspector.analysis.compare import Comparison, Side, compare, side_of_report, side_of_run
from inspector.analysis.diagnosis import diagnose
from inspector.analysis.report import build_report
from inspector.analysis.run import Run
from tests.story import Story


def side(story: Story | Run, name: str = "r.fitrec") -> Side:
    run = story.run() if isinstance(story, Story) else story
    return side_of_run(run, diagnose(run), name)


def reported(story: Story | Run, folder: Path, name: str = "r.json") -> Side:
    """The same by way of its report."""
    run = story.run() if isinstance(story, Story) else story
    path = folder / name
    path.write_text(json.dumps(build_report(run)), encoding="utf-8")
    return side_of_report(path)


def compared(a: Story, b: Story) -> Comparison:
    return compare(side(a, "a.fitrec"), side(b, "b.fitrec"))


def reads_ahead() -> Story:
    """One batch is read that no step takes: how many are hangs on how fast the steps are."""
    story = Story(epochs=1, steps_per_epoch=2).peek(2).train_begin().epoch_begin(0).steps(0, 2)
    return story.feed(1).epoch_end().train_end().ends()


def titles(comparison: Comparison) -> list[str]:
    return [one.title for one in comparison.happened]
