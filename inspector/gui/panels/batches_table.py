"""Every batch that was made, or was to be made, and the steps that it reached."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtGui import QIcon

from inspector.analysis.consumers import Consumers
from inspector.analysis.model import Pull, PullState
from inspector.analysis.run import Run
from inspector.gui.find.needle import Needle
from inspector.gui.panels.bad_values import BadValues
from inspector.gui.panels.batch_marks import MARK_WORDS, Mark, batch_icon
from inspector.gui.panels.batch_search import DATA, batches_that_say
from inspector.gui.panels.batch_words import BatchWords
from inspector.gui.panels.lookup import find_pull, select_pull
from inspector.gui.panels.table_panel import GrowingModel, GrowingTable
from inspector.gui.panels.values import bad_tip, values_tip, values_words
from inspector.gui.panels.words import dtypes, duration, shapes
from inspector.gui.selection import Selection, Thing
from inspector.gui.theme import Theme
from inspector.recording.events import Role
from inspector.recording.growing import Growing

WIDTHS = (66, 82, 170, 220, 180, 90, 56, 330, 76, 110)
BATCH, NOTE, ROWS, VALUES, TOOK = 0, 3, 6, 7, 8
WATCHED = 512
"""Of the rows that may still change, the newest: the read-ahead is never that long."""

Entry = tuple[Role, Pull]


class BatchesModel(GrowingModel):
    """One row a pull, of the training and the validation data, in the order in which they began.

    A `next()` that gave nothing has a row too, and no number: it is not a batch.
    """

    columns = ("Batch", "Data", "Used by", "Note", "Shape", "dtype", "Rows", "Values", "Took", "Thread")
    numeric = frozenset({BATCH, ROWS, TOOK})

    def __init__(self, run: Run, consumers: Consumers, bad_values: BadValues, theme: Theme) -> None:
        super().__init__(theme)
        self.run = run
        self.words = BatchWords(run, consumers, bad_values)
        self._role, self._number = Growing(np.uint8), Growing(np.int32)
        """Of each row: the data, and the number of the pull in it."""
        self._read: dict[Role, int] = {}
        self._waiting: list[int] = []
        """The rows that were not final when they were shown last."""

    def length(self) -> int:
        roles, numbers, events = [], [], []
        for role, source in self.run.sources.items():
            new = np.arange(self._read.get(role, 0), len(source.table))
            self._read[role] = len(source.table)
            roles.append(np.full(len(new), role))
            numbers.append(new)
            events.append(source.table["seq"][new])
        if any(map(len, numbers)):
            order = np.argsort(np.concatenate(events), kind="stable")
            self._role.extend(np.concatenate(roles)[order])
            self._number.extend(np.concatenate(numbers)[order])
        return len(self._number)

    def grow(self) -> None:
        before, waiting = self._shown, self._waiting
        super().grow()
        places = self.rowCount()
        if waiting and places:  # what was under way may have ended, and reached a step since
            first, last = (waiting[0], waiting[-1]) if self.as_came else (0, places - 1)
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))
        unsure = [
            row for row in (*waiting, *range(max(before, self._shown - WATCHED), self._shown)) if self._may_change(row)
        ]
        self._waiting = unsure[-WATCHED:]

    def entry(self, row: int) -> Entry:
        """The pull of a row."""
        role = Role(self._role.values[row])
        return role, self.run.sources[role].pulls[int(self._number.values[row])]

    def row_of(self, role: Role, pull: Pull) -> int | None:
        """The row of a pull."""
        # Of each data the events ascend: so many of its pulls came before, and are in the rows before.
        before = [
            np.searchsorted(one.table["seq"][: self._read.get(of, 0)], np.int32(pull.seq))
            for of, one in self.run.sources.items()
        ]
        row = int(sum(before))
        return row if row < len(self._number) and self.entry(row) == (role, pull) else None

    def text(self, row: int, column: int) -> str:
        role, pull = self.entry(row)
        signature = pull.signature
        match column:
            case 0:
                return str(pull.batch) if pull.state is PullState.YIELDED else "–"
            case 1:
                return DATA[role]
            case 2:
                return self.words.used(role, pull, self.words.consumers.of(role, pull))
            case 3:
                return self.words.note(role, pull, self.words.consumers.of(role, pull))
            case 4:
                return shapes(signature) if signature else ""
            case 5:
                return dtypes(signature) if signature else ""
            case 6:
                return "" if pull.rows is None else f"{pull.rows:,}"
            case 7:
                return values_words(self.words.values(role, pull))
            case 8:
                return "" if pull.ended_ns is None else duration(pull.ended_ns - pull.began_ns)
            case _:
                return pull.thread

    def tip(self, row: int, column: int) -> str:
        if column == BATCH:
            return MARK_WORDS[self._mark(row)]
        values = self.words.values(*self.entry(row))
        if column == VALUES:
            return values_tip(values)
        spoilt = bad_tip(values) if column == NOTE else ""
        return spoilt or self.text(row, column)

    def key(self, row: int, column: int) -> int | str:
        _, pull = self.entry(row)
        match column:
            case 0:
                return pull.batch if pull.state is PullState.YIELDED else -1
            case 6:
                return -1 if pull.rows is None else pull.rows
            case 8:
                return -1 if pull.ended_ns is None else pull.ended_ns - pull.began_ns
            case _:
                return super().key(row, column)

    def icon(self, row: int, column: int) -> QIcon | None:
        return batch_icon(self._mark(row), self.theme) if column == BATCH else None

    def is_problem(self, row: int, column: int) -> bool:
        role, pull = self.entry(row)
        spoilt = column == NOTE and self.words.bad_values.of(role, pull) is not None
        return spoilt or pull.state is PullState.RAISED

    def numbered(self, number: int, start: int, stop: int) -> Sequence[int]:
        # One that was never made too: its row says what became of the batch that it would have been.
        roles, numbers = self._role.values[start:stop], self._number.values[start:stop]
        says = np.zeros(len(roles), bool)
        for role, source in self.run.sources.items():
            says[roles == role] = source.table["batch"][numbers[roles == role]] == number
        found: list[int] = (np.flatnonzero(says) + start).tolist()
        return found

    def matching(self, needle: Needle, start: int, stop: int) -> Sequence[int]:
        if needle.number is not None:
            return self.numbered(needle.number, start, stop)
        roles, numbers = self._role.values[start:stop], self._number.values[start:stop]
        says = np.zeros(len(roles), bool)
        for role in self.run.sources:
            mine = roles == role
            if mine.any():
                says[mine] = batches_that_say(needle, self.words, role, numbers[mine])
        found: list[int] = (np.flatnonzero(says) + start).tolist()
        return found

    def _may_change(self, row: int) -> bool:
        role, pull = self.entry(row)
        return pull.state is PullState.PENDING or not self.words.consumers.of(role, pull)

    def _mark(self, row: int) -> Mark:
        role, pull = self.entry(row)
        match pull.state:
            case PullState.RAISED:
                return Mark.RAISED
            case PullState.STOPPED:
                return Mark.ENDED
            case PullState.PENDING:
                return Mark.PENDING
        used = self.words.consumers.of(role, pull)
        if any(one.replayed for one in used):
            return Mark.REPLAYED
        return Mark.USED if used else Mark.UNUSED


class BatchesTable(GrowingTable):
    """The table of batches."""

    def __init__(self) -> None:
        super().__init__("batchesTable", "Batches", WIDTHS)

    def selection_at(self, row: int) -> Selection | None:
        """What the batch of this row is to the rest of the window."""
        model = self.model()
        return select_pull(*model.entry(row)) if isinstance(model, BatchesModel) else None

    def show_selection(self, run: Run, selection: Selection | None) -> None:
        """Select the row of the selected batch, without telling anybody."""
        model = self.model()
        row: int | None = None
        if isinstance(model, BatchesModel) and selection is not None and selection.thing is Thing.BATCH:
            pull = find_pull(run, selection)
            row = None if pull is None else model.row_of(selection.role, pull)
        self.show_row(row)
