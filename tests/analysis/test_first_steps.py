"""The epoch of a step, found by where the steps of each epoch begin."""

from __future__ import annotations

import numpy as np

from inspector.analysis.model.first_steps import FirstSteps


def test_that_each_step_is_of_the_last_epoch_that_began_before_it() -> None:
    firsts = FirstSteps()
    for epoch, first in (
        (0, 0),
        (2, 4),
        (3, 4),
        (5, 9),
    ):  # epoch 2 has no step, the ones between have none of this role
        firsts.note(epoch, first)
    assert firsts.epochs_of(np.array([0, 3, 4, 8, 9, 20])).tolist() == [0, 0, 3, 3, 5, 5]


def test_that_an_epoch_that_is_validated_again_has_the_steps_of_the_last_time() -> None:
    firsts = FirstSteps()
    firsts.note(0, 0)
    firsts.note(1, 5)
    firsts.note(1, 8)
    assert firsts.epochs_of(np.array([4, 7, 8])).tolist() == [0, 0, 1]
