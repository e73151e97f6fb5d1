"""What stands in boxes: a number or words, and how wide they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from inspector.gui.timeline.boxes import Boxes, Look
from inspector.gui.timeline.words import Words
from inspector.recording.events import NONE

_TOLD_BY = ("text", "step", "steps")
_TO = "–"


@dataclass(frozen=True)
class BoxLabels:
    """The labels of some boxes, of which there are `numbers` among all of a layer."""

    boxes: Boxes
    numbers: np.ndarray
    texts: Sequence[str]
    lane: Sequence[Boxes]
    """all layers beside which they stand"""

    @property
    def digits(self) -> int:
        """As many as the longest number of the lane has: where that has no room, a shorter one is not shown either.

        Else numbers would stop halfway through boxes that are all alike, or come and go while one pans.
        """
        return max(layer.digits for layer in self.lane)

    @property
    def looks_of_lane(self) -> set[Look]:
        """How any box of the lane looks, in view or not."""
        return {Look(look) for look in np.flatnonzero(sum(layer.counts for layer in self.lane)).tolist()}

    def some(self, which: np.ndarray) -> BoxLabels:
        """Of these of the boxes, by their places."""
        return BoxLabels(self.boxes, self.numbers[which], self.texts, self.lane)

    def words(self) -> list[str]:
        """One a box; empty where there is nothing to say."""
        boxes, numbers = self.boxes, self.numbers
        text, step, steps = (boxes.subject.column(name, boxes.numbers[numbers]).tolist() for name in _TOLD_BY)
        looks = boxes.looks[numbers].tolist()
        told = [_label(*one, self.texts) for one in zip(text, step, steps, looks, strict=True)]
        if None in told:  # neither: its batch is its label
            batches = boxes.subject.column("batch", boxes.numbers[numbers]).tolist()
            names = ["" if batch == NONE else str(batch) for batch in batches]
            told = [name if label is None else label for label, name in zip(told, names, strict=True)]
        return [label or "" for label in told]


def _label(text: int, step: int, steps: int, look: int, texts: Sequence[str]) -> str | None:
    if text != NONE:
        return texts[text]
    if step == NONE:
        return None
    if steps == 1:
        return str(step)
    return f"{steps:,} missing" if look == Look.MISSING else f"{step}{_TO}{step + steps - 1}"


def widths(words: Sequence[str], font: Words, digits: int = 0) -> np.ndarray:
    """Of words, in pixels; of a number, or a range of them, as if each had at least so many digits, all of them a 0."""
    digit, to = font.width("0"), font.width(_TO)
    found = []
    for word in words:
        first, _, last = word.partition(_TO)
        if not first.isdigit():
            found.append(font.width(word))
        elif not last:
            found.append(max(digits, len(first)) * digit)
        else:
            found.append((max(digits, len(first)) + max(digits, len(last))) * digit + to)
    return np.array(found)
