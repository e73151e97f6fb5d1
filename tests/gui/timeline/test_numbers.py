"""Which boxes carry their number: read off the picture."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from inspector.gui.application import application
from inspector.gui.selection import Thing
from inspector.gui.theme import LIGHT
from inspector.gui.timeline.axis import Axis
from inspector.gui.timeline.boxes import Boxes, Look
from inspector.gui.timeline.content import Content
from inspector.gui.timeline.look import sized
from inspector.gui.timeline.paint import BoxPainter
from inspector.gui.timeline.row_boxes import Box, RowBoxes
from inspector.gui.timeline.scale import Scale
from tests.story import Story, clean, stops_after_5

HEIGHT = 24


def painted(boxes: Boxes, wide: int, in_view: range | None = None, lane: Sequence[Boxes] = ()) -> QImage:
    """Boxes of one unit each, so many pixels wide."""
    seen = in_view or range(len(boxes))
    image = QImage(wide * len(seen), HEIGHT, QImage.Format.Format_RGB32)
    image.fill(QColor(LIGHT.canvas))
    p = QPainter(image)
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = sized(application().font(), 11, strong=True)
    BoxPainter(p, Scale(seen.start, seen.stop, image.width()), 0, HEIGHT, LIGHT, font).paint(boxes, [], lane)
    p.end()
    return image


def steps(count: int, first: int = 0, look: Look = Look.STEP) -> RowBoxes:
    boxes = RowBoxes(Thing.STEP)
    boxes.grow([Box(at, at + 1, look, step=first + at) for at in range(count)])
    return boxes


def numbered(image: QImage, wide: int) -> list[bool]:
    """Which boxes have more than one colour inside."""
    return [len(colours(image, box, wide)) > 1 for box in range(image.width() // wide)]


def colours(image: QImage, box: int, wide: int) -> set[str]:
    """In the middle of a box."""
    inside = QRect(box * wide, 0, wide, HEIGHT).adjusted(4, 4, -4, -4)
    across, down = range(inside.left(), inside.right() + 1), range(inside.top(), inside.bottom() + 1)
    return {QColor(image.pixel(x, y)).name() for x in across for y in down}


def test_that_the_pull_that_found_no_more_data_has_no_number(qtbot: QtBot) -> None:
    boxes = RowBoxes(Thing.BATCH)
    boxes.grow([Box(0, 1, Look.BATCH, batch=6), Box(1, 2, Look.OUT_OF_DATA, batch=7)])
    image = painted(boxes, 40)
    assert len(colours(image, 0, 40)) > 1
    assert colours(image, 1, 40) == {LIGHT.quiet}


def test_that_of_boxes_that_are_alike_all_are_numbered_or_none(qtbot: QtBot) -> None:
    boxes = steps(12)
    shown = {wide: numbered(painted(boxes, wide), wide) for wide in range(11, 40)}
    assert not any(shown[11])
    assert all(shown[39])
    assert all(len(set(each)) == 1 for each in shown.values())
    assert numbered(painted(steps(10), 15), 15) == [True] * 10


def test_that_which_are_numbered_does_not_depend_on_where_one_has_panned_to(qtbot: QtBot) -> None:
    boxes, told = steps(1000), set()
    for wide in range(12, 32):
        found = {tuple(numbered(painted(boxes, wide, range(first, first + 9)), wide)) for first in (0, 5, 95, 990)}
        assert len(found) == 1
        told |= found
    assert told == {(False,) * 9, (True,) * 9}


def test_that_what_is_missing_counts_among_the_numbers_of_its_lane(qtbot: QtBot) -> None:
    done, missing = steps(10), steps(10, 10, Look.MISSING)
    assert all(numbered(painted(done, 12), 12))
    assert not any(numbered(painted(done, 12, lane=(missing, done)), 12))


@pytest.mark.parametrize("look", [Look.STOPPED, Look.UNUSED], ids=lambda look: look.name)
def test_that_no_number_touches_the_dashes_around_it(qtbot: QtBot, look: Look) -> None:
    told = 0
    for wide in range(10, 40):
        image = painted(steps(1, 10, look), wide)
        columns = [{QColor(image.pixel(x, y)).name() for y in range(8, HEIGHT - 8)} for x in range(wide)]
        if any(column != {LIGHT.canvas} for column in columns[3 : wide - 4]):
            assert columns[2] == columns[wide - 4] == {LIGHT.canvas}
            told += 1
    assert told > 10


@pytest.mark.parametrize("look", [Look.MISSING, Look.STOPPED, Look.UNUSED, Look.REPLAYED], ids=lambda look: look.name)
def test_that_no_box_is_blank_beside_a_numbered_one_that_is_as_wide(qtbot: QtBot, look: Look) -> None:
    blank = RowBoxes(Thing.STEP)
    blank.grow([Box(at, at + 1, look if at >= 5 else Look.STEP) for at in range(10)])
    numbered_ones = RowBoxes(Thing.STEP)
    numbered_ones.grow([Box(at, at + 1, look if at >= 5 else Look.STEP, step=at) for at in range(10)])
    told = set()
    for wide in range(8, 40):
        a, b = painted(numbered_ones, wide), painted(blank, wide)
        boxes = [QRect(at * wide, 0, wide, HEIGHT) for at in range(10)]
        shown = {a.copy(box) != b.copy(box) for box in boxes}
        assert len(shown) == 1, wide
        told |= shown
    assert told == {True, False}


@pytest.mark.parametrize("axis", list(Axis))
def test_that_a_lane_knows_how_long_its_numbers_are(axis: Axis) -> None:
    def digits(story: Story) -> tuple[int, int]:
        content = Content(story.run(), axis)
        content.refresh()
        lanes = content.lanes
        return lanes.source.layers[0].digits, max(boxes.digits for boxes in lanes.train_steps.layers)

    assert digits(clean(3, 5)) == (2, 1)
    assert digits(stops_after_5()) == (1, 1)
    assert digits(Story(epochs=2, steps_per_epoch=100).peek(2).train_begin().epoch_begin(0).steps(0, 100)) == (2, 2)
