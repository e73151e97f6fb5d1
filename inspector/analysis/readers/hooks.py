"""The hooks: epochs, steps and validation as fit told them to its callbacks, and the dataset's own."""

from __future__ import annotations

import numpy as np

from inspector.analysis.facts import Facts
from inspector.analysis.model import DatasetCall, Epoch, Steps, Validation
from inspector.analysis.readers import Reads
from inspector.analysis.readers.lineage import consume
from inspector.analysis.readers.open_calls import in_a_row, places_of
from inspector.analysis.readers.stretch import Stretch
from inspector.recording.events import NONE, Event, Kind, Role

BEGIN = {Role.TRAIN: Kind.TRAIN_BATCH_BEGIN, Role.VALIDATION: Kind.TEST_BATCH_BEGIN}
END = {Role.TRAIN: Kind.TRAIN_BATCH_END, Role.VALIDATION: Kind.TEST_BATCH_END}
ANEW = {Role.TRAIN: (Kind.EPOCH_BEGIN,), Role.VALIDATION: (Kind.EPOCH_BEGIN, Kind.TEST_BEGIN)}
"""After these there is no step of before that could still end."""


class HookReader:
    """The epochs, with their steps and validation.

    What comes before any epoch is not a part of this run: an evaluate() in on_train_begin.
    """

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._begun = dict.fromkeys(Role, _NOTHING)
        """The events that began steps in the stretch that is read."""
        self._before = dict.fromkeys(Role, 0)
        """How many steps there were before that stretch."""
        self._takes = dict.fromkeys(Role, False)
        """Whether a step of this role that begins now is a part of the run."""
        self._open = dict.fromkeys(Role, False)
        """Whether the last thing of this role was the begin of a step."""
        self._reads: Reads = {
            Kind.TRAIN_BEGIN: self._train_begin,
            Kind.TRAIN_END: self._train_end,
            Kind.EPOCH_BEGIN: self._epoch_begin,
            Kind.EPOCH_END: self._epoch_end,
            Kind.TEST_BEGIN: self._test_begin,
            Kind.TEST_END: self._test_end,
            Kind.OPTIMIZER_COUNT: self._optimizer_count,
            Kind.DATASET_EPOCH_BEGIN: self._dataset_epoch_begin,
            Kind.DATASET_EPOCH_END: self._dataset_epoch_end,
            Kind.DATASET_RETURNED: self._dataset_returned,
        }

    def read(self, stretch: Stretch) -> None:
        ended = {role: self._steps(stretch, role) for role in Role}
        for place in stretch.places(*self._reads).tolist():
            event = stretch.event(place)
            self._reads[event.kind](event)
        for role, (steps, places) in ended.items():
            if len(steps):
                consume(self._facts, stretch, role, steps, places)

    # -- steps --

    def _steps(self, stretch: Stretch, role: Role) -> tuple[np.ndarray, np.ndarray]:
        """Read begins and ends of steps; return the numbers of those that ended, and the places of their ends."""
        table = self._facts.steps[role]
        self._before[role], self._begun[role] = len(table), _NOTHING
        places = stretch.places(BEGIN[role], END[role], *ANEW[role])
        if not len(places):
            return _NOTHING, _NOTHING
        kinds = stretch.kinds[places]
        begins, ends = kinds == BEGIN[role].value, kinds == END[role].value
        in_the_run = self._in_the_run(role, kinds)
        begins &= in_the_run
        ends[1:] &= begins[:-1]  # an end whose step had ended, or never began, tells nothing
        ends[0] &= self._open[role]
        self._takes[role] = bool(in_the_run[-1])
        self._open[role] = bool(begins[-1])
        new, ended = places[places_of(begins)], places_of(ends)
        first = table.extend(
            len(new),
            began_ns=stretch.column("t_ns")[new],
            ended_ns=NONE,
            index=_or_zero(stretch.column("step")[new]),
            last=NONE,
            seq=new + stretch.first,
            end_seq=NONE,
            in_pass=NONE,
            position=0,
            updates=0,
        )
        number = (np.cumsum(begins) + first - 1)[ended]
        rows, done = in_a_row(number), places[ended]
        table["ended_ns"][rows] = stretch.column("t_ns")[done]
        table["last"][rows] = stretch.column("step")[done]
        table["end_seq"][rows] = done + stretch.first
        self._begun[role] = new + stretch.first
        return number, done

    def _in_the_run(self, role: Role, kinds: np.ndarray) -> np.ndarray:
        """Whether an epoch (or a validation in it) has begun, by each of these."""
        if role is Role.TRAIN:
            return np.asarray(self._takes[role] | np.logical_or.accumulate(kinds == Kind.EPOCH_BEGIN.value))
        # What opened last decides: an epoch has no validation until one begins in it; before any epoch none counts.
        opened = np.where(kinds == Kind.TEST_BEGIN.value, 2, np.where(kinds == Kind.EPOCH_BEGIN.value, 1, 0))
        at = np.maximum.accumulate(np.where(opened > 0, np.arange(len(kinds)), -1))
        known = self._facts.epoch is not None or self._facts.call == "evaluate"
        epoch = known | np.logical_or.accumulate(kinds == Kind.EPOCH_BEGIN.value)
        return np.asarray(np.where(at < 0, self._takes[role], (opened[at] == 2) & epoch[at]))

    def _steps_so_far(self, role: Role, event: Event) -> int:
        """How many steps of this role had begun when this event came."""
        return self._before[role] + int(np.searchsorted(self._begun[role], event.seq))

    # -- training --

    def _train_begin(self, event: Event) -> None:
        self._facts.train_began_ns = event.t_ns
        self._used_from(Role.TRAIN, event)

    def _train_end(self, event: Event) -> None:
        self._facts.train_ended_ns = event.t_ns

    def _epoch_begin(self, event: Event) -> None:
        facts = self._facts
        first = self._steps_so_far(Role.TRAIN, event)
        if facts.epoch is not None:
            facts.epoch.steps.close(first)
        self._close_validation(event)
        self._add_epoch(Epoch(event.epoch or 0, event.t_ns, event.seq, Steps(facts.steps[Role.TRAIN], first)))

    def _add_epoch(self, epoch: Epoch) -> None:
        facts = self._facts
        facts.first_steps[Role.TRAIN].note(len(facts.epochs), epoch.steps.first)
        facts.epochs.append(epoch)
        number, stretches = epoch.number, facts.begun
        if stretches and stretches[-1].stop == number:
            stretches[-1] = range(stretches[-1].start, number + 1)
        else:
            stretches.append(range(number, number + 1))

    def _epoch_end(self, event: Event) -> None:
        epoch = self._facts.epoch
        if epoch is not None:
            epoch.ended_ns, epoch.end_seq = event.t_ns, event.seq

    def _optimizer_count(self, event: Event) -> None:
        epoch = self._facts.epoch
        if epoch is None:
            return
        if epoch.optimizer_before is None:
            epoch.optimizer_before = event.batch
        else:
            epoch.optimizer_after = event.batch

    def _used_from(self, role: Role, event: Event) -> None:
        source = self._facts.source(role)
        source.used_from_ns = source.used_from_ns or event.t_ns

    # -- validation --

    def _test_begin(self, event: Event) -> None:
        facts = self._facts
        if facts.call == "evaluate" and not facts.epochs:
            steps = Steps(facts.steps[Role.TRAIN], self._steps_so_far(Role.TRAIN, event))
            self._add_epoch(Epoch(0, event.t_ns, event.seq, steps))
        if facts.epoch is not None:
            self._close_validation(event)
            steps = Steps(facts.steps[Role.VALIDATION], self._steps_so_far(Role.VALIDATION, event))
            facts.epoch.validation = Validation(event.t_ns, event.seq, steps)
            facts.first_steps[Role.VALIDATION].note(len(facts.epochs) - 1, steps.first)
            self._used_from(Role.VALIDATION, event)

    def _test_end(self, event: Event) -> None:
        epoch = self._facts.epoch
        if epoch is not None and epoch.validation is not None:
            epoch.validation.ended_ns = event.t_ns
            if self._facts.call == "evaluate":
                epoch.ended_ns, epoch.end_seq = event.t_ns, event.seq

    def _close_validation(self, event: Event) -> None:
        epoch = self._facts.epoch
        if epoch is not None and epoch.validation is not None:
            epoch.validation.steps.close(self._steps_so_far(Role.VALIDATION, event))

    # -- the dataset's own --

    def _dataset_epoch_begin(self, event: Event) -> None:
        epoch = self._dataset_call(event, "on_epoch_begin")
        if epoch is not None:
            epoch.dataset_began += 1

    def _dataset_epoch_end(self, event: Event) -> None:
        epoch = self._dataset_call(event, "on_epoch_end")
        if epoch is not None:
            epoch.dataset_ended += 1

    def _dataset_returned(self, event: Event) -> None:
        calls = reversed(self._facts.dataset_calls)
        call = next((call for call in calls if call.role is event.role), None)
        if call is not None:
            call.ended_ns = event.t_ns

    def _dataset_call(self, event: Event, hook: str) -> Epoch | None:
        """The epoch whose training data was called; tf-keras does so after the callbacks' on_epoch_end."""
        facts = self._facts
        epoch = facts.epoch
        number = None if epoch is None else epoch.number
        facts.dataset_calls.append(DatasetCall(event.role, hook, event.seq, event.t_ns, number))
        return epoch if event.role is Role.TRAIN else None


def _or_zero(numbers: np.ndarray) -> np.ndarray:
    return np.where(numbers == NONE, 0, numbers)


_NOTHING = np.empty(0, np.int64)
