"""Sets of whole numbers, and values by number, where most numbers are close to one another: arrays in pages."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

_PAGE_BITS = 16


class Numbers:
    """Numbers from 0 on. Asked for many at once it answers with an array."""

    def __init__(self) -> None:
        self._pages: dict[int, np.ndarray] = {}
        self._highest = -1

    def __contains__(self, number: object) -> bool:
        if not isinstance(number, (int, np.integer)) or number < 0:
            return False
        page = self._pages.get(int(number) >> _PAGE_BITS)
        return page is not None and bool(page[int(number) & _LAST])

    def __iter__(self) -> Iterator[int]:
        for page in sorted(self._pages):
            yield from (np.flatnonzero(self._pages[page]) + (page << _PAGE_BITS)).tolist()

    def add(self, numbers: np.ndarray) -> None:
        """Add all of these."""
        self._highest = max(self._highest, int(numbers.max(initial=-1)))
        for page, where in _by_page(numbers):
            if page not in self._pages:
                self._pages[page] = np.zeros(1 << _PAGE_BITS, bool)
            self._pages[page][numbers[where] & _LAST] = True

    def has(self, numbers: np.ndarray) -> np.ndarray:
        """Which of these are in it."""
        found = np.zeros(len(numbers), bool)
        if not len(numbers) or numbers.min() > self._highest:  # as where each is new
            return found
        for page, where in _by_page(numbers):
            if page in self._pages:
                found[where] = self._pages[page][numbers[where] & _LAST]
        return found


class ByNumber:
    """A value for each number; NaN where there is none."""

    def __init__(self) -> None:
        self._pages: dict[int, np.ndarray] = {}

    def set_first(self, numbers: np.ndarray, values: np.ndarray) -> None:
        """Give these numbers values, each the first one that it is given, here and before; negative ones get none."""
        for page, where in _by_page(numbers):
            if page >= 0:
                known = self._pages.setdefault(page, np.full(1 << _PAGE_BITS, np.nan))
                at = numbers[where] & _LAST
                new = np.isnan(known[at])
                known[at[new][::-1]] = values[where][new][::-1]  # of several, the first is written last

    def of(self, numbers: np.ndarray) -> np.ndarray:
        """The values of these."""
        found = np.full(len(numbers), np.nan)
        for page, where in _by_page(numbers):
            if page in self._pages:
                found[where] = self._pages[page][numbers[where] & _LAST]
        return found


_LAST = (1 << _PAGE_BITS) - 1


def _by_page(numbers: np.ndarray) -> Iterator[tuple[int, slice | np.ndarray]]:
    if not len(numbers):
        return
    pages = numbers >> _PAGE_BITS
    first, last = int(pages.min()), int(pages.max())
    if first == last:
        yield first, slice(None)
        return
    for page in np.unique(pages).tolist():
        yield page, pages == page
