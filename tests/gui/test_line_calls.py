"""The source and the rest of the window: a line leads to what it made, and a batch to the line that made it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from inspector.analysis.run import Run
from inspector.gui.main_window import MainWindow
from inspector.gui.panels.annotations import Note, annotate
from inspector.gui.panels.call_counts import CallCounts
from inspector.gui.panels.line_calls import calls_at, line_of, next_call
from inspector.gui.panels.sites import sites
from inspector.gui.selection import Selection, Thing
from inspector.recording.events import Kind, Role
from tests.gui.conftest import MakeWindow
from tests.gui.fakes import TRAIN_PY, Sessions
from tests.story import Story, clean, raises_at_batch_3

PATH = Path("/somewhere/train.py")
LINES = TRAIN_PY.split("\n")
YIELD = LINES.index("        yield x, y") + 1
DIVIDES = LINES.index("        y = x[:, :1] / (fail_at - number)") + 1
HOOK = LINES.index("    def on_epoch_end(self, epoch, logs=None):") + 1

DATASET = """
class batches(keras.utils.PyDataset):
    def __getitem__(self, index):
        return self.x[index]

    def on_epoch_end(self):
        self.shuffle()
"""


def seqs(run: Run, line: int, text: str = TRAIN_PY) -> list[int | None]:
    return [selection.seq for selection in calls_at(run, PATH, sites(text), line)]


# -- from a line to what it made ----------------------------------------------------------------------------------


def test_that_a_yield_stands_for_all_that_was_pulled_and_a_hook_for_its_calls() -> None:
    run = clean(epochs=3).run()
    assert seqs(run, YIELD) == [pull.seq for pull in run.train.pulls]
    assert seqs(run, HOOK) == [call.seq for call in run.callback_calls]
    assert seqs(run, 1) == []
    assert list(calls_at(run, Path("/somewhere/other.py"), sites(TRAIN_PY), YIELD)) == []


def test_that_the_line_that_raised_stands_for_the_batch_that_was_never_made() -> None:
    run = raises_at_batch_3().run()
    assert seqs(run, DIVIDES) == [run.train.pulls[-1].seq]


def test_that_a_datasets_own_hook_stands_for_its_calls() -> None:
    story = Story(epochs=1, steps_per_epoch=2, kind="py_dataset", length=2, hooks=("on_epoch_end",))
    run = story.pull().pull().dataset_hook(Kind.DATASET_EPOCH_END).run()
    assert seqs(run, 3, DATASET) == [pull.seq for pull in run.train.pulls]
    assert seqs(run, 6, DATASET) == [run.dataset_calls[0].seq]


def test_that_the_next_one_is_after_what_is_selected_round_and_round() -> None:
    run = clean(epochs=2).run()
    places = sites(TRAIN_PY)
    first = next_call(run, PATH, places, HOOK, None)
    assert first is not None
    second = next_call(run, PATH, places, HOOK, first.seq)
    assert second is not None
    assert second.seq == run.callback_calls[1].seq
    assert next_call(run, PATH, places, HOOK, second.seq) == first


# -- and back -----------------------------------------------------------------------------------------------------


def test_that_everything_made_at_a_line_leads_back_to_it() -> None:
    for run, text, lines in (
        (clean().run(), TRAIN_PY, (YIELD, HOOK)),
        (raises_at_batch_3().run(), TRAIN_PY, (DIVIDES,)),
    ):
        for line in lines:
            made = list(calls_at(run, PATH, sites(text), line))
            assert made
            assert {line_of(run, PATH, sites(text), one) for one in made} <= {line, DIVIDES}
            assert line_of(run, PATH, sites(text), made[0]) == line


def test_that_what_no_line_made_leads_nowhere() -> None:
    run = raises_at_batch_3().run()
    assert line_of(run, PATH, sites(TRAIN_PY), Selection(Thing.EPOCH, epoch=0)) is None
    assert line_of(run, PATH, sites(TRAIN_PY), Selection(Thing.BATCH, Role.VALIDATION, batch=0)) is None


# -- counting -----------------------------------------------------------------------------------------------------


def test_that_what_was_counted_while_a_run_grew_is_what_is_counted_at_its_end() -> None:
    story = Story(epochs=1, steps_per_epoch=4)
    run = story.run()
    counts = CallCounts(run)
    for part in (
        lambda: story.peek(2).train_begin().epoch_begin(0),
        lambda: story.put(Kind.PULL_BEGIN, batch=2, after_ms=0.1),
        lambda: story.put(Kind.PULL_END, batch=2, payload=story.signed(), after_ms=2),
        lambda: story.callback("on_epoch_end", took_ms=3),
    ):
        part()
        story.recorder.drain()
        run.update()
        counts.update()
    whole = CallCounts(run)
    whole.update()
    assert counts.pulled == whole.pulled
    assert counts.pulled[Role.TRAIN].number == 3
    assert counts.callbacks == whole.callbacks
    assert counts.callbacks["Checkpoint", "on_epoch_end"].each_ns == 3_000_000


def test_that_a_class_that_is_training_and_validation_data_has_both_counts() -> None:
    story = Story(epochs=1, steps_per_epoch=2, kind="py_dataset", length=2)
    story.source("py_dataset", 2, role=Role.VALIDATION).pull().pull().pull(Role.VALIDATION)
    run = story.run()
    run.sources[Role.VALIDATION].name = "batches"
    note = annotate(run, PATH, sites(DATASET))[3]
    assert note.text.startswith("asked for 2 times")
    assert " · asked for once for validation" in note.text
    assert note == Note(note.text)


def test_that_a_datasets_own_hook_has_its_time_once_it_came_back() -> None:
    story = Story(epochs=1, steps_per_epoch=2, kind="py_dataset", length=2, hooks=("on_epoch_end",))
    run = story.dataset_hook(Kind.DATASET_EPOCH_END).put(Kind.DATASET_RETURNED, after_ms=4).run()
    counts = CallCounts(run)
    counts.update()
    story.dataset_hook(Kind.DATASET_EPOCH_END)
    story.recorder.drain()
    run.update()
    counts.update()
    assert annotate(run, PATH, sites(DATASET), counts)[6] == Note("called 2 times · 4.0 ms each")
    story.put(Kind.DATASET_RETURNED, after_ms=8)
    story.recorder.drain()
    run.update()
    counts.update()
    assert annotate(run, PATH, sites(DATASET), counts)[6] == Note("called 2 times · 6.0 ms each")


# -- in the window ------------------------------------------------------------------------------------------------


def center_of_line(window: MainWindow, line: int) -> QPoint:
    source = window.bottom.source
    source.show_line(line)
    return next(box for block, box in source._visible_blocks() if block.blockNumber() + 1 == line).center()


def shown(window: MainWindow) -> QWidget:
    window.bottom.tabs.setCurrentWidget(window.bottom.source)
    return window.bottom.source.viewport()


def test_that_a_click_on_a_line_selects_its_batches_one_after_the_other(qtbot: QtBot, ran_window: MakeWindow) -> None:
    window = ran_window()
    viewport = shown(window)
    for number in (0, 1):
        qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=center_of_line(window, YIELD))
        assert window.selection.current is not None
        assert window.selection.current.batch == number
    assert window.details.description.title == "Batch 1"
    qtbot.keyClick(window.bottom.source, Qt.Key.Key_Return)
    assert window.selection.current.batch == 2
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=center_of_line(window, 1))
    assert window.selection.current.batch == 2, "a line without a note stands for nothing"


def test_that_a_selected_batch_marks_its_line_and_none_marks_none(ran_window: MakeWindow) -> None:
    window = ran_window()
    run = window.controller.run
    assert run is not None
    window.selection.set(Selection(Thing.BATCH, batch=1, seq=run.train.pulls[1].seq))
    assert window.bottom.source.line == YIELD
    window.selection.set(Selection(Thing.BATCH, batch=3, seq=run.train.pulls[3].seq))
    assert window.bottom.source.line == DIVIDES
    window.selection.set(None)
    assert window.bottom.source.line is None


def test_that_the_menu_of_a_line_shows_only_its_events(qtbot: QtBot, ran_window: MakeWindow) -> None:
    window = ran_window(Sessions(clean))
    viewport = shown(window)
    at = center_of_line(window, HOOK)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, viewport.mapToGlobal(at))
    QApplication.sendEvent(viewport, event)
    menu = window.context_menus.opened
    assert menu is not None
    assert menu.objectName() == "sourceMenu"
    next(one for one in menu.actions() if one.text() == "Only these in the events").trigger()
    model = window.bottom.events.model()
    assert [model.index(place, 2).data() for place in range(model.rowCount())] == ["callback called"] * 2
    assert window.bottom.tabs.currentWidget() is window.bottom.events
    menu.close()
