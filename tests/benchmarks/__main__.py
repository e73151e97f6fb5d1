"""python -m tests.benchmarks [NAME ...]: what long runs and watching cost, as tables; not a part of the test run.

Drawing is counted in processor time: what else the machine does is not the timeline's.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Sequence
from typing import NamedTuple

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.benchmarks import feeding, grid, in_place, long_runs, opening, starting, taps, watching
from tests.benchmarks.table import Table, machine, print_table


class Benchmark(NamedTuple):
    """One table."""

    name: str
    what: str
    table: Callable[[argparse.Namespace], Table]


BENCHMARKS = (
    Benchmark("long", "reading, judging and drawing a long run", lambda asked: long_runs.table(asked.events)),
    Benchmark("grid", "drawing the grid of ten million steps", lambda asked: grid.table()),
    Benchmark("feeding", "100,000 events a second shown while they come", lambda asked: feeding.table(asked.seconds)),
    Benchmark("opening", "opening a recording from its file", lambda asked: opening.table(asked.events)),
    Benchmark("starting", "the first window", lambda asked: starting.table()),
    Benchmark("watching", "what looking on adds to a step of a real fit", lambda asked: watching.table(asked.rounds)),
    Benchmark("places", "the same, in the places where it is done", lambda asked: in_place.table(asked.rounds)),
    Benchmark("taps", "what the taps themselves take of it", lambda asked: taps.table()),
)


def main(words: Sequence[str] | None = None) -> None:
    """Measure and print."""
    asked = _parser().parse_args(words)
    print(f"Measured on {machine()}, offscreen, 1600x900.")
    for one in BENCHMARKS:
        if not asked.names or one.name in asked.names:
            print_table(one.table(asked))


def _parser() -> argparse.ArgumentParser:
    lines = "\n".join(f"  {one.name:<10}{one.what}" for one in BENCHMARKS)
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks",
        description=f"Measure what long runs cost, and print tables.\n\n{lines}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    names = [one.name for one in BENCHMARKS]
    parser.add_argument("names", nargs="*", metavar="NAME", type=_one_of(names), help="which of these; all if left out")
    parser.add_argument(
        "--events", nargs="+", type=_number, default=long_runs.EVENTS, metavar="N", help="how long the long runs are"
    )
    parser.add_argument(
        "--seconds", nargs="+", type=float, default=feeding.SECONDS, metavar="S", help="how long it is fed"
    )
    parser.add_argument(
        "--rounds", type=int, default=watching.ROUNDS, metavar="N", help="how often each of those that look on does"
    )
    return parser


def _one_of(names: Sequence[str]) -> Callable[[str], str]:
    def name(word: str) -> str:
        if word not in names:
            raise argparse.ArgumentTypeError(f"there is no benchmark {word}: there are {', '.join(names)}")
        return word

    return name


def _number(word: str) -> int:
    return int(float(word))


if __name__ == "__main__":
    main()
