"""Calls that begin and end, by number: pulls of a source, hooks of callback objects."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from inspector.analysis.readers.pairs import pair
from inspector.recording.events import NONE

Index = slice | np.ndarray
"""Which of many: a slice where they lie in a row, for numpy looks those up without a copy."""


class Numbered(NamedTuple):
    """Which of some entries, each a begin or an end, are new calls, and which are ends of which calls."""

    new: Index
    """Which begin a call: these are numbered in order."""
    ends: Index
    """Which end one,"""
    number: np.ndarray
    """and the number of the call that each of these ends;"""
    rows: Index
    """the same, to look them up with."""


class OpenCalls:
    """The calls that each thread is in, from the outermost inwards."""

    def __init__(self) -> None:
        self._open: dict[int, list[int]] = {}

    def read(self, threads: np.ndarray, began: np.ndarray, first: int, *, lone: bool = False) -> Numbered:
        """Read on: each entry is on a thread, and began a call or not; new calls are numbered from `first` on.

        `lone`: an end without a begin is a call as well, for it is all that was seen of it; else it tells nothing.
        """
        if (began[1:] != began[:-1]).all() and (threads == threads[0]).all():
            open_ = self._open.setdefault(int(threads[0]), [])
            if began[0] or open_:
                return _by_turns(began, open_, first)
        return self._paired(threads, began, first, lone)

    def _paired(self, threads: np.ndarray, began: np.ndarray, first: int, lone: bool) -> Numbered:
        pairs = pair(threads, began, {thread: len(calls) for thread, calls in self._open.items()})
        new = began | ((pairs.partner == NONE) & (pairs.carried == NONE)) if lone else began
        number = np.cumsum(new) - 1 + first
        number[~new] = NONE
        for at in np.flatnonzero(pairs.carried != NONE).tolist():
            number[at] = self._open[int(threads[at])][pairs.carried[at]]
        inner = pairs.partner != NONE
        number[inner] = number[pairs.partner[inner]]
        for thread, left in pairs.left.items():
            self._open[thread] = self._open.get(thread, [])[:left]
        for at in pairs.open_.tolist():
            self._open[int(threads[at])].append(int(number[at]))
        ends = np.flatnonzero(~began & (number != NONE))
        return Numbered(np.flatnonzero(new), ends, number[ends], number[ends])


def _by_turns(began: np.ndarray, open_: list[int], first: int) -> Numbered:
    """Begins and ends of one thread take turns, as those of a generator do: each end is that of the call before."""
    in_one = int(not began[0])
    new, ends = slice(in_one, None, 2), slice(1 - in_one, None, 2)
    number = np.arange(first - in_one, first - in_one + len(began[ends]))
    if in_one:
        number[0] = open_.pop()
    if began[-1]:
        open_.append(first + len(began[new]) - 1)
    return Numbered(new, ends, number, in_a_row(number))


def places_of(mask: np.ndarray) -> Index:
    """Where it is true, as a slice where that is every other place."""
    if len(mask) and (mask[1:] != mask[:-1]).all():
        return slice(int(not mask[0]), None, 2)
    return np.flatnonzero(mask)


def in_a_row(ascending: np.ndarray) -> Index:
    """Numbers that ascend, as a slice where none is left out."""
    if len(ascending) and ascending[-1] - ascending[0] == len(ascending) - 1:
        return slice(int(ascending[0]), int(ascending[-1]) + 1)
    return ascending
