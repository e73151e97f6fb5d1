"""How high the bars of the batch sizes are where there are too many for one each: one value a column. Pure."""

from __future__ import annotations

import numpy as np

from inspector.gui.timeline.blocks import Blocks, at_places
from inspector.gui.timeline.boxes import Boxes
from inspector.gui.timeline.summary import Known, Raster, Told, reaches_into


class Heights:
    """Of the values of boxes, kept while these do not change."""

    def __init__(self, boxes: Boxes) -> None:
        self.boxes = boxes
        self._blocks, self._known = Blocks(np.int32), Known()
        self._changes = 0
        """How often the boxes had changed when they were looked at last."""

    def columns(self, raster: Raster) -> Told:
        """In each column the highest value, and the one of the box that began last before its end; 0 where none did."""
        boxes = self.boxes
        if self._changes != boxes.changes:
            self._blocks.cut(boxes.take_changed())
            self._known.forget()
            self._changes = boxes.changes
        self._blocks.extend(len(boxes), self._in_blocks)
        return self._known.get(raster, self._find)

    def _values(self, places: np.ndarray) -> np.ndarray:
        return self.boxes.subject.column("value", self.boxes.numbers[places])

    def _in_blocks(self, blocks: np.ndarray) -> np.ndarray:
        places = at_places(blocks, len(self.boxes))
        return self._values(places.reshape(-1)).reshape(places.shape)

    def _find(self, edges: np.ndarray) -> tuple[np.ndarray, ...]:
        boxes = self.boxes
        at = np.searchsorted(boxes.x0, edges)
        highest = self._blocks.highest(at, self._in_blocks)
        into = reaches_into(boxes.x1, at, edges)
        highest[into] = np.maximum(0, self._values(at[:-1][into] - 1))
        known = (at[1:] > 0) & (at[1:] < len(boxes))
        held = np.zeros(len(at) - 1, np.int64)
        held[known] = np.maximum(0, self._values(at[1:][known] - 1))
        return highest, held
