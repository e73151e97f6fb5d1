"""The run as read from a recording, kept up to date while the recording grows.

Separation of concerns:

- `recording`: the events, in order; nothing derived.
- `facts`: what is known of the run.
- `readers`: what each kind of event adds to it; one part of the run a file.
- `Run` (here): the recording, how far it was read, and the facts so far.
- `grid`: what was expected, against this.
- `rules`: claims about both.
"""

from __future__ import annotations

import numpy as np

from inspector.analysis.facts import Facts
from inspector.analysis.model import Outcome
from inspector.analysis.readers import Reader
from inspector.analysis.readers.callbacks import CallbackReader
from inspector.analysis.readers.data import DataReader
from inspector.analysis.readers.hooks import HookReader
from inspector.analysis.readers.life import LifeReader
from inspector.analysis.readers.sits import SitsReader
from inspector.analysis.readers.stretch import Stretch
from inspector.analysis.readers.words import WordReader
from inspector.recording.recording import Recording

AT_ONCE = 1 << 17
"""So many events are read at once: enough that a stretch costs nothing by itself, and few enough for a cache."""


class Run(Facts):
    """One run of `fit`. Call `update` to read what the recording has gained since."""

    def __init__(self, recording: Recording) -> None:
        super().__init__(recording)
        self.cursor = 0
        self._life = LifeReader(self)
        # The data before the hooks: which batch a step took is looked up among those that were handed over.
        self._readers: tuple[Reader, ...] = (
            DataReader(self), HookReader(self), CallbackReader(self), SitsReader(self), WordReader(self),
        )  # fmt: skip

    def update(self, at_most: int | None = None) -> bool:
        """Read the events appended since the last call, or the first of them; return whether there were any."""
        before = self.cursor
        stop = len(self.recording) if at_most is None else min(len(self.recording), before + at_most)
        for rows in self.recording.rows.stretches(before, stop, AT_ONCE):
            self._read(Stretch(self.recording, self.cursor, rows))
        if not self.recording.growing and self.outcome is Outcome.RUNNING and self.cursor == len(self.recording):
            self._break_off()
        return self.cursor > before

    def _read(self, stretch: Stretch) -> None:
        """In parts, each up to the next event that changes how others are read."""
        done = 0
        for place in stretch.places(*self._life.reads).tolist():
            self._read_part(stretch.part(done, place))
            event = stretch.event(place)
            self._life.reads[event.kind](event)
            self._seen(stretch.rows[place : place + 1])
            done = place + 1
        self._read_part(stretch.part(done, len(stretch)))

    def _read_part(self, part: Stretch) -> None:
        if len(part):
            for reader in self._readers:
                reader.read(part)
            self._seen(part.rows)

    def _seen(self, rows: np.ndarray) -> None:
        latest = int(rows["t_ns"].max())
        self.last_ns = latest if self.last_ns is None else max(self.last_ns, latest)
        self.cursor += len(rows)

    def _break_off(self) -> None:
        """The recording has no more, and no end. After what fit raised nothing of it comes: all that is known."""
        self.outcome = Outcome.DIED if self.fit_raised is None else Outcome.RAISED
        self.cut = self.fit_raised is None
