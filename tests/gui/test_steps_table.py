"""The table of steps: what it says of each, done or not, and that it makes none of the others."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QTableView, QWidget
from pytestqt.qtbot import QtBot

from inspector.analysis.model import Steps
from inspector.analysis.run import Run
from inspector.gui.find.needle import Needle, needle_of
from inspector.gui.main_window import MainWindow
from inspector.gui.panels.csv_text import csv_of
from inspector.gui.panels.steps_table import BATCH, ROWS, SHAPE, STATE, STEP, TOOK, WAITED, StepsModel
from inspector.gui.selection import Selection, Thing
from inspector.gui.theme import LIGHT
from inspector.recording.events import Role
from tests.gui.conftest import MakeWindow
from tests.gui.fakes import DeafSession, Sessions
from tests.gui.timeline.stories import everything, under_way
from tests.story import Story, clean, raises_at_batch_3, sizes_alternate, stops_after_5

STORIES = [everything, raises_at_batch_3, stops_after_5, sizes_alternate, clean, under_way]


def model_of(story: Story) -> StepsModel:
    model = StepsModel(story.run(), LIGHT)
    model.grow()
    return model


def column(model: StepsModel, number: int) -> list[str]:
    return [model.text(row, number) for row in range(model.length())]


def test_that_what_is_missing_has_its_rows_as_well() -> None:
    model = model_of(raises_at_batch_3())
    assert column(model, STEP) == [str(step) for step in range(10)]
    assert column(model, STATE) == ["done"] * 3 + ["began, never ended"] + ["missing"] * 6
    assert column(model, BATCH) == ["0", "1", "2", *[""] * 7]
    assert [model.is_problem(row, STATE) for row in range(10)] == [False] * 3 + [True] * 7


def test_that_a_clean_run_has_its_steps_with_their_sizes_and_nothing_else() -> None:
    model = model_of(clean(epochs=2, steps=4))
    assert set(column(model, STATE)) == {"done"}
    assert set(column(model, ROWS)) == {"32"}
    assert column(model, SHAPE)[0].startswith("x (32, 10)")
    assert all(column(model, TOOK))


def test_that_replays_and_validation_are_told() -> None:
    model = model_of(everything())
    said = list(zip(column(model, 2), column(model, STATE), strict=True))
    assert ("", "done, on a replay") in said
    assert said.count(("validation", "done")) == 6


def test_that_a_step_that_goes_on_is_not_called_missing() -> None:
    assert column(model_of(under_way()), STATE) == ["done"] * 8 + ["under way"]


def test_that_a_begin_that_found_no_more_data_is_no_step_that_lacks() -> None:
    story = Story(epochs=1, steps_per_epoch=None).train_begin().epoch_begin(0).steps(0, 2).step_begins(2)
    model = model_of(story.source_stops().epoch_end().train_end().ends())
    assert column(model, STATE) == ["done", "done", "found no more data"]
    assert not model.is_problem(2, STATE)


def test_that_a_run_that_grows_gains_rows_and_keeps_those_it_had() -> None:
    whole = everything().run()
    run = Run(whole.recording)
    model = StepsModel(run, LIGHT)
    rows: list[tuple[str, str, str]] = []
    while run.update(7):
        model.grow()
        now = list(zip(*(column(model, number) for number in (0, 1, 2)), strict=True))
        assert now[: len(rows)] == rows
        rows = now
    assert rows == list(zip(*(column(model_of(everything()), number) for number in (0, 1, 2)), strict=True))


@pytest.mark.parametrize("make", STORIES)
def test_that_sorting_goes_by_what_the_cells_say(make: Callable[[], Story]) -> None:
    model = model_of(make())
    for number in (0, STEP, ROWS):
        said = [-1 if not text else int(text) for text in column(model, number)]
        assert np.asarray(model.keys(number, model.length())).tolist() == said
    batches = [-1 if not text.isdigit() else int(text) for text in column(model, BATCH)]
    assert np.asarray(model.keys(BATCH, model.length())).tolist() == batches
    states = np.asarray(model.keys(STATE, model.length())).tolist()
    said_states = column(model, STATE)
    assert len({*zip(states, said_states, strict=True)}) == len(set(states)) == len(set(said_states))
    for number in (WAITED, TOOK):
        longest = int(np.argmax(model.keys(number, model.length())))
        assert len(np.asarray(model.keys(number, model.length()))) == model.length()
        assert model.text(longest, number) != "" or not any(column(model, number))


@pytest.mark.parametrize("make", STORIES)
@pytest.mark.parametrize("needle", ["done", "missing", "3", "validation", "replay", "nothing of the kind"])
def test_that_find_finds_what_the_cells_say(make: Callable[[], Story], needle: str) -> None:
    model = model_of(make())
    cells = (0, STEP, 2, STATE, BATCH)
    says = [
        row
        for row in range(model.length())
        if any(needle == model.text(row, c) or (not needle.isdigit() and needle in model.text(row, c)) for c in cells)
    ]
    sought = needle_of(needle)
    assert sought is not None
    found = [row for start in range(0, model.length(), 5) for row in model.matching(sought, start, start + 5)]
    assert found == says


def test_that_a_step_and_a_batch_are_found_among_those_of_one_call() -> None:
    story = Story(epochs=1, steps_per_epoch=8, steps_per_execution=4).peek(1).train_begin().epoch_begin(0).pass_begin()
    model = model_of(story.feed(7).group(0, 4).group(4, 4).epoch_end().train_end().ends())
    assert column(model, STEP) == ["0–3", "4–7"]
    assert column(model, BATCH) == ["0, 1, 2, 3", "4, 5, 6, 7"]
    assert [list(model.matching(Needle("", number), 0, 2)) for number in (0, 3, 6, 8)] == [[0, 1], [0], [1], []]


def test_that_every_row_leads_to_its_step_and_back() -> None:
    model = model_of(everything())
    selections = [model.selection(row) for row in range(model.length())]
    assert len(set(selections)) == model.length()
    assert [model.rows.row_of(selection) for selection in selections] == list(range(model.length()))
    assert model.rows.row_of(Selection(Thing.STEP, Role.TRAIN, 0, 0, seq=0)) is None
    assert model.rows.row_of(Selection(Thing.MISSING_STEP, Role.TRAIN, 99, 0)) is None


def test_that_only_the_steps_that_are_seen_are_made(monkeypatch: pytest.MonkeyPatch) -> None:
    story = Story(epochs=2, steps_per_epoch=2000).peek(1).train_begin()
    for epoch in range(2):
        story.epoch_begin(epoch).steps(0, 2000).epoch_end()
    run = story.train_end().ends().run()
    made = []
    make = Steps._made
    monkeypatch.setattr(Steps, "_made", lambda self, numbers: made.extend(numbers) or make(self, numbers))
    model = StepsModel(run, LIGHT)
    model.grow()
    for number in range(len(model.columns)):
        assert len(model.order_by(number, descending=True)) == 4000
    assert len(model.matching(Needle("", 1999), 0, 4000)) >= 2
    assert made == []
    assert model.text(3999, STEP) == "1999"
    assert len(made) == 1


# -- in the window ------------------------------------------------------------------------------------------------


def show(qtbot: QtBot, window: MainWindow) -> QTableView:
    """Go to the table by a click on its tab."""
    tabs = window.bottom.tabs
    bar = tabs.tabBar()
    tab = bar.tabRect(tabs.indexOf(window.bottom.steps))
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=tab.center())
    table = window.bottom.steps
    qtbot.waitUntil(table.isVisible)
    return table


def shown_in(panel: QWidget) -> str:
    """The words of its labels."""
    return "\n".join(one.text() for one in panel.findChildren(QLabel))


def test_that_a_click_on_a_row_selects_the_step_everywhere(qtbot: QtBot, ran_window: MakeWindow) -> None:
    window = ran_window(Sessions(raises_at_batch_3))
    table = show(qtbot, window)
    assert table.model().rowCount() == 10
    for row, thing in ((1, Thing.STEP), (6, Thing.MISSING_STEP)):
        place = table.visualRect(table.model().index(row, STATE)).center()
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert window.selection.current is not None
        assert (window.selection.current.thing, window.selection.current.step) == (thing, row)
    qtbot.waitUntil(lambda: "step 6 of epoch 0 never began" in shown_in(window.details).casefold())
    qtbot.keyClick(table, Qt.Key.Key_Up)
    assert window.selection.current.step == 5


def test_that_what_is_selected_elsewhere_is_selected_here(qtbot: QtBot, ran_window: MakeWindow) -> None:
    window = ran_window(Sessions(raises_at_batch_3))
    table = show(qtbot, window)
    step = window.bottom.steps.selection_at(2)
    window.selection.set(step)
    assert table.currentIndex().row() == 2
    window.selection.set(Selection(Thing.EPOCH, epoch=0))
    assert not table.currentIndex().isValid()


def test_that_it_is_sorted_by_a_click_and_copied_as_csv(qtbot: QtBot, ran_window: MakeWindow) -> None:
    window = ran_window(Sessions(raises_at_batch_3))
    table = show(qtbot, window)
    header = table.horizontalHeader()
    place = header.sectionViewportPosition(STEP) + 10
    for _ in range(2):
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place, 8))
    qtbot.waitUntil(lambda: table.model().index(0, STEP).data() == "9")
    window.commands.copy_table.trigger()
    qtbot.waitUntil(lambda: "rows are on the clipboard" in window.message.text)
    copied = QGuiApplication.clipboard().text().splitlines()
    assert copied[0] == "Epoch,Step,Data,State,Batch,Rows,Began,Waited,Took,Shape"
    assert copied[1].startswith("0,9,,missing,")
    model = table.model()
    assert isinstance(model, StepsModel)
    assert csv_of(model, [0]).splitlines()[1].startswith("0,0,,done,0,32,")


def test_that_the_state_is_kept_up_to_date_while_it_runs(qtbot: QtBot, open_window: MakeWindow) -> None:
    sessions = Sessions(under_way, DeafSession)
    window = open_window(sessions)
    window.commands.run.trigger()
    qtbot.waitUntil(lambda: window.bottom.tabs.tabText(5) == "Steps 9")
    table = show(qtbot, window)
    assert table.model().index(8, STATE).data() == "under way"
    with qtbot.waitSignal(window.controller.finished):
        sessions.made[0].let_go()
    assert table.model().index(8, STATE).data() == "not done: stopped"
