"""The tables of events and batches, and the log."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from inspector.analysis.consumers import Consumers
from inspector.analysis.run import Run
from inspector.gui.panels.bad_values import BadValues
from inspector.gui.panels.batches_table import BatchesModel, BatchesTable
from inspector.gui.panels.events_table import EventsModel, EventsTable
from inspector.gui.panels.log_panel import LogPanel
from inspector.gui.panels.table_panel import GrowingModel
from inspector.gui.selection import Selection, Thing
from inspector.gui.theme import LIGHT
from inspector.recording.events import NONE, Kind
from inspector.recording.recorder import Recorder
from inspector.recording.recording import ROW
from tests.story import Story, clean, raises_at_batch_3, raises_in_a_step, stops_after_5

STATISTICS = {
    "inputs": [
        {"name": "x", "min": -2.9134, "max": 3.14159, "mean": 0.02131, "of": 320, "sampled": False},
        {"name": "y", "min": 0.0, "max": 12_000.0, "mean": 250.0, "of": 16, "sampled": True},
    ],
    "took_ns": 34_000,
}


def batches_model(run: Run) -> BatchesModel:
    consumers = Consumers(run)
    bad_values = BadValues(run)
    bad_values.update()
    model = BatchesModel(run, consumers, bad_values, LIGHT)
    model.grow()
    return model


def row_texts(model: GrowingModel, row: int) -> list[str]:
    return [str(model.data(model.index(row, column))) for column in range(model.columnCount())]


def test_that_every_event_has_a_row_in_words() -> None:
    run = raises_at_batch_3().run()
    model = EventsModel(run, LIGHT)
    model.grow()
    assert model.rowCount() == run.cursor
    row = next(event.seq for event in run.recording.events() if event.kind is Kind.PULL_RAISED)
    number, _, words, _, _, _, batch, _, detail = row_texts(model, row)
    assert (number, words, batch) == (str(row), "data raises", "3")
    assert detail == "ZeroDivisionError: division by zero"
    assert model.data(model.index(row, 0), Qt.ItemDataRole.ForegroundRole).name() == LIGHT.problem


def test_that_a_million_events_are_shown_without_reading_them(qtbot: QtBot) -> None:
    recorder = Recorder()
    recorder.put(Kind.RUN_BEGIN, payload={"file": "train.py"}, t_ns=0)
    block = np.zeros(1_000_000, ROW)
    block["kind"], block["epoch"], block["payload"] = Kind.DELIVERED, NONE, NONE
    block["t_ns"] = block["batch"] = np.arange(len(block))
    recorder.take_rows(block)
    run = Run(recorder.recording)
    run.cursor = len(recorder.recording)
    table = EventsTable()
    qtbot.addWidget(table)
    model = EventsModel(run, LIGHT)
    table.show_model(model)
    table.resize(800, 300)
    table.show()
    table.grow()
    qtbot.waitExposed(table)
    table.show_row(999_990)
    table.grab()
    assert model.rowCount() == len(recorder.recording)
    assert 0 < model.event_at.cache_info().misses < 200


def test_that_rows_come_as_the_recording_grows() -> None:
    story = Story(epochs=1, steps_per_epoch=4)
    story.peek(2)
    run = story.run()
    model = EventsModel(run, LIGHT)
    model.grow()
    before = model.rowCount()
    story.train_begin().epoch_begin(0)
    story.recorder.drain()
    run.update()
    assert model.rowCount() == before
    model.grow()
    assert model.rowCount() == before + 2


def test_that_a_batch_tells_who_used_it() -> None:
    model = batches_model(raises_at_batch_3().run())
    assert model.rowCount() == 4
    batch, data, used, note, shape, dtype, rows, _, took, _ = row_texts(model, 0)
    assert (batch, data, shape, dtype, rows) == ("0", "training", "x (32, 10) · y (32, 1)", "float32", "32")
    assert (took, used, note) == ("500 µs", "epoch 0 step 0", "peeked")
    assert [model.data(model.index(row, 0)) for row in range(4)] == ["0", "1", "2", "–"]
    assert row_texts(model, 3)[2] == ""
    assert row_texts(model, 3)[3] == "✕ raised ZeroDivisionError"


def test_that_a_next_that_found_the_end_is_a_row_without_a_number() -> None:
    model = batches_model(stops_after_5().run())
    assert [model.data(model.index(row, 0)) for row in range(6)] == ["0", "1", "2", "3", "4", "–"]
    assert row_texts(model, 5)[3] == "the data ended here"


def test_that_a_replay_has_a_word_and_another_mark() -> None:
    story = Story(epochs=2, steps_per_epoch=2)
    story.peek(2).train_begin().epoch_begin(0).steps(0, 2).feed(1).epoch_end()
    story.epoch_begin(1).pass_begin().ready_steps(0, 2).epoch_end()
    model = batches_model(story.train_end().ends().run())
    assert row_texts(model, 0)[2] == "epoch 0 step 0, epoch 1 step 0 (replay)"
    assert row_texts(model, 0)[3] == "peeked, replayed"
    assert row_texts(model, 2)[2] == "never used"
    marks = [model.data(model.index(row, 0), Qt.ItemDataRole.DecorationRole).cacheKey() for row in range(3)]
    assert marks[0] == marks[1] != marks[2]


def test_that_a_batch_of_one_epochs_pass_that_another_epoch_used_says_so() -> None:
    story = Story(epochs=2, steps_per_epoch=2, kind="py_dataset", length=3)
    story.train_begin().epoch_begin(0).new_pass().take(0, 0).take(1, 1).epoch_end()
    story.epoch_begin(1).take(0, 2).new_pass().take(1, 0).epoch_end()
    model = batches_model(story.train_end().ends().run())
    assert [row_texts(model, row)[2] for row in range(4)] == [
        "epoch 0 step 0", "epoch 0 step 1", "epoch 1 step 0 (pass of epoch 0)", "epoch 1 step 1",
    ]  # fmt: skip


def test_that_values_stand_in_the_row_and_what_is_not_finite_is_a_problem() -> None:
    story = Story(epochs=1, steps_per_epoch=4)
    story.pull().put(Kind.STATISTICS, batch=0, payload=STATISTICS)
    story.pull().non_finite(1)
    model = batches_model(story.run())
    assert row_texts(model, 0)[7] == "x −2.91 … 3.14, mean 0.0213 · ≈ y 0 … 12,000, mean 250"
    assert model.data(model.index(0, 7), Qt.ItemDataRole.ToolTipRole).endswith("(sampled: 16 of 32 values)")
    assert row_texts(model, 1)[3] == "✕ x 0.938 % not finite, peeked"
    assert model.data(model.index(1, 3), Qt.ItemDataRole.ToolTipRole) == "x: 3 of 320 values are NaN or infinite"
    tones = [model.data(model.index(row, 3), Qt.ItemDataRole.ForegroundRole) for row in range(2)]
    assert tones[0] is None
    assert tones[1].name() == LIGHT.problem
    assert model.data(model.index(1, 0), Qt.ItemDataRole.ForegroundRole) is None


def test_that_a_batch_is_unused_only_for_now_while_the_run_goes_on() -> None:
    story = Story(epochs=1, steps_per_epoch=4)
    story.peek(2)
    assert row_texts(batches_model(story.run()), 1)[2] == "not used yet"
    assert row_texts(batches_model(story.ends().run()), 1)[2] == "never used"


def test_that_a_batch_that_a_step_which_never_ended_may_have_had_is_not_never_used() -> None:
    model = batches_model(raises_in_a_step().run())
    assert [row_texts(model, row)[2] for row in (2, 3, 4)] == [
        "epoch 0 step 2", "perhaps used by a step that never ended", "never used",
    ]  # fmt: skip


def test_that_a_batch_row_is_filled_in_once_it_reached_a_step() -> None:
    story = Story(epochs=1, steps_per_epoch=4)
    story.peek(2).train_begin().epoch_begin(0)
    run = story.run()
    consumers = Consumers(run)
    model = BatchesModel(run, consumers, BadValues(run), LIGHT)
    model.grow()
    changed: list[int] = []
    model.dataChanged.connect(lambda first, _: changed.append(first.row()))
    story.steps(0, 1)
    story.recorder.drain()
    run.update()
    model.grow()
    assert changed == [0]
    assert row_texts(model, 0)[2] == "epoch 0 step 0"


def test_that_a_click_picks_the_row_and_showing_one_does_not(qtbot: QtBot) -> None:
    run = clean().run()
    table = BatchesTable()
    qtbot.addWidget(table)
    table.show_model(batches_model(run))
    table.resize(900, 300)
    table.show()
    picked: list[int] = []
    table.picked.connect(picked.append)
    table.show_selection(run, Selection(Thing.BATCH, batch=2, seq=run.train.pulls[2].seq))
    assert table.currentIndex().row() == 2
    assert picked == []
    place = table.visualRect(table.model().index(1, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert picked == [1]
    assert table.selection_at(1) == Selection(Thing.BATCH, batch=1, seq=run.train.pulls[1].seq)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert picked == [1, 2]


@pytest.mark.parametrize(
    ("kind", "thing"),
    [
        (Kind.PULL_END, Thing.BATCH), (Kind.DELIVERED, Thing.BATCH), (Kind.TRAIN_BATCH_END, Thing.STEP),
        (Kind.EPOCH_END, Thing.EPOCH), (Kind.CALLBACK_BEGIN, Thing.CALLBACK),
    ],
)  # fmt: skip
def test_that_an_event_stands_for_what_it_belongs_to(qtbot: QtBot, kind: Kind, thing: Thing) -> None:
    run = clean().run()
    table = EventsTable()
    qtbot.addWidget(table)
    event = [one for one in run.recording.events() if one.kind is kind][-1]
    selection = table.selection_at(run, event.seq)
    assert selection is not None
    assert selection.thing is thing
    begin = run.recording.event(selection.seq or 0)
    assert begin.seq <= event.seq
    assert begin.kind in (Kind.PULL_BEGIN, Kind.TRAIN_BATCH_BEGIN, Kind.EPOCH_BEGIN, Kind.CALLBACK_BEGIN)


def test_that_the_log_shows_what_was_printed_warned_and_raised(qtbot: QtBot) -> None:
    story = Story(epochs=1, steps_per_epoch=10)
    story.put(Kind.OUTPUT, payload={"text": "hello\nthere", "stream": "stdout"})
    story.put(
        Kind.WARNING, payload={"text": "ran out of data", "category": "UserWarning", "file": "trainer.py", "line": 9}
    )
    panel = LogPanel(LIGHT)
    qtbot.addWidget(panel)
    run = story.run()
    panel.show_run(run)
    story.source_raises(peek=True).fit_raises()
    story.recorder.drain()
    run.update()
    panel.grow()
    lines = panel.toPlainText().split("\n")
    assert lines[0].split()[-2:] == ["output", "hello"]
    assert lines[1].strip() == "there"
    assert lines[1].index("there") == lines[0].index("hello")
    assert "ran out of data" in lines[2]
    assert lines[2].endswith("UserWarning · trainer.py:9")
    assert 'File "train.py", line 12, in batches' in lines[3]
    assert lines[-1].strip() == "ZeroDivisionError: division by zero"
