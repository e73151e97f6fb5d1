"""Wrong use, told in one sentence."""

from __future__ import annotations


class WrongUse(Exception):
    """What was asked for cannot be done; the message names the thing and the remedy, in one clear sentence."""


MEMORY_RAN_OUT = (
    "Memory ran out in this process: use less of it (smaller batches), or run it in a process of its own (--isolate)."
)
