"""Which pass over the data the batch of each step came from: a stripe for the steps of one pass in one epoch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from inspector.analysis.model import Epoch, Step
from inspector.analysis.run import Run
from inspector.analysis.wording import spans
from inspector.gui.selection import Thing
from inspector.gui.timeline.boxes import Box, Boxes, Look
from inspector.gui.timeline.place import Place
from inspector.recording.events import Role


@dataclass
class Stretch:
    """Steps in a row, of one epoch, on batches of one pass."""

    epoch: Epoch
    number: int
    first: Step
    last: Step
    carried: bool
    """whether the pass had begun in an earlier epoch"""
    replayed: bool = False

    @property
    def label(self) -> str:
        """`pass 0 · carried over`."""
        return f"pass {self.number}" + (" · replays" if self.replayed else " · carried over" if self.carried else "")

    @property
    def sentence(self) -> str:
        """The same for the tooltip."""
        last = self.last.last if self.last.last is not None else self.last.index
        which = spans(range(self.first.index, last + 1))
        words = f"Step{'' if last == self.first.index else 's'} {which} of epoch {self.epoch.number}: batches of pass "
        words += f"{self.number} over the data"
        if self.carried:
            words += ", which began in an earlier epoch and was carried over its end"
        if self.replayed:
            words += "; Keras put the batches that it had peeked at in front of it again"
        return words


class PassFeed:
    """Stretches of the training steps, read as the run grows."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self.boxes = Boxes(Thing.STEP)
        self.texts: list[str] = []
        self.sentences: list[str] = []
        self._stretches: list[Stretch] = []
        self._placed = 0
        self._began_in: dict[int, int] = {}
        self._epoch = self._step = 0
        self.tells = False
        """Whether this says something: passes and epochs are not the same."""

    def reset(self) -> None:
        """Forget where the stretches are, not what they are."""
        self.boxes.clear()
        self._placed = 0

    def grow(self, place: Place) -> None:
        """Read the steps that have ended since."""
        for epoch, step in self._new():
            if step.in_pass is not None and step.batches:
                self._read(epoch, step, step.in_pass)
        last = max(0, len(self._stretches) - 1)
        settled = [box for number in range(self._placed, last) for box in self._box(place, number)]
        tail = [box for number in range(last, len(self._stretches)) for box in self._box(place, number)]
        self.boxes.grow(settled, tail)
        self._placed = last

    def _new(self) -> Iterator[tuple[Epoch, Step]]:
        epochs = self._run.epochs
        while self._epoch < len(epochs):
            epoch = epochs[self._epoch]
            while self._step < len(epoch.steps) and epoch.steps[self._step].ended_ns is not None:
                yield epoch, epoch.steps[self._step]
                self._step += 1
            if self._epoch + 1 == len(epochs):
                return
            self._epoch, self._step = self._epoch + 1, 0

    def _read(self, epoch: Epoch, step: Step, number: int) -> None:
        began = self._began_in.setdefault(number, epoch.number)
        current = self._stretches[-1] if self._stretches else None
        if current is None or current.epoch is not epoch or current.number != number:
            if current is not None:
                # A generator has no length, so that one pass goes through all epochs is nothing to remark on.
                carried = began != epoch.number and self._run.train.kind != "generator"
                self.tells = self.tells or carried or current.epoch is epoch
            current = Stretch(epoch, number, step, step, began != epoch.number)
            self._stretches.append(current)
        current.last = step
        current.replayed = current.replayed or bool(step.replayed)
        self.tells = self.tells or bool(step.replayed)

    def _box(self, place: Place, number: int) -> Iterator[Box]:
        one = self._stretches[number]
        self.texts[number:], self.sentences[number:] = [one.label], [one.sentence]
        first, last = (place.step(Role.TRAIN, one.epoch, step) for step in (one.first, one.last))
        if first is not None and last is not None:
            yield Box(first[0], last[1], Look.PASS_ODD if one.number % 2 else Look.PASS_EVEN, text=number)
