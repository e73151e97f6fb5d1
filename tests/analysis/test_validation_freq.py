"""Which epochs were to have validation, by `validation_freq`: what was not asked for is not missing."""

from __future__ import annotations

import pytest

from inspector.analysis.expected import validates
from inspector.analysis.run import Run
from inspector.recording.events import Kind, Role
from tests.story import Story


def asked(validation_freq: object) -> Run:
    story = Story(epochs=6, steps_per_epoch=2, validation_steps=1)
    story.source("generator", None, role=Role.VALIDATION)
    if validation_freq is not None:
        requested = {"epochs": 6, "steps_per_epoch": 2, "validation_steps": 1}
        story.put(Kind.FIT_BEGIN, payload={"requested": requested, "validation_freq": validation_freq})
    return story.run()


@pytest.mark.parametrize(
    ("validation_freq", "epochs"),
    [(None, [0, 1, 2, 3, 4, 5]), (2, [1, 3, 5]), (4, [3]), ([1, 6], [0, 5])],
)
def test_that_validation_is_expected_after_the_epochs_that_keras_counts_from_one(
    validation_freq: object, epochs: list[int]
) -> None:
    run = asked(validation_freq)
    assert [number for number in range(6) if validates(run, number)] == epochs
