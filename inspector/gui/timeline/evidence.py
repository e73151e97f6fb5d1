"""Where a finding's evidence is on the axis. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.analysis.finding import Finding
from inspector.analysis.model import PullState
from inspector.gui.selection import Selection, Thing
from inspector.gui.timeline.content import Content
from inspector.gui.timeline.place import Span


def evidence_span(content: Content, finding: Finding) -> Span | None:
    """From the first to the last thing that proves the finding; None where nothing of it is on the axis."""
    spans = [*_of_events(content, finding.events), *_of_steps(content, finding)]
    if not spans and finding.epoch is not None:
        spans = list(_find(content, Selection(Thing.EPOCH, epoch=finding.epoch)))
    return (min(a for a, _ in spans), max(b for _, b in spans)) if spans else None


def _of_events(content: Content, events: tuple[int, ...]) -> Iterator[Span]:
    for lane in content.lanes.shown:
        if lane is content.lanes.epochs:
            continue  # an epoch is where it happened, not what happened
        for boxes in lane.layers:
            for number in map(boxes.with_seq, events):
                if number is not None:
                    yield float(boxes.x0[number]), float(boxes.x1[number])
    failure = content.run.train.failure
    if failure is not None and failure.seq in events:
        yield from _find(content, _raised(content))


def _raised(content: Content) -> Selection:
    source = content.run.train
    pull = source.first_in(PullState.RAISED)
    return Selection(Thing.BATCH, seq=-2 if pull is None else pull.seq)


def _of_steps(content: Content, finding: Finding) -> Iterator[Span]:
    if finding.epoch is None:
        return
    if finding.step is not None:
        for thing in (Thing.STEP, Thing.MISSING_STEP):
            yield from _find(content, Selection(thing, epoch=finding.epoch, step=finding.step))
    ghosts = content.lanes.train_steps.layers[0]
    if finding.rule == "steps-missing":
        mine = ghosts.column("epoch", slice(None)) == finding.epoch
        if mine.any():
            yield float(ghosts.x0[mine].min()), float(ghosts.x1[mine].max())


def _find(content: Content, selection: Selection) -> Iterator[Span]:
    for lane in content.lanes.shown:
        found = lane.find(selection)
        if found is not None:
            boxes, number = found
            yield float(boxes.x0[number]), float(boxes.x1[number])
