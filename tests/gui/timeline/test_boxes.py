"""Boxes as columns: order, visibility, hits."""

from __future__ import annotations

import numpy as np
import pytest

from inspector.gui.selection import Selection, Thing
from inspector.gui.timeline.boxes import Look
from inspector.gui.timeline.row_boxes import Box, RowBoxes
from inspector.recording.events import Role


def boxes_of(*spans: tuple[float, float]) -> RowBoxes:
    boxes = RowBoxes(Thing.STEP)
    boxes.grow([Box(a, b, Look.STEP, epoch=0, step=i, seq=10 + i) for i, (a, b) in enumerate(spans)])
    return boxes


def test_that_the_tail_is_replaced_and_what_is_settled_stays() -> None:
    boxes = RowBoxes(Thing.STEP)
    boxes.grow([Box(0, 1, Look.STEP)], [Box(1, 2, Look.RUNNING), Box(2, 3, Look.RUNNING)])
    boxes.grow([Box(1, 5, Look.STEP)])
    assert boxes.x1.tolist() == [1, 5]


def test_that_a_late_box_is_put_where_it_belongs() -> None:
    boxes = boxes_of((0, 1), (4, 5), (6, 7))
    boxes.grow([Box(2, 3, Look.STEP)])
    assert boxes.x0.tolist() == [0, 2, 4, 6]


def test_that_a_box_that_goes_on_while_later_ones_are_settled_hides_none_of_them() -> None:
    boxes = RowBoxes(Thing.STEP)
    goes_on, later = Box(2, 9, Look.RUNNING, seq=2), Box(4, 5, Look.STEP, seq=4)
    boxes.grow([Box(0, 1, Look.STEP, seq=0), later], [goes_on])
    boxes.grow([Box(6, 7, Look.STEP, seq=6)], [goes_on._replace(x1=11)])
    assert (boxes.x0.tolist(), boxes.x1.tolist()) == ([0, 2, 4, 6], [1, 11, 5, 7])
    boxes.grow([goes_on._replace(x1=12, look=Look.STEP)])
    assert (boxes.x0.tolist(), boxes.x1.tolist()) == ([0, 2, 4, 6], [1, 12, 5, 7])
    assert boxes.column("seq", slice(None)).tolist() == [0, 2, 4, 6]


def test_that_visible_finds_the_same_as_looking_at_every_box() -> None:
    random = np.random.default_rng(1)
    starts = np.sort(random.uniform(0, 1000, 3000))
    ends = starts + random.exponential(3, 3000)
    boxes = boxes_of(*zip(starts.tolist(), ends.tolist(), strict=True))
    for left in random.uniform(-10, 1000, 50):
        right = left + random.exponential(20)
        inside = np.flatnonzero((starts <= right) & (ends >= left))
        part = boxes.visible(left, right)
        assert set(inside.tolist()) <= set(range(part.start, part.stop))
        assert np.all(starts[part] <= right)


def test_that_the_box_under_the_pointer_comes_before_a_near_one() -> None:
    boxes = boxes_of((0, 1), (1.1, 2))
    assert boxes.at(1.05, 0.2) in (0, 1)
    assert boxes.at(0.99, 0.2) == 0
    assert boxes.at(1.15, 0.2) == 1
    assert boxes.at(5, 0.2) is None


@pytest.mark.parametrize(
    ("selection", "found"),
    [
        (Selection(Thing.STEP, seq=11), 1),
        (Selection(Thing.STEP, epoch=0, step=2), 2),
        (Selection(Thing.STEP, epoch=1, step=2), None),
        (Selection(Thing.BATCH, seq=11), None),
        (Selection(Thing.STEP, Role.VALIDATION, seq=11), None),
    ],
)
def test_that_a_selection_is_found_by_its_event_or_its_step(selection: Selection, found: int | None) -> None:
    assert boxes_of((0, 1), (1, 2), (2, 3)).find(selection) == found


def test_that_a_box_for_several_steps_is_found_by_each_of_them() -> None:
    boxes = RowBoxes(Thing.MISSING_STEP)
    boxes.grow([Box(0, 1, Look.MISSING, epoch=0, step=4, steps=6)])
    assert boxes.find(Selection(Thing.MISSING_STEP, epoch=0, step=9)) == 0
    assert boxes.find(Selection(Thing.MISSING_STEP, epoch=0, step=10)) is None
