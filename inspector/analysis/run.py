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

from inspector.analysis.facts import Facts
from inspector.analysis.model import Outcome
from inspector.analysis.readers import Read
from inspector.analysis.readers.callbacks import CallbackReader
from inspector.analysis.readers.data import DataReader
from inspector.analysis.readers.hooks import HookReader
from inspector.analysis.readers.life import LifeReader
from inspector.analysis.readers.sits import SitsReader
from inspector.analysis.readers.words import WordReader
from inspector.recording.events import Event, Kind
from inspector.recording.recording import Recording


class Run(Facts):
    """One run of `fit`. Call `update` to read what the recording has gained since."""

    def __init__(self, recording: Recording) -> None:
        super().__init__()
        self.recording = recording
        self.cursor = 0
        self._reads = _by_kind(
            LifeReader(self),
            DataReader(self),
            HookReader(self),
            CallbackReader(self),
            SitsReader(self),
            WordReader(self),
        )

    def update(self) -> bool:
        """Read the events appended since the last call; return whether there were any."""
        before, reads = self.cursor, self._reads
        for event in self.recording.events(before):
            if self.last_ns is None or event.t_ns > self.last_ns:
                self.last_ns = event.t_ns
            reads[event.kind](event)
            self.cursor = event.seq + 1
        if not self.recording.growing and self.outcome is Outcome.RUNNING:
            self._break_off()
        return self.cursor > before

    def _break_off(self) -> None:
        """The recording has no more, and no end. After what fit raised nothing of it comes: all that is known."""
        self.outcome = Outcome.DIED if self.fit_raised is None else Outcome.RAISED
        self.cut = self.fit_raised is None


def _by_kind(*readers: LifeReader | DataReader | HookReader | CallbackReader | SitsReader | WordReader) -> list[Read]:
    # A list, because reading is counted in fractions of a microsecond, and an enum's hash is a call.
    reads: list[Read] = [_passed_over] * (max(Kind) + 1)
    for reader in readers:
        for kind, read in reader.reads.items():
            reads[kind] = read
    return reads


def _passed_over(_: Event) -> None:
    """What tells nothing that is kept."""
