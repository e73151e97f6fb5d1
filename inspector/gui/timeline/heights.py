"""How high the bars of the batch sizes are where there are too many for one each: one value a column. Pure."""

from __future__ import annotations

import numpy as np

from inspector.gui.timeline.blocks import Blocks, Cuts, in_blocks
from inspector.gui.timeline.boxes import Boxes
from inspector.gui.timeline.summary import Known, Raster, Told, reaches_into
from inspector.recording.growing import Growing
from inspector.recording.pieces import pieces


class Heights:
    """Of the values of boxes, kept while these do not change."""

    def __init__(self, boxes: Boxes) -> None:
        self.boxes = boxes
        self._values, self._blocks, self._known = Growing(np.int32), Blocks(np.int32), Known()
        self._seen = 0
        """How many changes of the boxes were seen."""

    def columns(self, raster: Raster) -> Told:
        """In each column the highest value, and the one of the box that began last before its end; 0 where none did."""
        changes = self.boxes.changes
        if self._seen != changes.count:
            self._read(min(changes.since(self._seen), len(self._values)))
            self._seen = changes.count
        return self._known.get(raster, self._find)

    def _read(self, unchanged: int) -> None:
        """The boxes from this number on are not what they were."""
        self._known.forget(self.boxes.x0[unchanged - 1] if unchanged else -np.inf)
        self._values.cut(unchanged)
        self._blocks.cut(unchanged)
        self._values.make_room(len(self.boxes))
        for part in pieces(unchanged, len(self.boxes)):
            self._values.extend(self.boxes.column("value", part))
        self._blocks.extend(len(self.boxes), in_blocks(self._values.values))

    def _find(self, edges: np.ndarray) -> tuple[np.ndarray, ...]:
        boxes, values = self.boxes, self._values.values
        at = np.searchsorted(boxes.x0, edges)
        highest = self._blocks.highest(Cuts(at), in_blocks(values))
        into = reaches_into(boxes.x1, at, edges)
        highest[into] = np.maximum(0, values[at[:-1][into] - 1])
        known = (at[1:] > 0) & (at[1:] < len(boxes))
        held = np.zeros(len(at) - 1, np.int64)
        held[known] = np.maximum(0, values[at[1:][known] - 1])
        return highest, held
