"""Judging a run on another thread: the rules look at the whole of it, and it stands still for as long as they do."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter, thread_time

from PySide6.QtCore import QObject

from inspector.analysis.diagnosis import diagnose
from inspector.analysis.finding import Finding
from inspector.analysis.run import Run
from inspector.gui.background import Background
from inspector.gui.followed_run import FollowedRun

JUDGE_EVERY_S = 0.25
# Nothing more is read while a run is judged: once that takes longer than a person would not notice, it waits for the
# end of the run.
LIVE_S = 0.3
# And judging takes at most this share of the time.
SHARE = 0.25

Tell = Callable[[FollowedRun, list[Finding]], None]


class Judging:
    """One run after the other, each as far as it was read."""

    def __init__(self, parent: QObject) -> None:
        self._background = Background(parent)
        self._rest_until = 0.0

    def begin(self, now: float) -> None:
        """A session begins."""
        self._rest_until = now + JUDGE_EVERY_S

    def rested(self, now: float) -> bool:
        """Whether a run that goes on may be judged again."""
        return now >= self._rest_until

    def judge(self, followed: FollowedRun, tell: Tell) -> None:
        """Say what there is to claim of what was read so far; it is told on this thread."""
        followed.stands_still = True
        began, events = perf_counter(), followed.run.cursor

        def then(judged: tuple[list[Finding], float]) -> None:
            found, took = judged
            followed.stands_still = False
            followed.judged_events = events
            followed.judged_live = followed.judged_live and took < LIVE_S
            self._rest_until = began + max(JUDGE_EVERY_S, took / SHARE)
            tell(followed, found)

        self._background.run(lambda: _judged(followed.run), then, _raise)

    def close(self) -> None:
        """Wait for what is under way; nothing is told any more."""
        self._background.close()


def _judged(run: Run) -> tuple[list[Finding], float]:
    """The findings, and the time that they took of this thread's own: waiting for an import of TensorFlow is none."""
    began = thread_time()
    return diagnose(run), thread_time() - began


def _raise(problem: Exception) -> None:
    raise problem
