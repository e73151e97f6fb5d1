"""Wrong use, told in one sentence."""

from __future__ import annotations


class WrongUse(Exception):
    """What was asked for cannot be done; the message names the thing and the remedy, in one clear sentence."""


class BrokenModule(WrongUse):
    """The text of a file is no Python as it stands: once it is mended and saved, it can be read."""

    def __init__(self, sentence: str, line: int | None = None) -> None:
        """`line`: where it is broken, if that is known."""
        super().__init__(sentence)
        self.line = line


MEMORY_RAN_OUT = (
    "Memory ran out in this process: use less of it (smaller batches), or run it in a process of its own (--isolate)."
)
