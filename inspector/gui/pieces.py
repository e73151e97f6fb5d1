"""Work of the window's thread in pieces: between two of them the event loop has its turn, and a click is heard."""

from __future__ import annotations

from collections.abc import Iterator


class Pieces:
    """One thing to do, which yields after each piece of it. What is begun meanwhile takes its place."""

    def __init__(self) -> None:
        self._work: Iterator[None] | None = None

    @property
    def under_way(self) -> bool:
        """Whether there is something left to do."""
        return self._work is not None

    def begin(self, work: Iterator[None]) -> None:
        """Have this done; nothing of it is done yet."""
        self._work = work

    def do_one(self) -> None:
        """Do the next piece."""
        work = self._work
        if work is None:
            return
        self._work = None  # a piece that raises is the last one
        for _ in work:
            self._work = self._work or work  # unless the piece itself began something else
            return

    def finish(self) -> None:
        """Do all that is left, at once."""
        while self.under_way:
            self.do_one()
