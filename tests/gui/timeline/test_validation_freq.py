"""An epoch that had no validation to come shows none as missing, in the timeline and in the grid."""

from __future__ import annotations

import pytest

from inspector.analysis.grid import expected_grid
from inspector.gui.grid.cells import Cells
from inspector.gui.timeline.axis import Axis
from inspector.gui.timeline.content import Content
from inspector.recording.events import Kind, Role
from tests.story import Story


@pytest.mark.parametrize(("validation_freq", "expected"), [(1, 3), (2, 0)])
def test_that_an_epoch_that_raised_lacks_only_the_validation_that_was_to_come(
    validation_freq: int, expected: int
) -> None:
    story = Story(epochs=2, steps_per_epoch=4, validation_steps=3).source("generator", None, role=Role.VALIDATION)
    requested = {"epochs": 2, "steps_per_epoch": 4, "validation_steps": 3}
    story.put(Kind.FIT_BEGIN, payload={"requested": requested, "validation_freq": validation_freq})
    story.peek(2).train_begin().epoch_begin(0).steps(0, 2).source_raises().fit_raises()
    content = Content(story.run(), Axis.STEP)
    content.refresh()
    cells = Cells(content.run)
    cells.update(expected_grid(content.run))
    assert len(cells.states_of(0, True)) == expected
