"""The runs of one session as the window follows them: all are read, one is shown."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.analysis.run import Run
from inspector.gui.followed_run import FollowedRun
from inspector.recording.runs import Runs


class FollowedRuns:
    """In the order in which they began."""

    def __init__(self, *followed: FollowedRun) -> None:
        self._all = list(followed)
        self.shown = 0
        """Which of them is shown."""

    def __len__(self) -> int:
        return len(self._all)

    def __iter__(self) -> Iterator[FollowedRun]:
        return iter(self._all)

    def __getitem__(self, number: int) -> FollowedRun:
        return self._all[number]

    @property
    def current(self) -> FollowedRun:
        """The one that is shown."""
        return self._all[self.shown]

    def take_up(self, runs: Runs) -> bool:
        """Follow those that have begun since; return whether any has."""
        new = runs.recorders[len(self._all) :]
        self._all += [FollowedRun(Run(recorder.recording), recorder) for recorder in new]
        return bool(new)

    def read(self, now_ns: int, until: float) -> list[FollowedRun]:
        """Read what was recorded, as far as there is time; return those of which there was anything."""
        return [followed for followed in self._all if followed.read(now_ns, until)]

    @property
    def cut_short(self) -> bool:
        """Whether there was more to read than there was time for."""
        return any(followed.cut_short for followed in self._all)

    @property
    def read_to_the_end(self) -> bool:
        """Of runs that are closed: whether nothing of them is left to read, and none is being judged."""
        return not any(followed.stands_still or followed.behind for followed in self._all)

    @property
    def judged(self) -> bool:
        """Whether the findings of all of them are the last ones."""
        return all(followed.judged for followed in self._all)
