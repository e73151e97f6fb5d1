"""Two runs compared: what differs, in order, and what could not be compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from inspector.analysis.compare.difference import Difference, Place, Topic
from inspector.analysis.compare.ending import ending_differences, time_differences
from inspector.analysis.compare.setting import setting_differences
from inspector.analysis.compare.side import Side
from inspector.analysis.compare.steps import epoch_differences, numbered_alike
from inspector.analysis.wording import epochs

SHOWN = 12
"""How many differences of one kind are told one by one."""


@dataclass(frozen=True)
class Comparison:
    """A and B beside each other."""

    a: Side
    b: Side
    setting: tuple[Difference, ...]
    """What was asked for, and on what it ran."""
    happened: tuple[Difference, ...]
    """What happened, the first difference first; what is of the runs as a whole comes last."""
    of_time: tuple[Difference, ...]
    """Findings that only one of them has because it was slower."""
    untold: tuple[str, ...]
    """What was not compared, and why."""

    @property
    def agree(self) -> bool:
        """Whether, of all that both tell, the same happened."""
        return not self.happened

    @cached_property
    def told(self) -> tuple[Difference, ...]:
        """What happened, where very many epochs differ alike as one difference: a person reads no hundred of them."""
        return tuple(_folded(self.happened))

    @cached_property
    def listed(self) -> tuple[Difference, ...]:
        """Everything that a person goes through, one by one: what may explain the rest comes before it."""
        return *self.setting, *self.told


def compare(a: Side, b: Side) -> Comparison:
    """What differs between two runs."""
    by_place = sorted(epoch_differences(a, b), key=lambda difference: difference.order)
    happened = (*by_place, *ending_differences(a, b))
    setting, of_time, untold = setting_differences(a, b), time_differences(a, b), _untold(a, b)
    return Comparison(a, b, tuple(setting), happened, tuple(of_time), tuple(untold))


def _untold(a: Side, b: Side) -> Iterator[str]:
    for which, side in (("A", a), ("B", b)):
        if side.cut:
            yield f"what came after the end of {which}: {side.name} breaks off, and may have gone on"
    reports = [which for which, side in (("A", a), ("B", b)) if side.timings is None]
    if reports:
        yield (
            f"shapes, values, callbacks, what the data was and how long it took: {' and '.join(reports)} "
            f"{'is a report, which does' if len(reports) == 1 else 'are reports, which do'} not tell them"
        )
    if not numbered_alike(a, b):
        yield "which batch each step trained on: data of different kinds numbers its batches differently"
    for which, side in (("A", a), ("B", b)):
        passes = [p for epoch in side.epochs.values() for p in (epoch.training, epoch.validation) if p is not None]
        unknown = sum(batch is None for one in passes for batch in one.batches)
        if unknown:
            yield f"the batches of {unknown:,} steps: which they were is not known in {which}"


def _folded(differences: Iterable[Difference]) -> Iterator[Difference]:
    shown: dict[tuple[Topic, Place], int] = {}
    rest: dict[tuple[Topic, Place], list[Difference]] = {}
    for one in differences:
        key = one.topic, one.place
        shown[key] = shown.get(key, 0) + 1
        if one.epoch is None or shown[key] <= SHOWN:
            yield one
        else:
            rest.setdefault(key, []).append(one)
    for more in rest.values():
        if len(more) == 1:
            yield more[0]
            continue
        numbers = [one.epoch for one in more if one.epoch is not None]
        yield replace(more[0], title=f"{len(more):,} more of the same, in {epochs(numbers)}: {more[0].title}")
