"""One worker of several: its name, its run, its clock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from inspector.analysis.model import Outcome
from inspector.analysis.run import Run
from inspector.analysis.workers.clock import Clock, clock_against
from inspector.analysis.workers.together import why_apart


@dataclass(frozen=True)
class Worker:
    """One worker, with its clock against the first one's."""

    name: str
    run: Run
    clock: Clock
    apart: str | None = None
    """Why it is not of the first worker's training: what it is instead. Nothing is claimed of the two together."""

    @property
    def gave(self) -> int:
        """Batches that its data gave."""
        return len(self.run.train.given)

    @property
    def process(self) -> int | None:
        """The id of its process."""
        threads = self.run.recording.threads
        return threads[0][0] if threads else None

    def over_ns(self) -> int | None:
        """When its data said that it has no more, on its own clock; None: it never did, or nobody saw it."""
        source = self.run.train
        return source.exhausted_ns or (source.passes[-1].ended_ns if source.passes else None)

    def failed_ns(self) -> int | None:
        """When its fit raised, on its own clock."""
        failure = self.run.fit_raised
        return None if failure is None else failure.t_ns

    def gone_ns(self) -> int | None:
        """When it was heard of last, on its own clock, where its process ended without a word or it breaks off."""
        run = self.run
        return run.last_ns if run.cut or run.outcome is Outcome.DIED else None


def untold(workers: Sequence[Worker]) -> str | None:
    """A sentence where recordings are held against each other that do not say that they are of one training."""
    silent = [one.name for one in workers if one.apart is None and one.run.task is None]
    if not silent or sum(one.apart is None for one in workers) < 2:
        return None
    who = "None of them says" if len(silent) == len(workers) else f"{', '.join(silent)} does not say"
    return f"{who} which worker of which cluster it was: nothing but their steps shows whether they trained together."


def aligned(runs: Sequence[tuple[str, Run]]) -> list[Worker]:
    """The workers, by name and run, on the clock of the first."""
    (name, first), *others = runs
    return [Worker(name, first, Clock(own=True)), *(_against(first, name, *other) for other in others)]


def _against(first: Run, of: str, name: str, run: Run) -> Worker:
    clock = clock_against(first, run)
    apart = why_apart(first, of, run, clock)
    return Worker(name, run, clock if apart is None else Clock(), apart)
