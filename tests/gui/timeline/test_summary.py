"""Level of detail: what a column of pixels shows of many boxes is what looking at every box gives."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from inspector.gui.selection import Thing
from inspector.gui.timeline.blocks import Blocks, Cuts, in_blocks
from inspector.gui.timeline.boxes import FLAGGED, RANKS, Look
from inspector.gui.timeline.heights import Heights
from inspector.gui.timeline.row_boxes import ROW, RowBoxes
from inspector.gui.timeline.summary import Columns, Raster

ORDINARY = [Look.STEP, Look.BATCH, Look.CALL, Look.REPLAYED]


def rows_of_a_crowd(seed: int, count: int, *, flagged: int = 0) -> np.ndarray:
    """Boxes one after the other, some touching, some apart."""
    random = np.random.default_rng(seed)
    rows = np.zeros(count, ROW)
    lengths, gaps = random.exponential(1.0, count), random.exponential(1.0, count) * (random.random(count) < 0.5)
    rows["x0"] = np.cumsum(lengths + gaps) - lengths
    rows["x1"] = rows["x0"] + lengths
    rows["look"] = random.choice(ORDINARY, count, p=[0.9, 0.05, 0.03, 0.02])
    rows["look"][random.choice(count, flagged, replace=False)] = FLAGGED[-1]
    rows["value"] = random.choice([16, 32, 64], count)
    return rows


def crowd(seed: int, count: int, *, flagged: int = 0) -> RowBoxes:
    rows, boxes = rows_of_a_crowd(seed, count, flagged=flagged), RowBoxes(Thing.STEP)
    for first in range(0, count, 37):  # as a run grows, with a tail that is replaced
        boxes.grow(rows[first : first + 37], rows[first + 37 : first + 39])
    return boxes


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("width", [7, 100, 900])
def test_that_columns_are_what_looking_at_every_box_gives(seed: int, width: int) -> None:
    boxes = crowd(seed, 400)
    raster = Raster.over(-5.0, 0.9 * float(boxes.x1[-1]), width)
    columns = Columns(*boxes.summed(raster).within(raster))
    for number, (a, b) in enumerate(pairwise(raster.edges)):
        covered = np.clip(np.minimum(boxes.x1, b) - np.maximum(boxes.x0, a), 0, None).sum()
        assert columns.share[number] == pytest.approx(covered / (b - a), abs=1e-9)
        begins = (boxes.x0 >= a) & (boxes.x0 < b)
        touches = begins if begins.any() else (boxes.x0 < a) & (boxes.x1 > a)
        assert columns.worst[number] == RANKS[boxes.looks[touches]].max(initial=0)


@pytest.mark.parametrize("seed", range(12))
def test_that_columns_do_not_depend_on_what_was_in_view_before(seed: int) -> None:
    random = np.random.default_rng(seed)
    panned, left = crowd(seed, 400), 20.0
    for _ in range(12):
        left += random.uniform(-15, 15)
        raster = Raster.over(left, left + 90, 120)
        both = crowd(seed, 400).summed(raster), panned.summed(raster)
        fresh, found = (Columns(*told.within(raster)) for told in both)
        assert found.worst.tolist() == fresh.worst.tolist()
        assert found.share == pytest.approx(fresh.share)


@pytest.mark.parametrize("seed", range(12))
def test_that_what_is_flagged_is_found_among_all_others(seed: int) -> None:
    boxes = crowd(seed, 1000, flagged=seed % 4)
    part = boxes.visible(100.0, 700.0)
    expected = [n for n in range(part.start, part.stop) if boxes.looks[n] in FLAGGED]
    assert boxes.flagged(part).tolist() == expected


@pytest.mark.parametrize("seed", range(6))
def test_that_the_highest_bar_of_each_column_is_what_looking_at_every_box_gives(seed: int) -> None:
    boxes = crowd(seed, 300)
    heights = Heights(boxes)
    values = boxes.column("value", slice(None))
    for raster in (Raster.over(0, 300, 40), Raster.over(10, 310, 40), Raster.over(0, 300, 400)):
        highest, held = heights.columns(raster).within(raster)
        for number, (a, b) in enumerate(pairwise(raster.edges)):
            begins = (boxes.x0 >= a) & (boxes.x0 < b)
            touches = begins if begins.any() else (boxes.x0 < a) & (boxes.x1 > a)
            assert highest[number] == values[touches].max(initial=0)
            before = np.flatnonzero(boxes.x0 < b)
            last = before[-1] if len(before) else -1
            assert held[number] == (values[last] if 0 <= last < len(boxes) - 1 else 0)


@pytest.mark.parametrize("seed", range(6))
def test_that_columns_that_are_kept_while_boxes_come_are_what_they_would_be_anew(seed: int) -> None:
    random = np.random.default_rng(seed)
    rows, growing = rows_of_a_crowd(seed, 600), RowBoxes(Thing.STEP)
    watched = Heights(growing), Heights(growing)  # two pictures of one run
    for first in range(0, 600, 40):
        growing.grow(rows[first : first + 40], rows[first + 40 : first + 42])
        fresh = RowBoxes(Thing.STEP)
        fresh.grow(rows[: first + 42])
        raster = Raster.over(0.0, float(growing.x1[-1]) + 3.0, 200)
        both = (Columns(*boxes.summed(raster).within(raster)) for boxes in (growing, fresh))
        (found, expected) = both
        assert found.worst.tolist() == expected.worst.tolist()
        assert found.share == pytest.approx(expected.share)
        bars = [values.tolist() for values in Heights(fresh).columns(raster).within(raster)]
        for heights in watched:
            if random.random() < 0.6:  # one looks more often than the other
                assert [values.tolist() for values in heights.columns(raster).within(raster)] == bars


@pytest.mark.parametrize("count", [5, 16, 300, 700])
def test_that_blocks_give_the_highest_between_any_places(count: int) -> None:
    random = np.random.default_rng(5)
    values = random.integers(0, 1000, count).astype(np.int32)
    blocks = Blocks(np.int32)
    blocks.extend(count // 2, in_blocks(values))
    blocks.cut(count // 3)
    blocks.extend(count, in_blocks(values))
    for most in (1, 5, 40, 400):
        edges = np.minimum(count, np.cumsum(random.integers(0, most + 1, 300)))
        found = blocks.highest(Cuts(edges), in_blocks(values))
        assert found.tolist() == [values[a:b].max(initial=0) for a, b in pairwise(edges)]
    assert blocks.at_least(900, count, in_blocks(values)).tolist() == np.flatnonzero(values >= 900).tolist()


def test_that_a_raster_stays_where_it_is_while_one_pans() -> None:
    one, other = Raster.over(10.0, 90.0, 100), Raster.over(11.3, 91.3, 100)
    assert one.unit == other.unit == 1.0
    assert set(other.edges[:70].tolist()) <= set(one.edges.tolist())


def test_that_columns_have_a_pixel_each_and_never_change_in_all_lanes_at_once() -> None:
    lanes, width, changed = range(1, 10), 1490, []
    before: list[float] = []
    for notch in range(40):
        span = 440.0 / 1.2**notch
        units = [Raster.over(100.0, 100.0 + span, width, turn).unit for turn in lanes]
        assert all(1 - 1e-9 <= unit * width / span < 2 for unit in units)
        changed.append(sum(one != other for one, other in zip(units, before, strict=False)))
        before = units
    assert max(changed) <= 4
    assert sum(changed) > 80  # each lane at each power of two
