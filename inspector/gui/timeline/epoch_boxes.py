"""A box for each epoch, and what it says."""

from __future__ import annotations

from collections.abc import Sequence

from inspector.analysis.grid import EpochRow, EpochVerdict
from inspector.gui.timeline.boxes import Look
from inspector.gui.timeline.place import Place
from inspector.gui.timeline.row_boxes import Box
from inspector.recording.events import NONE

_EPOCH_LOOKS = {
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
    return f"{row.done} of {row.expected}" if row.expected is not None else f"{row.done} steps"


def epoch_boxes(place: Place, grid: Sequence[EpochRow], texts: list[str]) -> list[Box]:
    """A box an epoch; `texts` gets their labels."""
    texts.clear()
    boxes: list[Box] = []
    for row in grid:
        span = place.epoch(row)
        if span is not None:
            look = _EPOCH_LOOKS[row.verdict]
            words = f"epoch {row.number} · {done_of(row)}"
            if row.verdict in (EpochVerdict.SHORT, EpochVerdict.EMPTY, EpochVerdict.STOPPED):
                words += f" · {row.verdict.value}"
            elif row.verdict is EpochVerdict.NEVER_BEGAN:
                words = f"epoch {row.number} · never began"
            elif row.epoch is None:
                look, words = Look.EPOCH_EXPECTED, f"epoch {row.number}"
            boxes.append(Box(*span, look, row.number, seq=row.epoch.seq if row.epoch else NONE, text=len(texts)))
            texts.append(words)
    return boxes
