"""Every batch that was made, or was to be made, and the steps that it reached."""

from __future__ import annotations

from inspector.analysis.model import Pull, PullState
from inspector.analysis.run import Run
from inspector.gui.panels.consumers import Consumer, Consumers
from inspector.gui.panels.lookup import find_pull, select_pull
from inspector.gui.panels.table_panel import GrowingModel, GrowingTable
from inspector.gui.panels.words import dtypes, duration, shapes
from inspector.gui.selection import Selection, Thing
from inspector.gui.theme import Theme
from inspector.recording.events import Role

WIDTHS = (64, 88, 220, 120, 64, 84, 110, 260, 200)
LISTED = 3
WATCHED = 512
"""Of the rows that may still change, the newest: the read-ahead is never that long."""

Entry = tuple[Role, Pull]


class BatchesModel(GrowingModel):
    """One row a pull, of the training and the validation data, in the order in which they began."""

    columns = ("Batch", "Data", "Shape", "dtype", "Rows", "Took", "Thread", "Used by", "Note")
    numeric = frozenset({0, 4, 5})

    def __init__(self, run: Run, consumers: Consumers, theme: Theme) -> None:
        super().__init__(theme)
        self.run = run
        self._consumers = consumers
        self._entries: list[Entry] = []
        self._rows: dict[tuple[Role, int], int] = {}
        self._read: dict[Role, int] = {}
        self._waiting: list[int] = []
        """The rows that were not final when they were shown last."""

    def length(self) -> int:
        new: list[Entry] = []
        for role, source in self.run.sources.items():
            new += [(role, pull) for pull in source.pulls[self._read.get(role, 0) :]]
            self._read[role] = len(source.pulls)
        for role, pull in sorted(new, key=lambda entry: entry[1].seq):
            self._rows[role, pull.seq] = len(self._entries)
            self._entries.append((role, pull))
        return len(self._entries)

    def grow(self) -> None:
        before, waiting = self._shown, self._waiting
        super().grow()
        if waiting:  # what was under way may have ended, and reached a step since
            self.dataChanged.emit(self.index(waiting[0], 0), self.index(waiting[-1], len(self.columns) - 1))
        unsure = [row for row in (*waiting, *range(before, self._shown)) if self._may_change(row)]
        self._waiting = unsure[-WATCHED:]

    def entry(self, row: int) -> Entry:
        """The pull of a row."""
        return self._entries[row]

    def row_of(self, role: Role, pull: Pull) -> int | None:
        """The row of a pull."""
        return self._rows.get((role, pull.seq))

    def text(self, row: int, column: int) -> str:
        role, pull = self._entries[row]
        signature = pull.signature
        match column:
            case 0:
                return str(pull.batch)
            case 1:
                return "validation" if role is Role.VALIDATION else "training"
            case 2:
                return shapes(signature) if signature else ""
            case 3:
                return dtypes(signature) if signature else ""
            case 4:
                return "" if pull.rows is None else str(pull.rows)
            case 5:
                return "" if pull.ended_ns is None else duration(pull.ended_ns - pull.began_ns)
            case 6:
                return pull.thread
            case 7:
                return self._used(role, pull)
            case _:
                return self._note(role, pull)

    def is_problem(self, row: int) -> bool:
        return self._entries[row][1].state is PullState.RAISED

    def _may_change(self, row: int) -> bool:
        role, pull = self._entries[row]
        return pull.state is PullState.PENDING or not self._consumers.of(role, pull)

    def _used(self, role: Role, pull: Pull) -> str:
        if pull.state is not PullState.YIELDED:
            return ""
        used = self._consumers.of(role, pull)
        if not used:
            return "no step" if self.run.over else "no step so far"
        more = f", and {len(used) - LISTED} more" if len(used) > LISTED else ""
        return ", ".join(_place(one) for one in used[:LISTED]) + more

    def _note(self, role: Role, pull: Pull) -> str:
        match pull.state:
            case PullState.RAISED:
                failure = self.run.sources[role].failure
                return "raised" if failure is None else f"raised {failure.type}"
            case PullState.STOPPED:
                return "the data ended here"
            case PullState.PENDING:
                return "never came" if self.run.over else "under way"
        notes = ["peeked"] if pull.for_pass is None else []
        if any(one.replayed for one in self._consumers.of(role, pull)):
            notes.append("replayed")
        return ", ".join(notes)


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


def _place(one: Consumer) -> str:
    return f"epoch {one.epoch} step {one.step}"
