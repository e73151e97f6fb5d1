"""One row of the timeline: boxes in layers, and walking along them."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from inspector.gui.selection import Selection
from inspector.gui.timeline.boxes import Boxes


@dataclass
class Lane:
    """One row of the timeline; what is in it, in layers from the bottom up."""

    name: str
    """What stands in the gutter; empty where the lane above speaks for it."""
    layers: list[Boxes]
    detail: str = ""
    """A second, quieter name."""
    texts: list[str] = field(default_factory=list)
    """The labels of boxes that are not labelled with a number."""
    quiet: str = ""
    """What is said in the lane when there is nothing in it."""
    sentences: list[str] | None = None
    """What the pointer shows of boxes that stand for nothing that one can select, by the number of their label."""

    @property
    def empty(self) -> bool:
        """Whether there is no box in it."""
        return not any(len(boxes) for boxes in self.layers)

    def find(self, selection: Selection) -> tuple[Boxes, int] | None:
        """The box of a selected thing."""
        if self.sentences is not None:
            return None
        for boxes in self.layers:
            number = boxes.find(selection)
            if number is not None:
                return boxes, number
        return None

    def neighbour(self, boxes: Boxes, number: int, forward: bool) -> tuple[Boxes, int] | None:
        """The box next to this one in the lane, in whichever layer it is."""
        x = boxes.x0[number]
        best: tuple[float, Boxes, int] | None = None
        for layer in self.layers:
            if layer is boxes:
                other = number + 1 if forward else number - 1
            elif forward:
                other = int(np.searchsorted(layer.x0, x, "right"))
            else:
                other = int(np.searchsorted(layer.x0, x, "left")) - 1
            if 0 <= other < len(layer):
                away = abs(float(layer.x0[other]) - x)
                if best is None or away < best[0]:
                    best = (away, layer, other)
        return None if best is None else best[1:]
