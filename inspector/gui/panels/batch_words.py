"""What there is to say of a batch: the steps that used it, what is to be noted of it, what its values are. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from inspector.analysis.consumers import Consumer, Consumers
from inspector.analysis.model import Pull, PullState
from inspector.analysis.run import Run
from inspector.gui.panels.bad_values import BadValues
from inspector.gui.panels.values import InputValues, bad_words, values_of
from inspector.recording.events import Role

LISTED = 3


@dataclass(frozen=True)
class BatchWords:
    """Of the batches of one run."""

    run: Run
    consumers: Consumers
    bad_values: BadValues

    def used(self, role: Role, pull: Pull, used: Sequence[Consumer]) -> str:
        """Which steps used it, given as `used`; where none did, what became of it."""
        if pull.state is not PullState.YIELDED:
            return ""
        if not used:
            return self.consumers.leftovers.of(role, pull).value
        more = f", and {len(used) - LISTED:,} more" if len(used) > LISTED else ""
        return ", ".join(one.words for one in used[:LISTED]) + more

    def note(self, role: Role, pull: Pull, used: Sequence[Consumer]) -> str:
        """What is to be known of it besides."""
        match pull.state:
            case PullState.RAISED:
                failure = self.run.sources[role].failure
                return "✕ raised" if failure is None else f"✕ raised {failure.type}"
            case PullState.STOPPED:
                return "the data ended here"
            case PullState.PENDING:
                return "never came" if self.run.over else "under way"
        notes = [
            self._bad(role, pull),
            "peeked" if pull.for_pass is None else "",
            "replayed" if any(one.replayed for one in used) else "",
        ]
        return ", ".join(note for note in notes if note)

    def values(self, role: Role, pull: Pull) -> list[InputValues]:
        """Its inputs."""
        return values_of(pull, self.bad_values.of(role, pull))

    def _bad(self, role: Role, pull: Pull) -> str:
        bad = self.bad_values.of(role, pull)
        return "" if bad is None else bad_words(values_of(pull, bad))
