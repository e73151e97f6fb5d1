"""The run as a grid, cell by cell against the rows of the analysis, from the first event to the last."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from inspector.analysis.diagnosis import diagnose
from inspector.analysis.grid import EpochRow, EpochVerdict, StepState, expected_grid, validation_states
from inspector.analysis.run import Run
from inspector.gui.grid import walk
from inspector.gui.grid.cells import Cell, Cells, rows_shown
from inspector.gui.grid.evidence import evidence_area
from inspector.gui.grid.severity import VERDICT_SEVERITY, state_of
from inspector.gui.selection import Selection, Thing
from inspector.recording.events import Role
from tests.gui.timeline.stories import (
    everything,
    found_its_end,
    replays,
    short_epochs,
    under_way,
    validation_runs_out,
)
from tests.story import Story, clean, raises_at_batch_3, stops_after_5

Tell = Callable[[], Story]


def grouped() -> Story:
    """Seven steps, three an execution: the last group is not cut."""
    story = Story(epochs=1, steps_per_epoch=7, steps_per_execution=3).peek(2).train_begin().epoch_begin(0)
    return story.group(0, 3).group(3, 3).group(6, 3).epoch_end().train_end().ends()


def unknown_length() -> Story:
    """Nobody said how many steps there are."""
    story = Story(epochs=3).peek(2).train_begin().epoch_begin(0).steps(0, 6)
    return story.step_begins(6).source_stops().epoch_end()


STORIES: list[Tell] = [
    clean, raises_at_batch_3, stops_after_5, everything, replays, short_epochs, under_way, validation_runs_out,
    grouped, unknown_length, found_its_end,
]  # fmt: skip


def cells_of(run: Run) -> Cells:
    cells = Cells(run)
    cells.update(expected_grid(run))
    return cells


def all_cells(cells: Cells) -> list[Cell]:
    """In the order in which they are read."""
    return [
        Cell(row, step, validation)
        for row in range(len(cells.rows))
        for validation in (False, True)
        for step in range(len(cells.states_of(row, validation)))
    ]


@pytest.mark.parametrize("tell", STORIES, ids=lambda tell: tell.__name__)
def test_that_each_step_has_the_cell_of_its_state(tell: Tell) -> None:
    run = tell().run()
    cells = cells_of(run)
    filled = 0
    for row, told in enumerate(cells.rows):
        known = {False: told.states}
        if told.epoch is not None and told.epoch.validation is not None:
            known[True] = validation_states(run, told.epoch)
        for validation, states in known.items():
            for step, state in enumerate(states.tolist()):
                assert state_of(cells.fields[validation].cells[cells.layout.place(row, step, validation)]) == state
        filled += sum(len(cells.states_of(row, validation)) for validation in (False, True))
        assert cells.ends.cells[cells.layout.first[row], 0] == VERDICT_SEVERITY[told.verdict]
    assert filled == sum(np.count_nonzero(field.cells) for field in cells.fields.values())


@pytest.mark.parametrize("tell", STORIES, ids=lambda tell: tell.__name__)
def test_that_growing_comes_to_what_reading_at_once_does(tell: Tell) -> None:
    recording = tell().run().recording
    run = Run(recording)
    cells, rows = Cells(run), []
    while run.update(at_most=3):
        rows = expected_grid(run, rows)
        cells.update(rows)
        at_once = Cells(run)
        at_once.update(expected_grid(run))
        assert cells.extent == at_once.extent
        for validation in (False, True):
            assert np.array_equal(cells.fields[validation].cells, at_once.fields[validation].cells)
        assert np.array_equal(cells.ends.cells, at_once.ends.cells)
    assert run.cursor == len(recording)


@pytest.mark.parametrize("tell", STORIES, ids=lambda tell: tell.__name__)
def test_that_a_cell_stands_for_a_step_that_is_found_in_it_again(tell: Tell) -> None:
    run = tell().run()
    cells = cells_of(run)
    for cell in all_cells(cells):
        selection = cells.selection(cell)
        found = cells.find(selection)
        assert found is not None
        first, span = found
        assert (first.row, first.validation) == (cell.row, cell.validation)
        assert first.step <= cell.step < first.step + span
        state = cells.states_of(cell.row, cell.validation)[cell.step]
        began = state in (StepState.DONE, StepState.REPLAYED, StepState.UNFINISHED, StepState.RUNNING)
        assert selection.thing is (Thing.STEP if began else Thing.MISSING_STEP)


def test_that_a_step_is_selected_as_the_timeline_selects_it() -> None:
    run = everything().run()
    step = run.epochs[1].steps[4]
    assert cells_of(run).selection(Cell(1, 4)) == Selection(
        Thing.STEP, Role.TRAIN, 1, 4, batch=step.batches[0], seq=step.seq
    )
    assert cells_of(run).selection(Cell(2, 6)) == Selection(Thing.MISSING_STEP, Role.TRAIN, 2, 6)


def test_that_a_batch_is_found_in_the_step_that_used_it_first() -> None:
    cells = cells_of(replays().run())
    assert cells.find(Selection(Thing.BATCH, batch=1, seq=5)) == (Cell(0, 1), 1)
    assert cells.find(Selection(Thing.BATCH, batch=99)) is None


def test_that_all_steps_of_one_execution_are_one_thing() -> None:
    cells = cells_of(grouped().run())
    assert {cells.selection(Cell(0, step)).seq for step in (3, 4, 5)} == {cells.selection(Cell(0, 4)).seq}
    assert cells.find(cells.selection(Cell(0, 4))) == (Cell(0, 3), 3)


def test_that_the_newest_step_is_the_one_that_began_last() -> None:
    assert cells_of(under_way().run()).newest == Cell(1, 2)
    assert cells_of(clean().run()).newest == Cell(1, 3)
    assert Cells(clean().run()).newest is None


@pytest.mark.parametrize("asked", [7, 40, 64, 65, 1000, 5000])
def test_that_epochs_that_never_began_leave_room_for_those_that_did(asked: int) -> None:
    story = Story(epochs=asked, steps_per_epoch=2).peek(2).train_begin()
    for epoch in range(7):
        story.epoch_begin(epoch).steps(0, 2).epoch_end()
    cells = cells_of(story.stop_training().train_end().ends().run())
    assert len(cells.rows) == min(asked, 64)
    assert len(cells.rows) + cells.beyond == asked


def test_that_the_number_of_rows_seldom_changes_while_epochs_begin() -> None:
    run = clean().run()
    begun = EpochRow(0, EpochVerdict.ENDED, run.epochs[0], 1, 1, np.ones(1, np.uint8))
    absent = EpochRow(1, EpochVerdict.PENDING, None, 1, 0, np.zeros(1, np.uint8))
    shown = [rows_shown([begun] * number + [absent] * 1000) for number in range(1, 3000)]
    assert all(number < many for number, many in enumerate(shown, 1))
    assert len(set(shown)) < 15


def test_that_epochs_without_a_row_are_counted() -> None:
    story = Story(epochs=1_000_000, steps_per_epoch=2).peek(2).train_begin().epoch_begin(0).steps(0, 2).epoch_end()
    cells = cells_of(story.run())
    assert len(cells.rows) + cells.beyond == 1_000_000
    assert cells.beyond > 0


def test_that_a_check_has_no_epochs() -> None:
    cells = cells_of(Story(call="check").peek(2).ends().run())
    assert (len(cells.rows), cells.extent.lines) == (0, 0)


def test_that_evaluate_has_its_one_pass_and_no_steps_of_training() -> None:
    story = Story(epochs=None, call="evaluate", validation_steps=4)
    story.source("generator", None, role=Role.VALIDATION)
    cells = cells_of(story.test_begin().steps(0, 4, Role.VALIDATION).test_end().ends().run())
    assert cells.extent == (1, 0, 4)
    assert set(cells.states_of(0, True).tolist()) == {int(StepState.DONE)}


# -- from one to the next ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tell", STORIES, ids=lambda tell: tell.__name__)
def test_that_going_on_comes_by_every_step_and_going_back_as_well(tell: Tell) -> None:
    cells = cells_of(tell().run())
    firsts = [cell for cell in all_cells(cells) if _find(cells, cell)[0] == cell]
    at = walk.start(cells)
    for cell in firsts:
        assert at == cell
        at = walk.beside(cells, *_find(cells, cell), forward=True)
    assert at is None
    for cell, before in zip(firsts[:0:-1], firsts[-2::-1], strict=True):
        back = walk.beside(cells, *_find(cells, cell), forward=False)
        assert back is not None
        assert _find(cells, back)[0] == before


def _find(cells: Cells, cell: Cell) -> tuple[Cell, int]:
    found = cells.find(cells.selection(cell))
    assert found is not None
    return found


def test_that_up_and_down_keep_the_step() -> None:
    cells = cells_of(everything().run())
    assert walk.across(cells, Cell(0, 6), down=True) == Cell(1, 6)
    assert walk.across(cells, Cell(1, 1, True), down=True) == Cell(3, 1, True)  # epoch 2 had no validation
    assert walk.across(cells, Cell(0, 6), down=False) is None
    assert walk.end(cells, Cell(2, 3), last=True) == Cell(2, 7)
    assert walk.end(cells, None, last=False) == Cell(0, 0)


# -- evidence ---------------------------------------------------------------------------------------------------------


def test_that_the_evidence_of_missing_steps_is_where_they_are() -> None:
    run = raises_at_batch_3().run()
    found = {finding.rule: evidence_area(cells_of(run), finding) for finding in diagnose(run)}
    missing = found["steps-missing"]
    assert missing is not None
    assert (missing.lines, missing.columns, missing.validation) == (range(1), range(3, 10), False)
    assert found["epoch-end-missing"] is not None


def test_that_the_evidence_of_a_begin_without_a_cell_is_the_last_step() -> None:
    run = found_its_end().run()
    (finding,) = (one for one in diagnose(run) if one.rule == "batch-begin-unfinished")
    area = evidence_area(cells_of(run), finding)
    assert area is not None
    assert (area.lines, area.columns, area.validation) == (range(1), range(5, 6), False)


@pytest.mark.parametrize("tell", STORIES, ids=lambda tell: tell.__name__)
def test_that_evidence_lies_within_the_grid(tell: Tell) -> None:
    run = tell().run()
    cells = cells_of(run)
    for finding in diagnose(run):
        area = evidence_area(cells, finding)
        if finding.epoch is not None:
            assert area is not None
        if area is not None:
            assert 0 <= area.lines.start < area.lines.stop <= cells.layout.lines
            assert 0 <= area.columns.start < area.columns.stop <= max(1, cells.layout.width(area.validation))
