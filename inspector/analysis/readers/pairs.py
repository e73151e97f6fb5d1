"""Which end belongs to which begin, where calls may be nested: for many calls of many threads at once. Pure.

On one thread the call that began last ends first. So of the calls at one depth, begins and ends take turns.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from inspector.recording.events import NONE


class Pairs(NamedTuple):
    """What was found, an entry for each begin or end in the order in which they were given."""

    partner: np.ndarray
    """Of an end, which entry is its begin; NONE: it has none here, or it is a begin."""
    carried: np.ndarray
    """Of an end whose begin came before all of these: how deep it was; else NONE."""
    open_: np.ndarray
    """Which entries are begins without an end, by key and from the outermost inwards."""
    left: dict[int, int]
    """By key: how many of the calls that were open before are still open."""


FEW = 64
"""So few are faster paired one by one."""


def pair(keys: np.ndarray, begins: np.ndarray, depths: dict[int, int]) -> Pairs:
    """`keys`: whose each entry is (its thread); `depths`: how many calls each key had open before."""
    if len(keys) <= FEW:
        return one_by_one(keys, begins, depths)
    return all_at_once(keys, begins, depths)


def one_by_one(keys: np.ndarray, begins: np.ndarray, depths: dict[int, int]) -> Pairs:
    """Pair them as one would by hand."""
    open_: dict[int, list[int]] = {}
    left = {key: depths.get(key, 0) for key in sorted(set(keys.tolist()))}
    partner, carried = np.full(len(keys), NONE, np.int64), np.full(len(keys), NONE, np.int64)
    for at, (key, begin) in enumerate(zip(keys.tolist(), begins.tolist(), strict=True)):
        stack = open_.setdefault(key, [])
        if begin:
            stack.append(at)
        elif stack:
            partner[at] = stack.pop()
        elif left[key]:
            left[key] -= 1
            carried[at] = left[key]
    still = [at for key in left for at in open_[key]]
    return Pairs(partner, carried, np.array(still, np.int64), left)


def all_at_once(keys: np.ndarray, begins: np.ndarray, depths: dict[int, int]) -> Pairs:
    """The same without a step for each of them."""
    count = len(keys)
    order = np.argsort(keys, kind="stable") if count and keys.min() != keys.max() else np.arange(count)
    key, begin = keys[order], begins[order]
    heads = np.flatnonzero(np.concatenate([[True], key[1:] != key[:-1]])) if count else np.empty(0, np.int64)
    group = np.repeat(np.arange(len(heads)), np.diff(np.append(heads, count)))
    before = np.array([depths.get(one, 0) for one in key[heads].tolist()], np.int64)

    change = np.where(begin, 1, -1)
    total = np.cumsum(change)
    raw = total - (total[heads] - change[heads])[group] + before[group]  # depth, if ends without a begin counted
    apart = np.int64(2 * count + 2 + int(before.max(initial=0)))
    lowest = np.minimum.accumulate(raw - group * apart) + group * apart  # within each group
    depth = raw - np.minimum(lowest, 0)
    lowest_before = np.where(np.arange(count) == heads[group] if count else False, before[group], np.roll(lowest, 1))
    lone = ~begin & (lowest < 0) & (lowest < np.minimum(lowest_before, 0))
    level = np.where(begin, depth - 1, depth)
    level[lone] = NONE

    by_level = np.lexsort((level, group)) if count and level.max() > level.min() else np.arange(count)
    sorted_level, sorted_group = level[by_level], group[by_level]
    same = np.concatenate([[False], (sorted_level[1:] == sorted_level[:-1]) & (sorted_group[1:] == sorted_group[:-1])])
    ends = ~begin[by_level] & (sorted_level != NONE)
    partner, carried = np.full(count, NONE, np.int64), np.full(count, NONE, np.int64)
    matched = np.flatnonzero(ends & same[:count])
    partner[order[by_level[matched]]] = order[by_level[matched - 1]]
    from_before = np.flatnonzero(ends & ~same[:count])
    carried[order[by_level[from_before]]] = sorted_level[from_before]

    ended = np.zeros(count, bool)
    ended[matched - 1] = True
    still = by_level[begin[by_level] & ~ended]
    left = np.minimum(np.maximum(np.minimum.reduceat(lowest, heads), 0), before) if count else before
    return Pairs(partner, carried, order[still], dict(zip(key[heads].tolist(), left.tolist(), strict=True)))
