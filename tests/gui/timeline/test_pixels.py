"""Labels, merging, the strip: what goes where in pixels, and that no two words overlap."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from inspector.analysis.grid import StepState, expected_grid
from inspector.gui.timeline.epoch_badge import Badges
from inspector.gui.timeline.labels import beside, fits, fitted, in_rows
from inspector.gui.timeline.merge import covered
from inspector.gui.timeline.strip_layout import Detail, lay_out_strip, ranks_of, worst
from tests.gui.timeline.stories import everything


def test_that_a_label_is_shown_only_where_it_fits() -> None:
    assert fits(np.array([0, 0]), np.array([20, 10]), np.array([12, 12])).tolist() == [True, False]


def test_that_a_note_keeps_clear_of_the_next_box_and_of_the_edge() -> None:
    assert beside(100, 80, 500, []) is not None
    squeezed = beside(100, 80, 500, [(170, 180)])
    assert squeezed is not None
    assert squeezed.x + squeezed.room <= 170
    assert beside(100, 80, 500, [(120, 180)]) is None
    assert beside(470, 80, 500, []) is None
    assert beside(-5, 80, 500, []) is None


def test_that_chips_never_overlap_and_stay_inside() -> None:
    random = np.random.default_rng(2)
    for _ in range(100):
        wanted = [(float(x), float(w)) for x, w in random.uniform([0, 40], [700, 200], (8, 2))]
        placed = [(p[0], p[0] + w[1]) for p, w in zip(in_rows(wanted, 700), wanted, strict=True) if p is not None]
        assert placed
        assert placed[0][0] >= 0
        assert placed[-1][1] <= 700
        assert all(a[1] < b[0] for a, b in pairwise(placed))


def test_that_the_fitted_range_has_room_for_the_words_at_the_end() -> None:
    left, right = fitted((0, 10), [(10, 200)], 600)
    pixel = (10 - left) * 600 / (right - left)
    assert pixel + 200 <= 600
    assert left < 0


def test_that_merged_boxes_cover_the_pixels_that_each_alone_would() -> None:
    random = np.random.default_rng(3)
    px0 = np.sort(random.uniform(-20, 320, 400))
    px1 = px0 + random.uniform(0, 2, 400)
    busy = np.zeros(300, bool)
    for a, b in zip(px0, px1, strict=True):
        first, stop = max(0, int(np.floor(a))), int(max(np.ceil(b), np.floor(a) + 1))
        busy[first : max(stop, 0)] = True
    drawn = np.zeros(300, bool)
    for first, stop in zip(*covered(px0, px1, 300), strict=True):
        drawn[first:stop] = True
    assert drawn.tolist() == busy.tolist()


@pytest.mark.parametrize(
    ("epochs", "detail"), [(1, Detail.CARD), (5, Detail.CARD), (12, Detail.THIN), (60, Detail.CELL)]
)
def test_that_the_strip_gives_way_as_epochs_grow(epochs: int, detail: Detail) -> None:
    how, slots = lay_out_strip(epochs, 700)
    assert how is detail
    assert len(slots) == epochs
    assert all(a.x + a.width <= b.x for a, b in pairwise(slots))
    assert slots[-1].x + slots[-1].width <= 700


def test_that_more_epochs_than_pixels_all_have_a_place() -> None:
    _, slots = lay_out_strip(5000, 700)
    assert [s.first for s in slots[1:]] == [s.stop for s in slots[:-1]]
    assert (slots[0].first, slots[-1].stop) == (0, 5000)


def test_that_the_worst_step_of_a_cell_is_shown() -> None:
    states = np.full(1000, StepState.DONE, np.uint8)
    states[517] = StepState.MISSING
    assert worst(states, 10).tolist().count(StepState.MISSING) == 1
    assert worst(states[:8], 10).tolist() == [StepState.DONE] * 8


def test_that_the_worst_epoch_of_a_cell_is_shown() -> None:
    run = everything().run()
    assert ranks_of(Badges(run).of(expected_grid(run))).argmin() == 3
