"""A box for each epoch, and what it says."""

from __future__ import annotations

from collections.abc import Sequence

from inspector.analysis.grid import EpochRow, EpochVerdict
from inspector.analysis.settled_rows import SettledRows
from inspector.gui.selection import Thing
from inspector.gui.timeline.boxes import Look
from inspector.gui.timeline.place import Place
from inspector.gui.timeline.row_boxes import Box, RowBoxes
from inspector.recording.events import NONE

EPOCH_LOOKS = {
    EpochVerdict.PENDING: Look.EPOCH_EXPECTED,
    EpochVerdict.RUNNING: Look.EPOCH_RUNNING,
    EpochVerdict.ENDED: Look.EPOCH_ENDED,
    EpochVerdict.SHORT: Look.EPOCH_SHORT,
    EpochVerdict.EMPTY: Look.EPOCH_SHORT,
    EpochVerdict.STOPPED: Look.EPOCH_STOPPED,
    EpochVerdict.NEVER_ENDED: Look.EPOCH_BROKEN,
    EpochVerdict.NEVER_BEGAN: Look.EPOCH_MISSING,
    EpochVerdict.UNKNOWN: Look.EPOCH_RUNNING,
}


def done_of(row: EpochRow) -> str:
    """`3 of 10`, or `3 steps` where nothing says how many there were to be."""
    return f"{row.done:,} of {row.expected:,}" if row.expected is not None else f"{row.done:,} steps"


class EpochFeed:
    """A box an epoch; those of epochs that are over for good are made once."""

    def __init__(self) -> None:
        self.boxes = RowBoxes(Thing.EPOCH)
        self.texts: list[str] = []
        """The labels of the boxes."""
        self._settled = SettledRows()

    def reset(self) -> None:
        """They are elsewhere: all are to be made anew."""
        self._settled = SettledRows()

    def grow(self, place: Place, grid: Sequence[EpochRow]) -> None:
        """Read what the grid says of those that are not over, or were not when it was read last."""
        final = self._settled.grow(grid)
        if not final.start:
            self.boxes.clear()
        del self.texts[self.boxes.settled :]
        settled = self._boxes(place, grid[final.start : final.stop])
        self.boxes.grow(settled, self._boxes(place, grid[final.stop :]))

    def _boxes(self, place: Place, rows: Sequence[EpochRow]) -> list[Box]:
        boxes: list[Box] = []
        for row in rows:
            span = place.epoch(row)
            if span is not None:
                seq = row.epoch.seq if row.epoch else NONE
                boxes.append(Box(*span, _look_of(row), row.number, seq=seq, text=len(self.texts)))
                self.texts.append(_words_of(row))
        return boxes


def _look_of(row: EpochRow) -> Look:
    may_come = row.epoch is None and row.verdict is EpochVerdict.UNKNOWN
    return Look.EPOCH_EXPECTED if may_come else EPOCH_LOOKS[row.verdict]


def _words_of(row: EpochRow) -> str:
    if row.verdict is EpochVerdict.NEVER_BEGAN:
        return f"epoch {row.number} · never began"
    words = f"epoch {row.number} · {done_of(row)}"
    if row.verdict in (EpochVerdict.SHORT, EpochVerdict.EMPTY, EpochVerdict.STOPPED):
        return f"{words} · {row.verdict.value}"
    return f"epoch {row.number}" if row.epoch is None else words
