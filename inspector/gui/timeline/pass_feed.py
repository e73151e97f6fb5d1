"""Which pass over the data the batch of each step came from: a stripe for the steps of one pass in one epoch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from inspector.analysis.model import Epoch, Steps
from inspector.analysis.run import Run
from inspector.analysis.wording import spans
from inspector.gui.selection import Thing
from inspector.gui.timeline.boxes import Look
from inspector.gui.timeline.place import Place
from inspector.gui.timeline.row_boxes import ROW, Box, RowBoxes
from inspector.recording.events import NONE, Role
from inspector.recording.pieces import pieces


@dataclass
class Stretch:
    """Steps in a row, of one epoch, on batches of one pass."""

    epoch: Epoch
    number: int
    first: int
    """the number of the first step,"""
    last: int
    """and of the last"""
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
        table = self.epoch.steps.table
        index, last = int(table["index"][self.first]), int(table["last"][self.last])
        last = last if last != NONE else int(table["index"][self.last])
        which = spans(range(index, last + 1)) if last - index < _MANY else f"{index}–{last}"
        words = f"Step{'' if last == index else 's'} {which} of epoch {self.epoch.number}: batches of pass "
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
        self.boxes = RowBoxes(Thing.STEP)
        self.texts: list[str] = []
        self.sentences: list[str] = []
        self._stretches: list[Stretch] = []
        self._placed = self._told = 0
        """Of how many stretches, from the first, the box and the words are final."""
        self._began_in: dict[int, int] = {}
        self._epoch, self._step = 0, 0
        self.tells = False
        """Whether this says something: passes and epochs are not the same."""

    def reset(self) -> None:
        """Forget where the stretches are, not what they are."""
        self.boxes.clear()
        self._placed = 0

    def grow(self, place: Place) -> None:
        """Read the steps that have ended since."""
        for epoch, steps in self._new():
            for number, first, stop in _by_pass(steps):
                self._read(epoch, number, first, stop)
        last = max(0, len(self._stretches) - 1)
        self.texts[self._told :] = [one.label for one in self._stretches[self._told :]]
        self.sentences[self._told :] = [one.sentence for one in self._stretches[self._told :]]
        self._told = last
        settled, tail = self._boxes(place, self._placed, last), self._boxes(place, last, len(self._stretches))
        self.boxes.grow(settled, tail)
        self._placed = last

    def _new(self) -> Iterator[tuple[Epoch, Steps]]:
        epochs = self._run.epochs
        while self._epoch < len(epochs):
            epoch = epochs[self._epoch]
            first = max(self._step, epoch.steps.first)
            stop = epoch.steps.stop - epoch.steps.has_open
            for part in pieces(first, stop):
                yield epoch, Steps(epoch.steps.table, part.start, part.stop)
            self._step = max(first, stop)
            if self._epoch + 1 == len(epochs):
                return
            self._epoch += 1

    def _read(self, epoch: Epoch, number: int, first: int, stop: int) -> None:
        began = self._began_in.setdefault(number, epoch.number)
        current = self._stretches[-1] if self._stretches else None
        if current is None or current.epoch is not epoch or current.number != number:
            if current is not None:
                # A generator has no length, so that one pass goes through all epochs is nothing to remark on.
                carried = began != epoch.number and self._run.train.kind != "generator"
                self.tells = self.tells or carried or current.epoch is epoch
            current = Stretch(epoch, number, first, stop - 1, began != epoch.number)
            self._stretches.append(current)
        current.last = stop - 1
        replayed = Steps(epoch.steps.table, first, stop).replay_count > 0
        current.replayed = current.replayed or replayed
        self.tells = self.tells or replayed

    def _boxes(self, place: Place, first: int, stop: int) -> np.ndarray:
        """A box for each of these stretches."""
        stretches, role = self._stretches[first:stop], Role.TRAIN
        boxes = np.full(len(stretches), np.array(Box(0, 0, 0), ROW))
        begins = np.array([one.first for one in stretches], np.int64)
        ends = np.array([one.last for one in stretches], np.int64)
        odd = np.array([one.number % 2 for one in stretches], bool)
        boxes["x0"] = place.steps(role, begins, self._run.epochs_of(role, begins))[0]
        boxes["x1"] = place.steps(role, ends, self._run.epochs_of(role, ends))[1]
        boxes["look"] = np.where(odd, Look.PASS_ODD, Look.PASS_EVEN)
        boxes["text"] = np.arange(first, stop)
        return boxes


_MANY = 1000


def _by_pass(steps: Steps) -> Iterator[tuple[int, int, int]]:
    """(pass, first step, stop) for each stretch of steps that took batches of one pass."""
    took = np.flatnonzero((steps.column("updates") > 0) & (steps.column("in_pass") != NONE))
    in_pass = steps.column("in_pass")[took]
    if len(took):
        edges = [0, *(np.flatnonzero(in_pass[1:] != in_pass[:-1]) + 1).tolist(), len(took)]
        for first, stop in pairwise(edges):
            yield int(in_pass[first]), steps.first + int(took[first]), steps.first + int(took[stop - 1]) + 1
