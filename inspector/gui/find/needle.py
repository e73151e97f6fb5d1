"""What a person looks for: words, or a number. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

DIGITS = 9
"""So many a number may have; what is longer is the number of nothing, and may stand in the log."""


@dataclass(frozen=True)
class Needle:
    """Words as they stand somewhere, or the number of something, and then no words: 6 is not the 6 of `(16, 4)`."""

    words: str
    """In small letters."""
    number: int | None = None

    def is_in(self, text: str) -> bool:
        """Whether it is words, and the text says them."""
        return self.number is None and self.words in text.casefold()


def needle_of(typed: str) -> Needle | None:
    """What was typed: a whole number is one, in quotes it is words; None where nothing was."""
    words = typed.strip().casefold()
    if words.isascii() and words.isdigit() and len(words) <= DIGITS:
        return Needle("", int(words))
    if len(words) > 2 and words[0] == words[-1] == '"':
        words = words[1:-1]
    return Needle(words) if words else None
