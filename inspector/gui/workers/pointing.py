"""What is pointed at: a thing of one worker, or its head; and from there to the next. Pure: no Qt."""

from __future__ import annotations

from typing import NamedTuple

from inspector.gui.selection import Selection
from inspector.gui.timeline.place import Span
from inspector.gui.timeline.walk import beside, find, middle
from inspector.gui.workers.group import HEAD
from inspector.gui.workers.stack import Stack


class Pointed(NamedTuple):
    """One thing of one worker; its head, where it is none."""

    group: int
    selection: Selection | None = None

    @property
    def is_head(self) -> bool:
        """Whether it is the worker as a whole."""
        return self.selection is None


def at(stack: Stack, number: int, x: float | None, y: float, slack: float) -> Pointed | None:
    """What is in a group at this place of the axis (None: left of it) and so many pixels from its top."""
    if y < HEAD or x is None:
        return Pointed(number)
    for band in stack.groups[number].bands:
        if band.top <= y < band.top + band.height:
            for boxes in reversed(band.lane.layers):
                box = boxes.at(x, slack)
                if box is not None:
                    return Pointed(number, boxes.selection(box))
    return None


def over(stack: Stack, there: Pointed) -> Span | None:
    """From where to where a thing goes."""
    found = find(stack.groups[there.group].content.lanes, there.selection)
    if found is None:
        return None
    _, boxes, number = found
    return float(boxes.x0[number]), float(boxes.x1[number])


def step(stack: Stack, there: Pointed | None, forward: bool) -> Pointed | None:
    """What comes next in the lane of the same worker, or before it; its steps' first, where nothing is selected."""
    group = 0 if there is None else there.group
    chosen = beside(stack.groups[group].content.lanes, None if there is None else there.selection, forward)
    return None if chosen is None else Pointed(group, chosen)


def beneath(stack: Stack, there: Pointed | None, down: bool) -> Pointed | None:
    """What the next worker has in the same lane at the same place; its head, where a head is selected."""
    if there is None:
        return Pointed(0)
    group = there.group + (1 if down else -1)
    if not 0 <= group < len(stack.groups):
        return None
    found = find(stack.groups[there.group].content.lanes, there.selection)
    if found is None:
        return Pointed(group)
    names = [(band.lane.name, band.lane.detail) for band in stack.groups[group].bands]
    here = (found[0].name, found[0].detail)
    if here not in names:
        return Pointed(group)
    for boxes in reversed(stack.groups[group].bands[names.index(here)].lane.layers):
        near = boxes.at(middle(found), float("inf"))
        if near is not None:
            return Pointed(group, boxes.selection(near))
    return Pointed(group)
