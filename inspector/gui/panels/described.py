"""What the details panel is given to show. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

from inspector.gui.panels.values import InputValues

Row = tuple[str, str]


@dataclass(frozen=True)
class Description:
    """A headline, and what is known, by name."""

    title: str
    rows: tuple[Row, ...] = ()
    sentence: str = ""
    """All of it in one sentence, to be read out or pasted."""
    inputs: tuple[InputValues, ...] = ()
    """Of a batch, or of the batch that a step took: each input, to be set beside the others."""
