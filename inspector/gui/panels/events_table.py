"""Every event of the recording, in order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np

from inspector.analysis.kind_words import kind_words
from inspector.analysis.run import Run
from inspector.gui.find.needle import Needle
from inspector.gui.panels.event_detail import event_detail
from inspector.gui.panels.event_search import matching_events
from inspector.gui.panels.lookup import selection_of
from inspector.gui.panels.table_panel import GrowingModel, GrowingTable
from inspector.gui.panels.words import PROBLEM_KINDS, moment
from inspector.gui.selection import Selection
from inspector.gui.theme import Theme
from inspector.recording.events import Kind, Role

NUMBER, EVENT, THREAD, DETAIL = 0, 2, 7, 8
FIELDS = ("", "t_ns", "kind", "role", "epoch", "step", "batch", "thread")
"""What each column is sorted by."""
WIDTHS = (70, 96, 180, 96, 64, 64, 64, 130, 300)


class EventsModel(GrowingModel):
    """Reads a row out of the recording when it is seen; nothing is copied."""

    columns = ("Number", "Time", "Event", "Data", "Epoch", "Step", "Batch", "Thread", "Detail")
    numeric = frozenset({0, 1, 4, 5, 6})

    def __init__(self, run: Run, theme: Theme) -> None:
        super().__init__(theme)
        self.run = run
        # A row is asked for once a column: the last few are kept.
        self.event_at = lru_cache(maxsize=512)(run.recording.event)

    def length(self) -> int:
        return self.run.cursor

    def text(self, row: int, column: int) -> str:
        event = self.event_at(row)
        match column:
            case 0:
                return str(event.seq)
            case 1:
                return moment(self.run, event.t_ns)
            case 2:
                return kind_words(event.kind)
            case 3:
                return "validation" if event.role is Role.VALIDATION else ""
            case 4 | 5 | 6:
                number = (event.epoch, event.step, event.batch)[column - 4]
                return "" if number is None else str(number)
            case 7:
                return event.thread
            case _:
                return event_detail(event)

    def keys(self, column: int, length: int) -> Sequence[object] | np.ndarray:
        if column == DETAIL:
            return super().keys(column, length)
        if column == NUMBER:
            return np.arange(length)
        values = np.concatenate([block[FIELDS[column]] for block in self.run.recording.rows.blocks(0, length)])
        if column == EVENT:
            return _ranks([kind_words(kind) for kind in Kind], [kind.value for kind in Kind])[values]
        if column == THREAD:
            names = [name for _, name in self.run.recording.threads]
            return _ranks(names, range(len(names)))[values]
        return values

    def matching(self, needle: Needle, start: int, stop: int) -> Sequence[int]:
        return matching_events(self.run.recording, needle, start, stop)

    def is_problem(self, row: int, column: int) -> bool:
        return self.event_at(row).kind in PROBLEM_KINDS


def _ranks(words: Sequence[str], numbers: Iterable[int]) -> np.ndarray:
    """By its number, where each word stands in the alphabet."""
    ranks = np.zeros(max(numbers, default=0) + 1, np.int64)
    for rank, (_, number) in enumerate(sorted(zip(words, numbers, strict=True))):
        ranks[number] = rank
    return ranks


class EventsTable(GrowingTable):
    """The table of events."""

    def __init__(self) -> None:
        super().__init__("eventsTable", "Events", WIDTHS)

    def selection_at(self, run: Run, row: int) -> Selection | None:
        """What the event of this row stands for."""
        return selection_of(run, run.recording.event(row))
