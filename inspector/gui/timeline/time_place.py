"""The Time axis: when each thing happened, in seconds since `fit` began."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from inspector.analysis.grid import EpochRow, StepState, validation_states
from inspector.analysis.model import DatasetCall, Epoch, Steps
from inspector.analysis.model.data import PENDING
from inspector.analysis.run import Run
from inspector.gui.timeline.boxes import Look
from inspector.gui.timeline.breaks import Break, find_breaks, squeezed, unsqueezed
from inspector.gui.timeline.place import Span, Spans
from inspector.gui.timeline.row_boxes import ROW, Box
from inspector.gui.timeline.ticks import Piece
from inspector.recording.events import Role

GHOST_SHARE = 0.035
"""A missing step is drawn at least this wide, as a share of the run, where nothing else is in the way."""
GHOSTS_SHARE = 0.3
"""All missing steps of one epoch together take at most this share of the run."""
APART = 12
"""Up to this many missing steps of an epoch are drawn one by one."""


class TimePlace:
    """Places by the clock."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._origin: int | None = None
        self.breaks: tuple[Break, ...] = ()

    def x(self, t_ns: float) -> float:
        """Seconds since `fit` began, less what is left out at breaks."""
        return (float(squeezed(t_ns, self.breaks)) - (self._origin or 0)) * 1e-9

    def many(self, t_ns: np.ndarray) -> np.ndarray:
        """The same, of many instants."""
        return np.asarray((squeezed(t_ns, self.breaks) - (self._origin or 0)) * 1e-9)

    def t_ns(self, x: float) -> float:
        """The instant drawn at x."""
        return float(unsqueezed(x * 1e9 + (self._origin or 0), self.breaks))

    def instants(self, x: np.ndarray) -> np.ndarray:
        """The instants drawn at many."""
        return np.asarray(unsqueezed(x * 1e9 + (self._origin or 0), self.breaks))

    def mark(self, one: Break) -> float:
        """Where the mark of a break goes: within it, and beside the middle, where the step's number is."""
        return self.x(one.began) + 0.8 * (self.x(one.ended) - self.x(one.began))

    @property
    def pieces(self) -> list[Piece]:
        """The unbroken stretches of the axis, from left to right: time is x plus what was left out before."""
        edges = [float("-inf")]
        for one in self.breaks:
            edges += [self.x(one.began), self.x(one.ended)]
        left_out = [0.0, *np.cumsum([one.left_out * 1e-9 for one in self.breaks]).tolist()]
        edges.append(float("inf"))
        return [Piece(edges[2 * i], edges[2 * i + 1], out) for i, out in enumerate(left_out)]

    def update(self, grid: Sequence[EpochRow]) -> bool:
        run = self._run
        origin = next((t for t in (run.fit_began_ns, run.began_ns) if t is not None), None)
        breaks = find_breaks(run)
        moved = (origin, breaks) != (self._origin, self.breaks)
        self._origin, self.breaks = origin, breaks
        return moved

    @property
    def now(self) -> float:
        """Where what goes on has got to, and where what broke off did."""
        run = self._run
        ends = [t for t in (run.fit_raised.t_ns if run.fit_raised else None, run.ended_ns, run.now_ns) if t is not None]
        return self.x(min(ends)) if ends else 0.0

    def pulls(self, role: Role, numbers: np.ndarray) -> Spans:
        table = self._run.source(role).table
        ends = np.where(table["state"][numbers] == PENDING, self.now, self.many(table["ended_ns"][numbers]))
        return self.many(table["began_ns"][numbers]), ends

    def pulls_settled(self, role: Role, numbers: np.ndarray) -> np.ndarray:
        return np.asarray(self._run.source(role).table["state"][numbers] != PENDING)

    def steps(self, role: Role, numbers: np.ndarray, epochs: np.ndarray) -> Spans:
        table = self._run.steps[role]
        return self.many(table["began_ns"][numbers]), self.many(table["ended_ns"][numbers])

    def open_step(self, role: Role, epoch: Epoch, number: int) -> Span | None:
        x0 = self.x(int(self._run.steps[role]["began_ns"][number]))
        validation = epoch.validation if role is Role.VALIDATION else None
        ended = epoch.ended_ns if validation is None or validation.ended_ns is None else validation.ended_ns
        if role is Role.TRAIN and epoch.validation is not None:
            ended = epoch.validation.began_ns
        return x0, max(x0, self.now if ended is None else self.x(ended))

    def calls(self, numbers: np.ndarray) -> Spans:
        calls = self._run.callback_calls
        began, ended, over = (calls.column(name)[numbers] for name in ("began_ns", "ended_ns", "over"))
        return self.many(began), np.where(over, self.many(ended), self.now)

    def dataset_call(self, call: DatasetCall) -> float:
        return self.x(call.t_ns)

    def epoch(self, row: EpochRow) -> Span | None:
        if row.epoch is None:
            return None
        x0 = self.x(row.epoch.began_ns)
        return x0, max(x0, self.now if row.epoch.ended_ns is None else self.x(row.epoch.ended_ns))

    def ghosts(self, grid: Sequence[EpochRow], rows: range, role: Role) -> np.ndarray:
        """To the right of where an epoch broke off, never over what came after it."""
        ghosts: list[Box] = []
        for at in rows:
            row, epoch = grid[at], grid[at].epoch
            if epoch is None:
                continue
            if role is Role.TRAIN:
                states, steps = row.states, epoch.steps
            elif epoch.validation is not None:
                states, steps = validation_states(self._run, epoch), epoch.validation.steps
            else:
                continue
            missing = np.flatnonzero(states == StepState.MISSING)
            if not len(missing):
                continue
            x0 = self._end_of(role, epoch, steps) if steps else self.x(epoch.began_ns)
            following = next((grid[after].epoch for after in range(at + 1, len(grid)) if grid[after].epoch), None)
            limit = None if following is None else self.x(following.began_ns)
            ghosts += self._row_of_ghosts(x0, limit, row.number, missing, self._step_width(steps))
        return np.array(ghosts, ROW)

    def _end_of(self, role: Role, epoch: Epoch, steps: Steps) -> float:
        """Where the last of these steps ends."""
        last = self.open_step(role, epoch, steps.stop - 1) if steps.has_open else None
        return self.x(int(steps.column("ended_ns")[-1])) if last is None else last[1]

    def _row_of_ghosts(
        self, x0: float, limit: float | None, epoch: int, missing: np.ndarray, width: float
    ) -> list[Box]:
        count = len(missing)
        span = max(self.now, 1e-6)
        room = span * GHOSTS_SHARE if limit is None else max(0.0, limit - x0)
        if limit is None:
            width = min(max(width, span * GHOST_SHARE), span * 0.08)
            x0 += 0.25 * width
        if count > APART or room < count * width:
            wide = min(room, max(4, min(count, APART)) * width)
            if count > APART or limit is not None:
                return [Box(x0, x0 + wide, Look.MISSING, epoch, int(missing[0]), steps=count)]
            width = wide / count
        return [
            Box(x0 + i * width, x0 + (i + 0.9) * width, Look.MISSING, epoch, int(step))
            for i, step in enumerate(missing.tolist())
        ]

    def _step_width(self, steps: Steps) -> float:
        took = (steps.column("ended_ns") - steps.column("began_ns"))[-101:][steps.ended[-101:]]
        return float(np.median(took)) * 1e-9 if len(took) else 0.0
