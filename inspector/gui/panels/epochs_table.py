"""Every epoch that was asked for, and what became of it: what the strip over the timeline draws, in words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from inspector.analysis.grid import EpochRow, EpochVerdict, StepState, expected_grid
from inspector.analysis.run import Run
from inspector.analysis.wording import spans
from inspector.gui.panels.table_panel import GrowingModel, GrowingTable
from inspector.gui.panels.words import duration
from inspector.gui.selection import Selection, Thing
from inspector.gui.theme import Theme
from inspector.gui.timeline.epoch_badge import Badges, EpochBadge

WIDTHS = (70, 110, 90, 190, 90, 170, 130, 110, 110, 90)
NUMBER, VERDICT, STEPS, MISSING, REPLAYED, VALIDATION, ENDED, BAR, OPTIMIZER, TOOK = range(10)
LACKS = (StepState.MISSING, StepState.UNFINISHED)


class EpochsModel(GrowingModel):
    """One row an epoch, in order; the last one changes while it goes on."""

    columns = (
        "Epoch", "How it went", "Steps", "Missing steps", "Replayed", "Validation", "on_epoch_end", "Progress bar",
        "Optimizer", "Took",
    )  # fmt: skip
    numeric = frozenset({NUMBER, REPLAYED, OPTIMIZER})

    def __init__(self, run: Run, theme: Theme) -> None:
        super().__init__(theme)
        self.run = run
        self._badges = Badges(run)
        self._grid: list[EpochRow] = []
        self._epochs: list[EpochBadge] = []
        self._seen: tuple[int, bool] | None = None

    def length(self) -> int:
        return len(self._epochs)

    def grow(self) -> None:
        seen = (self.run.cursor, self.run.over)
        if seen == self._seen:
            return
        self._seen = seen
        self._grid = expected_grid(self.run, self._grid)
        self._epochs = self._badges.of(self._grid)
        super().grow()
        places = self.rowCount()
        if places:  # which of them changed is not worth finding out: those in view are painted again
            self.dataChanged.emit(self.index(0, 0), self.index(places - 1, len(self.columns) - 1))

    def text(self, row: int, column: int) -> str:
        badge = self._epochs[row]
        grid, epoch = badge.row, badge.row.epoch
        match column:
            case 0:
                return str(badge.number)
            case 1:
                return grid.verdict.value
            case 2:
                return f"{grid.done:,}" if grid.expected is None else f"{grid.done:,} of {grid.expected:,}"
            case 3:
                return spans(np.flatnonzero(np.isin(grid.states, LACKS)).tolist())
            case 4:
                return f"{badge.replayed:,}" if badge.replayed else ""
            case 5:
                return _validation(badge)
            case 6:
                return _ended(grid)
            case 7:
                return "" if badge.bar is None else f"says {badge.bar}/{badge.bar}"
            case 8:
                return "" if badge.counted is None else f"{badge.counted:,}"
            case _:
                ended = epoch is not None and epoch.ended_ns is not None
                return duration(epoch.ended_ns - epoch.began_ns) if ended else ""  # type: ignore[union-attr,operator]

    def key(self, row: int, column: int) -> int | str:
        badge, epoch = self._epochs[row], self._epochs[row].row.epoch
        match column:
            case 0:
                return badge.number
            case 2:
                return badge.row.done
            case 4:
                return badge.replayed
            case 8:
                return -1 if badge.counted is None else badge.counted
            case 9:
                return -1 if epoch is None or epoch.ended_ns is None else epoch.ended_ns - epoch.began_ns
            case _:
                return super().key(row, column)

    def is_problem(self, row: int, column: int) -> bool:
        badge = self._epochs[row]
        match column:
            case 1 | 2 | 3:
                return badge.fell_short
            case 5:
                return badge.validation is not None and badge.validation.problem
            case 6:
                return badge.row.verdict is EpochVerdict.NEVER_ENDED
            case _:
                return column == BAR

    def numbered(self, number: int, start: int, stop: int) -> Sequence[int]:
        return [row for row in range(start, stop) if self._epochs[row].number == number]

    def selection(self, row: int) -> Selection:
        """What the epoch of a row is to the rest of the window."""
        badge = self._epochs[row]
        return Selection(Thing.EPOCH, epoch=badge.number, seq=badge.row.epoch.seq if badge.row.epoch else None)

    def row_of(self, number: int | None) -> int | None:
        """The row of an epoch."""
        return next((row for row, badge in enumerate(self._epochs) if badge.number == number), None)


def _validation(badge: EpochBadge) -> str:
    if badge.validation is None:
        return ""
    of = "" if badge.validation.expected is None else f" of {badge.validation.expected:,}"
    again = f", {badge.validation.replayed:,} replayed" if badge.validation.replayed else ""
    return f"{badge.validation.done:,}{of}{again}"


def _ended(row: EpochRow) -> str:
    match row.verdict:
        case EpochVerdict.UNKNOWN:
            return "not known"
        case EpochVerdict.RUNNING:
            return "not yet"
    if row.epoch is None:
        return ""
    return "came" if row.epoch.ended_ns is not None else "never came"


class EpochsTable(GrowingTable):
    """The table of epochs."""

    def __init__(self) -> None:
        super().__init__("epochsTable", "Epochs", WIDTHS)

    def selection_at(self, row: int) -> Selection | None:
        """What the epoch of this row is to the rest of the window."""
        model = self.model()
        return model.selection(row) if isinstance(model, EpochsModel) else None

    def show_selection(self, selection: Selection | None) -> None:
        """Select the row of the epoch that is selected, or that has what is selected in it; tells nobody."""
        model = self.model()
        if isinstance(model, EpochsModel):
            self.show_row(None if selection is None else model.row_of(selection.epoch))
