"""How much of a growing grid is final: what was made of that is not made again. A long run has very many epochs."""

from __future__ import annotations

from collections.abc import Sequence

from inspector.analysis.grid import EpochRow


class SettledRows:
    """The rows of `expected_grid`, from the first on, that stay what they are whatever still comes."""

    def __init__(self) -> None:
        self._count = 0
        self._last: EpochRow | None = None

    def grow(self, grid: Sequence[EpochRow]) -> range:
        """The rows that have settled since the last look. From 0 on: what was known is to be forgotten."""
        first = self._count
        if first and (len(grid) < first or grid[first - 1] is not self._last):
            first = 0
        count = first
        while count < len(grid) and _is_settled(grid, count):
            count += 1
        self._count, self._last = count, grid[count - 1] if count else None
        return range(first, count)


def _is_settled(grid: Sequence[EpochRow], at: int) -> bool:
    """Whether an epoch has ended, and its validation, and another has begun after it: fit has turned its back on it."""
    epoch = grid[at].epoch
    if epoch is None or epoch.ended_ns is None or (epoch.validation is not None and epoch.validation.ended_ns is None):
        return False
    return at + 1 < len(grid) and grid[at + 1].epoch is not None
