"""The Step axis: one cell for every expected step, the epochs side by side.

epoch 0: | 0 | 1 | 2 | | v0 | v1 |   epoch 1: | 0 | ...   then what was produced and never used
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from inspector.analysis.grid import EpochRow, EpochVerdict, StepState, expected_validation_steps, validation_states
from inspector.analysis.model import CallbackCall, DatasetCall, Epoch, Pull, PullState, Source, Step
from inspector.analysis.run import Run
from inspector.gui.timeline.boxes import GHOST_LOOKS, ROW, Box
from inspector.gui.timeline.handed import Handed
from inspector.gui.timeline.place import Span
from inspector.recording.events import Role

BETWEEN = 1.0
"""Between two epochs, in cells: room for the hooks that come there."""
BEFORE_VALIDATION = 0.6
PAD = 0.06
"""Free on either side within a cell."""
TICK = 0.2
"""How wide a call is drawn: on this axis width is not time."""


class EpochCells(NamedTuple):
    """The cells of one epoch."""

    start: float
    steps: int
    validation_start: float
    validation_steps: int
    validation_began: bool = False

    @property
    def stop(self) -> float:
        """Where its last cell ends."""
        return self.validation_start + self.validation_steps if self.validation_steps else self.start + self.steps


class StepPlace:
    """Places by step."""

    def __init__(self, run: Run, handed: Mapping[Role, Handed]) -> None:
        self._run, self._handed = run, handed
        self.cells: dict[int, EpochCells] = {}
        self._validation_states: dict[int, np.ndarray] = {}
        self._final: set[int] = set()
        """The epochs whose validation cannot change any more."""
        self._ghosts: dict[tuple[Role, int], tuple[np.ndarray, float, np.ndarray]] = {}
        """Of each epoch: its states and where it starts, and the boxes made of them."""
        self._homes: dict[tuple[Role, int, int], Span] = {}
        """Where each batch was first used: that of a generator, whose batches are all different, or where no pass was
        seen, by (role, ANY_PASS, batch); another by (role, pass, position in it)."""
        self._read = {Role.TRAIN: (0, 0), Role.VALIDATION: (0, 0)}
        self._unused: dict[tuple[Role, int], int] = {}
        self._given: list[int] = []
        """Which of those places are of batches, and not of a pull that gave none."""

    def update(self, grid: Sequence[EpochRow]) -> bool:
        cells = self._lay_out(grid)
        begun = {epoch.number for epoch in self._run.epochs}
        moved = any(number in begun and self._moved(old, cells.get(number)) for number, old in self.cells.items())
        self.cells = cells
        if moved:
            self._homes.clear()
            self._read = {Role.TRAIN: (0, 0), Role.VALIDATION: (0, 0)}
        for source in self._run.sources.values():
            self._find_homes(source)
        self._unused.clear()
        self._given.clear()
        return moved

    @staticmethod
    def _moved(old: EpochCells, new: EpochCells | None) -> bool:
        if new is None or new.start != old.start:
            return True
        return old.validation_began and new.validation_start != old.validation_start

    def _lay_out(self, grid: Sequence[EpochRow]) -> dict[int, EpochCells]:
        cells: dict[int, EpochCells] = {}
        x = 0.0
        for row in grid:
            steps = max(1, len(row.states))
            validation = self._validation_cells(row)
            began = row.epoch is not None and row.epoch.validation is not None
            cells[row.number] = EpochCells(x, steps, x + steps + BEFORE_VALIDATION, validation, began)
            x = cells[row.number].stop + BETWEEN
        return cells

    def _validation_cells(self, row: EpochRow) -> int:
        if self._run.validation is None:
            return 0
        if row.epoch is not None and row.epoch.validation is not None:
            states = self._validation_states.get(row.number)
            if states is None or row.number not in self._final:
                states = self._validation_states[row.number] = validation_states(self._run, row.epoch)
                if row.epoch is not self._run.epoch or self._run.over:
                    self._final.add(row.number)
            return max(1, len(states))
        if row.epoch is not None and row.epoch.ended_ns is not None:
            return 0  # this epoch had no validation: validation_freq
        return expected_validation_steps(self._run) or 0

    @property
    def stop(self) -> float:
        """Where the last epoch ends."""
        return max((cells.stop for cells in self.cells.values()), default=0.0)

    # -- which step used which batch ------------------------------------------------------------------------------

    def _find_homes(self, source: Source) -> None:
        role = source.role
        number, position = self._read[role]
        while number < len(self._run.epochs):
            epoch = self._run.epochs[number]
            steps = epoch.steps if role is Role.TRAIN else epoch.validation.steps if epoch.validation else []
            while position < len(steps) and steps[position].ended_ns is not None:
                self._home_of(source, epoch, steps[position])
                position += 1
            if number + 1 == len(self._run.epochs):
                break
            number, position = number + 1, 0
        self._read[role] = (number, position)

    def _home_of(self, source: Source, epoch: Epoch, step: Step) -> None:
        by_batch = source.kind == "generator" or step.in_pass is None
        first = self._first_cell(source.role, epoch)
        for offset, batch in enumerate(step.batches):
            if batch is not None:
                x = first + step.index + offset
                key = (ANY_PASS, batch) if by_batch else (step.in_pass or 0, step.position + offset)
                self._homes.setdefault((source.role, *key), (x + PAD, x + 1 - PAD))

    def _home(self, role: Role, pull: Pull) -> Span | None:
        source = self._run.sources[role]
        if source.kind == "generator" or not source.passes:
            return self._homes.get((role, ANY_PASS, pull.batch))
        where = self._handed[role].where(pull)
        return None if where is None else self._homes.get((role, *where))

    # -- places ---------------------------------------------------------------------------------------------------

    def _first_cell(self, role: Role, epoch: Epoch) -> float:
        cells = self.cells[epoch.number]
        return cells.start if role is Role.TRAIN else cells.validation_start

    def pull(self, role: Role, pull: Pull) -> Span | None:
        """In the cell of the step that used the batch; unused ones before the first cell (peeked) or after the last."""
        home = self._home(role, pull) if pull.state is PullState.YIELDED else None
        if home is not None:
            return home
        if pull.for_pass is None and pull.state is PullState.YIELDED:
            return -2.0 - BETWEEN + (pull.batch % 2) + PAD, -1.0 - BETWEEN + (pull.batch % 2) - PAD
        if pull.state is not PullState.YIELDED:
            wanted = self._wanted(role, pull)
            if wanted is not None:
                return wanted
        order = self._unused.setdefault((role, pull.seq), sum(r is role for r, _ in self._unused))
        if pull.state is PullState.YIELDED:
            self._given.append(order)
        x = self.stop + BETWEEN + order
        return x + PAD, x + 1 - PAD

    def _wanted(self, role: Role, pull: Pull) -> Span | None:
        """The cell of the step that began and got no batch because of this pull."""
        for epoch in self._run.epochs:
            if epoch.ended_ns is None or epoch.ended_ns >= pull.began_ns:
                steps = epoch.steps if role is Role.TRAIN else epoch.validation.steps if epoch.validation else []
                if steps and steps[-1].ended_ns is None:
                    return self.step(role, epoch, steps[-1])
        return None

    def pull_settled(self, role: Role, pull: Pull) -> bool:
        if pull.for_pass is None and self._run.sources[role].kind != "generator":
            return True
        return pull.state is PullState.YIELDED and self._home(role, pull) is not None

    @property
    def unused(self) -> Span | None:
        """Where the batches are that no step has used."""
        first = self.stop + BETWEEN
        return (first + min(self._given), first + max(self._given) + 1) if self._given else None

    def step(self, role: Role, epoch: Epoch, step: Step) -> Span | None:
        updates = len(step.batches) if step.ended_ns is not None else self._run.requested.group
        x = self._first_cell(role, epoch) + step.index
        cells = self.cells[epoch.number]
        room = cells.steps if role is Role.TRAIN else cells.validation_steps
        if step.ended_ns is None and step.index >= room:
            return None
        return x + PAD, x + max(1, updates) - PAD

    def call(self, call: CallbackCall) -> Span:
        x = self._hook(call.hook, call.epoch, call.step)
        return x, x + TICK

    def dataset_call(self, call: DatasetCall) -> float:
        return self._hook(call.hook, call.epoch, None) + TICK

    def _hook(self, hook: str, epoch: int | None, step: int | None) -> float:
        cells = self.cells.get(NONE_EPOCH if epoch is None else epoch)
        if cells is None:
            return self.stop + 0.6 if hook.endswith("train_end") else -0.8
        in_test = "test" in hook
        start = cells.validation_start if in_test else cells.start
        count = cells.validation_steps if in_test else cells.steps
        if step is not None:
            return start + step + (1 - PAD - TICK if hook.endswith("end") else PAD)
        if hook.endswith("begin"):
            return start - 0.3
        return start + count + 0.1 if in_test else cells.stop + 0.1

    def epoch(self, row: EpochRow) -> Span | None:
        cells = self.cells[row.number]
        return cells.start, cells.stop

    def ghosts(self, grid: Sequence[EpochRow], role: Role) -> np.ndarray:
        blocks = [np.empty(0, ROW)]
        for row in grid:
            cells = self.cells[row.number]
            states, start = row.states, cells.start
            if role is Role.VALIDATION:
                start = cells.validation_start
                known = self._validation_states.get(row.number)
                states = np.full(cells.validation_steps, _absent(row), np.uint8) if known is None else known
            kept = self._ghosts.get((role, row.number))
            if kept is None or kept[0] is not states or kept[1] != start:
                kept = (states, start, _ghosts_of(row.number, states, start))
                self._ghosts[role, row.number] = kept
            if len(kept[2]):
                blocks.append(kept[2])
        return np.concatenate(blocks)


def _ghosts_of(epoch: int, states: np.ndarray, start: float) -> np.ndarray:
    """Boxes for the steps of an epoch that are not there."""
    absent = np.flatnonzero(_IS_GHOST[states])
    block = np.full(len(absent), np.array(Box(0, 0, 0, epoch), ROW))
    block["step"] = absent
    block["x0"] = start + absent + PAD
    block["x1"] = start + absent + 1 - PAD
    for state, look in GHOST_LOOKS.items():
        block["look"][states[absent] == state] = look
    return block


_IS_GHOST = np.isin(np.arange(256), list(GHOST_LOOKS))


def _absent(row: EpochRow) -> StepState:
    """What the steps of a validation that has not begun are."""
    if row.verdict in (EpochVerdict.PENDING, EpochVerdict.RUNNING, EpochVerdict.UNKNOWN):
        return StepState.PENDING
    return StepState.STOPPED if row.verdict is EpochVerdict.STOPPED else StepState.MISSING


NONE_EPOCH = -1
ANY_PASS = -1
