"""What the pixels say, against looking at every cell: no zoom, and no shift, may lose what is flagged."""

from __future__ import annotations

import math

import numpy as np
import pytest

from inspector.analysis.grid import StepState
from inspector.gui.grid.field import Field
from inspector.gui.grid.raster import ON_HATCH, hatched, severities, tiled
from inspector.gui.grid.severity import LEAST_FLAGGED, LOOKS, SEVERITY, WORST_LAST, state_of
from inspector.gui.grid.sight import BETWEEN, SPARE, Extent, Sight
from inspector.gui.timeline.boxes import FLAGGED, RANKS

DONE, MISSING = int(SEVERITY[StepState.DONE]), int(SEVERITY[StepState.MISSING])
SHAPES = [(1, 10), (3, 1000), (20, 5000), (4000, 7), (311, 313), (1, 100_000), (50_000, 1)]


def field_with(lines: int, columns: int, flagged: list[tuple[int, int]]) -> Field:
    cells = np.full((lines, columns), DONE, np.uint8)
    for place in flagged:
        cells[place] = MISSING
    field = Field(lines, columns)
    field.write(0, cells)
    return field


def sights(lines: int, columns: int, ratio: float) -> list[Sight]:
    """From the whole to a single cell, each at a few places."""
    whole = Sight(Extent(lines, columns, 0), 431, 217, ratio)
    found = [whole]
    for zoom in np.linspace(0.05, 1, 12):
        near = whole.zoomed(whole.largest_zoom**zoom, 301.0, 99.0)
        found += [near, near.moved(1e9, 1e9), near.moved(37, -11)]
    return found


def test_that_what_is_worse_here_is_worse_in_the_timeline() -> None:
    ranks = [int(RANKS[LOOKS[state]]) for state in WORST_LAST]
    assert ranks == sorted(ranks)
    assert [state_of(int(SEVERITY[state])) for state in StepState] == list(StepState)
    assert {LOOKS[state] for state in StepState if SEVERITY[state] >= LEAST_FLAGGED} <= set(FLAGGED)


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_that_one_missing_step_in_view_is_seen_at_every_zoom(shape: tuple[int, int], ratio: float) -> None:
    lines, columns = shape
    rng = np.random.default_rng(lines)
    corners = [(0, 0), (lines - 1, columns - 1), (0, columns - 1), (lines - 1, 0)]
    places = corners + [(int(rng.integers(lines)), int(rng.integers(columns))) for _ in range(4)]
    seen = 0
    for place in places:
        field = field_with(lines, columns, [place])
        for sight in sights(lines, columns, ratio):
            line, column = place
            inside = (
                line in sight.lines_in_view()
                and column in sight.columns_in_view(False)
                and 0 <= sight.px(column, False) <= sight.width - SPARE
                and 0 <= sight.py(line) <= sight.height - SPARE
            )
            if inside:
                seen += 1
                shown = severities(field, sight.down(), sight.across(False), ratio)
                assert (shown == MISSING).any(), (place, sight)
    assert seen >= len(places)  # the whole shows each of them


@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_that_a_pixel_has_the_worst_of_its_cells(shape: tuple[int, int]) -> None:
    lines, columns = shape
    rng = np.random.default_rng(1)
    cells = rng.choice(np.arange(1, LEAST_FLAGGED), (lines, columns)).astype(np.uint8)
    field = Field(lines, columns)
    field.write(0, cells)
    for sight in sights(lines, columns, 1.0)[::4]:
        shown = severities(field, sight.down(), sight.across(False))
        for y, x in zip(rng.integers(0, 217, 60).tolist(), rng.integers(0, 431, 60).tolist(), strict=True):
            where = sight.bin_at(x, y, False)
            free = sight.down().free[y] or sight.across(False).free[x]
            assert shown[y, x] == (0 if where is None or free else cells[where].max())


def test_that_a_bin_is_of_the_cells_under_its_pixel() -> None:
    sight = Sight(Extent(100, 10_000, 0), 400, 200)
    for x in range(0, 390, 13):
        where = sight.bin_at(x, 50, False)
        assert where is not None
        column = (x + 0.5) / sight.cell_width
        assert where[1].start <= column < where[1].stop
        assert (where[1].stop - where[1].start) * sight.cell_width >= 1


def test_that_one_of_ten_million_is_three_pixels_wide() -> None:
    field = field_with(20, 500_000, [(13, 123_456)])
    sight = Sight(Extent(20, 500_000, 0), 700, 480)
    shown = severities(field, sight.down(), sight.across(False))
    assert (shown == MISSING).any(axis=0).sum() >= 3
    assert (shown == MISSING).any(axis=1).sum() == round(sight.cell_height) - sight.gap(sight.cell_height)


def test_that_panning_moves_the_picture_and_changes_nothing_in_it() -> None:
    rng = np.random.default_rng(3)
    field = Field(4000, 700)
    field.write(0, rng.choice(np.array([1, 2, 5], np.uint8), (4000, 700)))
    sight = Sight(Extent(4000, 700, 0), 400, 200).zoomed(9, 200, 100)
    other = sight.moved(8, 5)
    dx, dy = round(other.x - sight.x), round(other.y - sight.y)
    assert (dx, dy) == (8, 5)
    before = severities(field, sight.down(), sight.across(False))
    after = severities(field, other.down(), other.across(False))
    assert np.array_equal(before[dy:, dx:], after[:-dy, :-dx])


# -- what is in view --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_that_everything_fits_in_view_to_begin_with(shape: tuple[int, int]) -> None:
    sight = Sight(Extent(*shape, 0), 431, 217)
    assert sight.lines_in_view() == range(shape[0])
    assert sight.columns_in_view(False) == range(shape[1])


def test_that_the_way_out_is_the_way_in() -> None:
    whole = Sight(Extent(100_000, 100, 0), 600, 400)
    sight = whole
    for _ in range(12):
        sight = sight.zoomed(1.7, 300, 200)
    assert sight.cell_height > 100 * whole.cell_height
    for _ in range(12):
        sight = sight.zoomed(1 / 1.7, 300, 200)
    assert sight.zoom == pytest.approx(0, abs=1e-9)
    assert (sight.x, sight.y) == (0, 0)


def test_that_what_is_under_the_pointer_stays_there() -> None:
    sight = Sight(Extent(5000, 5000, 200), 600, 400).zoomed(4, 300, 200).moved(20, 40)
    column = (250 - sight.left_of(False)) / sight.cell_width
    line = (120 + sight.y) / sight.cell_height
    near = sight.zoomed(3, 250, 120)
    assert near.px(column, False) == pytest.approx(250, abs=1)
    assert near.py(line) == pytest.approx(120, abs=1)


def test_that_validation_stands_beside_the_steps() -> None:
    sight = Sight(Extent(5, 10, 4), 600, 400)
    assert sight.left_of(True) == pytest.approx(10 * sight.cell_width + BETWEEN)
    at = sight.bin_at(sight.px(2.5, True), sight.py(3.5), True)
    assert at == (slice(3, 4), slice(2, 3))
    assert sight.bin_at(sight.px(2.5, True), sight.py(3.5), False) is None


def test_that_a_cell_is_brought_into_view_and_moves_nothing_that_is() -> None:
    sight = Sight(Extent(5000, 5000, 0), 600, 400).zoomed(1e9, 0, 0)
    there = sight.showing(range(4000, 4001), range(3000, 3001), False)
    assert 4000 in there.lines_in_view()
    assert 3000 in there.columns_in_view(False)
    assert there.showing(range(4000, 4001), range(3000, 3001), False) == there


def test_that_evidence_takes_about_half_of_the_view() -> None:
    sight = Sight(Extent(5000, 5000, 0), 600, 400).filled_with(range(100, 200), range(1000, 1100), False)
    shares = 100 * sight.cell_width / 600, 100 * sight.cell_height / 400
    assert max(shares) == pytest.approx(0.5, abs=0.06)
    assert sight.px(1000, False) < 300 < sight.px(1100, False)
    assert sight.py(100) < 200 < sight.py(200)


# -- colours ----------------------------------------------------------------------------------------------------------


def test_that_a_wide_stretch_is_hatched_and_the_hatch_moves_with_it() -> None:
    shown = np.full((10, 60), MISSING, np.uint8)
    told = hatched(shown, 0, 0)
    assert set(told[:, 2:-2].ravel().tolist()) == {MISSING, ON_HATCH + MISSING}
    assert np.array_equal(hatched(shown, 5, 0)[:, 2:-7], told[:, 7:-2])
    assert np.array_equal(hatched(shown, 0, 3)[:-3], told[3:])
    lone = np.full((10, 60), DONE, np.uint8)
    lone[:, 30] = MISSING
    assert np.array_equal(hatched(lone, 0, 0), lone)


def test_that_tiles_are_laid_side_by_side() -> None:
    tiles = np.array([np.full((2, 3), severity, np.uint32) for severity in range(8)])
    laid = tiled(np.array([[1, 2], [3, 0]], np.uint8), tiles)
    assert laid.tolist() == [[1, 1, 1, 2, 2, 2]] * 2 + [[3, 3, 3, 0, 0, 0]] * 2
    assert math.prod(laid.shape) == 4 * 6
