"""Writing the recordings of a session to their files for as long as it goes on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from inspector.cli.parsing import say
from inspector.fit.problem import WrongUse
from inspector.recording.keeper import RunsKeeper
from inspector.recording.runs import Runs


@contextmanager
def kept(runs: Runs, path: Path | None) -> Iterator[None]:
    """Drain the recorders at the end; with a path, write the recordings there all along."""
    keeper = RunsKeeper(runs, path)
    unwritable = keeper.problem
    if unwritable is not None:
        raise WrongUse(unwritable)
    with keeper:
        yield
    stopped = keeper.problem
    if stopped is not None:
        say(f"fit-inspector: {stopped}")
