"""The epochs of two runs beside each other, step by step."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from inspector.analysis.compare.difference import Difference, Place, Topic
from inspector.analysis.compare.side import EpochTold, PassTold, Side
from inspector.analysis.compare.step_words import (
    absent_words,
    batches_words,
    done_words,
    means_words,
    shapes_words,
    steps_words,
)
from inspector.analysis.grid import StepState
from inspector.analysis.wording import count
from inspector.recording.events import Payload


def epoch_differences(a: Side, b: Side) -> Iterator[Difference]:
    """Everything that differs within the epochs, in no order."""
    for number in sorted({*a.epochs, *b.epochs}):
        one, other = a.epochs.get(number), b.epochs.get(number)
        if one is None or other is None:
            yield from _only_one(a, b, number)
            continue
        tells = a.tells_of(number), b.tells_of(number)
        training = _Where(number, Place.STEPS, f"of epoch {number}", *tells, numbered_alike(a, b))
        words = f"of epoch {number}'s validation" if a.call == b.call == "fit" else "of evaluate"
        yield from _pass(one.training, other.training, training)
        yield from _validation(one, other, replace(training, place=Place.VALIDATION, words=words))
        yield from _hooks(one, other)


def numbered_alike(a: Side, b: Side) -> bool:
    """Whether batch 3 of one is to the other what batch 3 is to it: a generator counts, a dataset is asked by index."""
    kinds = {side.setting.get("kind of data") for side in (a, b)} - {None}
    return len(kinds) < 2


@dataclass(frozen=True)
class _Where:
    """Which pass of both runs is compared, and what is known of it."""

    epoch: int
    place: Place
    words: str
    tell_a: bool
    """Whether what A does not tell of it was not there."""
    tell_b: bool
    alike: bool

    def differ(self, topic: Topic, steps: Sequence[int], what: str, told: tuple[str, str]) -> Difference:
        title = f"{steps_words(steps)} {self.words}: {what}"
        return Difference(topic, title, told[0], told[1], self.epoch, self.place, tuple(steps))


def _only_one(a: Side, b: Side, number: int) -> Iterator[Difference]:
    silent = b if number in a.epochs else a
    if silent.tells_of(number):
        title = f"Epoch {number} began in {'A' if number in a.epochs else 'B'} only"
        told_a, told_b = (_epoch_words(side, number) for side in (a, b))
        yield Difference(Topic.EPOCH, title, told_a, told_b, number)


def _epoch_words(side: Side, number: int) -> str:
    epoch = side.epochs.get(number)
    if epoch is None:
        return side.absent(number).value
    done, expected = epoch.training.done, epoch.training.expected
    return f"{done:,} of {expected:,} steps" if expected is not None else count(done, "step")


def _hooks(a: EpochTold, b: EpochTold) -> Iterator[Difference]:
    for hook, came_a, came_b in (
        ("on_epoch_end", a.ended, b.ended),
        ("the dataset's own on_epoch_begin", a.dataset_began, b.dataset_began),
        ("the dataset's own on_epoch_end", a.dataset_ended, b.dataset_ended),
    ):
        if came_a is not None and came_b is not None and came_a != came_b:
            title = f"{hook} of epoch {a.number} came in {'A' if came_a else 'B'} only"
            title = title[0].upper() + title[1:] if title.startswith("the") else title
            yield Difference(Topic.HOOKS, title, _came(came_a), _came(came_b), a.number, Place.EPOCH_END)


def _came(came: bool) -> str:
    return "came" if came else "never came"


def _validation(a: EpochTold, b: EpochTold, where: _Where) -> Iterator[Difference]:
    one, other = a.validation, b.validation
    if one is not None and other is not None:
        yield from _pass(one, other, where)
    elif (one is None and other is not None and where.tell_a) or (one is not None and other is None and where.tell_b):
        told_a, told_b = ("no validation" if p is None else count(p.done, "step") for p in (one, other))
        title = f"Epoch {where.epoch} was validated in {'A' if other is None else 'B'} only"
        yield Difference(Topic.STEPS, title, told_a, told_b, where.epoch, where.place)


# -- one pass beside the other --


def _pass(a: PassTold, b: PassTold, where: _Where) -> Iterator[Difference]:
    if where.tell_b and a.done > b.done:
        only = range(b.done, a.done)
        yield where.differ(Topic.STEPS, only, "done in A only", (done_words(a, only), absent_words(b, only)))
    if where.tell_a and b.done > a.done:
        only = range(a.done, b.done)
        yield where.differ(Topic.STEPS, only, "done in B only", (absent_words(a, only), done_words(b, only)))
    both = range(min(a.done, b.done))
    other_batch = [step for step in both if where.alike and _other_batch(a, b, step)]
    if other_batch:
        yield where.differ(
            Topic.BATCHES,
            other_batch,
            "on other batches",
            (batches_words(a, other_batch), batches_words(b, other_batch)),
        )
    other_shape = _unlike(a.signatures, b.signatures, both, _shape)
    if other_shape:
        told = shapes_words(a.signatures, other_shape[0]), shapes_words(b.signatures, other_shape[0])
        yield where.differ(Topic.SHAPES, other_shape, "batches of another shape or dtype", told)
    explained = {*other_batch, *other_shape}
    other_values = [step for step in _unlike(a.statistics, b.statistics, both, _values) if step not in explained]
    if other_values:
        told = means_words(a.statistics, other_values[0]), means_words(b.statistics, other_values[0])
        yield where.differ(Topic.VALUES, other_values, "batches with other values in them", told)


def _other_batch(a: PassTold, b: PassTold, step: int) -> bool:
    """Whether the batches are known and differ, or one is a replay and the other is not."""
    one, other = a.batches[step], b.batches[step]
    if one is None or other is None:
        return False
    return one != other or (a.states[step] == StepState.REPLAYED) != (b.states[step] == StepState.REPLAYED)


def _unlike(
    a: tuple[Payload | None, ...] | None,
    b: tuple[Payload | None, ...] | None,
    steps: range,
    told: Callable[[Payload], object],
) -> list[int]:
    """The steps where both tell, and tell otherwise."""
    if a is None or b is None:
        return []
    pairs = ((step, a[step], b[step]) for step in steps)
    return [step for step, x, y in pairs if x is not None and y is not None and x is not y and told(x) != told(y)]


def _shape(signature: Payload) -> object:
    return [(one["name"], one["shape"], one["dtype"]) for one in signature["inputs"]]


def _values(statistics: Payload) -> object:
    return [[one.get(key) for key in ("name", "min", "max", "mean", "of")] for one in statistics.get("inputs", ())]
