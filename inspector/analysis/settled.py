"""A run that does not change any more, for work on another thread."""

from __future__ import annotations

from inspector.analysis.run import Run


def settled(run: Run) -> Run:
    """The run itself where it is over, else what of it is recorded by now, read anew: the other one grows on."""
    if run.over:
        return run
    copy = Run(run.recording)
    copy.update()
    return copy
