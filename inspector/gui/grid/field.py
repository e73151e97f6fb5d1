"""Cells in lines, each a severity, and the worst of them by powers of two either way. Pure.

A summary is made, of the one that is twice as fine, when a zoom first asks for it, and kept; writing mends it. So a
frame costs its pixels: ten million cells are looked through once, and never again.
"""

from __future__ import annotations

import numpy as np

BITS = (1 << np.arange(16)).astype(np.uint16)
"""By severity."""


class Field:
    """`lines` x `columns` cells, to begin with empty ones."""

    def __init__(self, lines: int, columns: int) -> None:
        self.cells = np.zeros((lines, columns), np.uint8)
        self._levels: dict[tuple[int, int], np.ndarray] = {}
        """each after the one that it is made of"""
        self._there = np.zeros(lines, np.uint16)
        """of each line: the bits of the severities that are in it"""

    @property
    def lines(self) -> int:
        """How many there are."""
        return self.cells.shape[0]

    @property
    def columns(self) -> int:
        """How long each is."""
        return self.cells.shape[1]

    @property
    def severities(self) -> set[int]:
        """Those that there are, of cells that are not empty."""
        there = np.bitwise_or.reduce(self._there)
        return set(np.flatnonzero(there & BITS).tolist()) - {0}

    def write(self, line: int, block: np.ndarray) -> None:
        """Put whole lines, from this one on."""
        stop = line + len(block)
        self.cells[line:stop] = block
        self._there[line:stop] = np.bitwise_or.reduce(BITS.take(block), axis=1)
        for (down, across), level in self._levels.items():
            first, last = line >> down, -(-stop >> down)
            if across:
                level[first:last] = _halved(self.level(down, across - 1)[first:last].T).T
            else:
                level[first:last] = _halved(self.level(down - 1, 0)[2 * first : 2 * last])

    def level(self, down: int, across: int) -> np.ndarray:
        """The worst of each 2^down lines x 2^across columns."""
        if not down and not across:
            return self.cells
        level = self._levels.get((down, across))
        if level is None:
            # First lines, because whole ones are compared at once.
            finer = self.level(down, across - 1) if across else self.level(down - 1, 0)
            level = np.ascontiguousarray(_halved(finer.T).T if across else _halved(finer))
            self._levels[down, across] = level
        return level

    def worst_in(self, lines: slice, columns: slice) -> tuple[int, int] | None:
        """The line and column of the worst cell there, the first of them; None where there is no step."""
        part = self.cells[lines, columns]
        if not part.size or not part.any():
            return None
        line, column = np.unravel_index(int(part.argmax()), part.shape)
        return int(line) + lines.start, int(column) + columns.start


def _halved(cells: np.ndarray) -> np.ndarray:
    """The worse of each two neighbours along the first axis."""
    pairs = len(cells) // 2 * 2
    halved = np.maximum(cells[0:pairs:2], cells[1:pairs:2])
    return halved if pairs == len(cells) else np.concatenate([halved, cells[pairs:]])
