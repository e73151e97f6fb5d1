"""From one selected thing to the next: along a lane, to its ends, and to the lane above or below. Pure."""

from __future__ import annotations

from inspector.gui.selection import Selection
from inspector.gui.timeline.boxes import Boxes
from inspector.gui.timeline.lane import Lane
from inspector.gui.timeline.lanes import Lanes

Found = tuple[Lane, Boxes, int]


def find(lanes: Lanes, selection: Selection | None) -> Found | None:
    """The box of a selected thing, and its lane."""
    if selection is None:
        return None
    for lane in lanes.shown:
        found = lane.find(selection)
        if found is not None:
            return lane, *found
    return None


def middle(found: Found) -> float:
    """Where it is."""
    _, boxes, number = found
    return (float(boxes.x0[number]) + float(boxes.x1[number])) / 2


def beside(lanes: Lanes, selection: Selection | None, forward: bool) -> Selection | None:
    """What comes next in the lane of what is selected, or before it; an end of the steps where nothing is."""
    found = find(lanes, selection)
    if found is None:
        return end(lanes, None, last=not forward)
    lane, boxes, number = found
    neighbour = lane.neighbour(boxes, number, forward)
    return None if neighbour is None else neighbour[0].selection(neighbour[1])


def end(lanes: Lanes, selection: Selection | None, last: bool) -> Selection | None:
    """The first or last thing in the lane of what is selected; the steps', if nothing is."""
    found = find(lanes, selection)
    lane = lanes.train_steps if found is None else found[0]
    layers = [boxes for boxes in lane.layers if len(boxes)]
    if not layers:
        return None
    ends = [(float(boxes.x0[-1 if last else 0]), i) for i, boxes in enumerate(layers)]
    boxes = layers[(max(ends) if last else min(ends))[1]]
    return boxes.selection(len(boxes) - 1 if last else 0)


def across(lanes: Lanes, selection: Selection | None, down: bool) -> Selection | None:
    """What is under or over the selected thing."""
    found = find(lanes, selection)
    if found is None:
        return end(lanes, None, last=False)
    shown, x = lanes.shown, middle(found)
    at = next(i for i, other in enumerate(shown) if other is found[0])
    for other in shown[at + 1 :] if down else reversed(shown[:at]):
        if other.sentences is not None:
            continue  # nothing in it can be selected
        for layer in reversed(other.layers):
            near = layer.at(x, float("inf"))
            if near is not None:
                return layer.selection(near)
    return None
