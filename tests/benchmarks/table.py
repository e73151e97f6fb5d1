"""Tables of what was measured, in Markdown, with the machine named."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Table:
    """What one benchmark measured."""

    title: str
    heads: tuple[str, ...]
    rows: list[tuple[str, ...]]


def machine() -> str:
    """What it was measured on."""
    load = f"load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    parts = (f"{os.cpu_count()} cores", platform.machine(), f"Python {platform.python_version()}", load)
    return ", ".join(part for part in parts if part)


def spread(values: Iterable[float]) -> str:
    """`median / 95th percentile`."""
    known = np.array(list(values))
    return f"{np.median(known):.1f} / {np.percentile(known, 95):.1f}"


def print_table(table: Table) -> None:
    """A row a line, under its title."""
    print(f"\n{table.title}\n", flush=True)
    for row in (table.heads, tuple("---" for _ in table.heads), *table.rows):
        print(f"| {' | '.join(row)} |", flush=True)
