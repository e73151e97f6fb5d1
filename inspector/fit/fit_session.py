"""What whoever starts a session needs of it, wherever it runs."""

from __future__ import annotations

from typing import Protocol


class FitSession(Protocol):
    """Something that runs `fit`, once or several times, from beginning to end."""

    problem: str | None
    """After `run`: the one clear sentence of a wrong use, else None."""
    remark: str | None
    """After `run`: how the person's code ended, where that is no part of any run, in one sentence."""
    traceback: str | None
    """After `run`: where it raised outside any fit, the person's own frames first."""
    can_be_ended: bool
    """Whether the third press on Stop ends it wherever the person's code sits; else it may never hear of it."""

    def run(self) -> None:
        """Run `fit` to its end; never raise."""

    def stop(self) -> int:
        """Ask it to stop, from any thread; return how often that was asked."""
