"""Work on many things at once: for what numpy, zlib and the system do without holding Python's lock."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Thing = TypeVar("Thing")
Result = TypeVar("Result")

THREADS = min(4, os.cpu_count() or 1)
SHARES = 4
"""So many shares of the work for each thread: one that is done early takes the next."""


def side_by_side(work: Callable[[Thing], Result], things: Sequence[Thing]) -> list[Result]:
    """What `work` gives for each of them, in their order. Raises what it raises."""
    if len(things) < 2 or THREADS < 2:
        return [work(one) for one in things]
    each = -(-len(things) // (SHARES * THREADS))
    shares = [things[at : at + each] for at in range(0, len(things), each)]
    with ThreadPoolExecutor(THREADS, "side-by-side") as pool:
        done = pool.map(lambda share: [work(one) for one in share], shares)
        return [result for results in done for result in results]
