"""The hooks: epochs, steps and validation as fit told them to its callbacks, and the dataset's own."""

from __future__ import annotations

from inspector.analysis.facts import Facts
from inspector.analysis.model import DatasetCall, Epoch, Step, Validation
from inspector.analysis.readers import Reads
from inspector.analysis.readers.lineage import consume
from inspector.recording.events import Event, Kind, Role


class HookReader:
    """The epochs, with their steps and validation.

    What comes before any epoch is not a part of this run: an evaluate() in on_train_begin.
    """

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self.reads: Reads = {
            Kind.TRAIN_BEGIN: self._train_begin,
            Kind.TRAIN_END: self._train_end,
            Kind.EPOCH_BEGIN: self._epoch_begin,
            Kind.EPOCH_END: self._epoch_end,
            Kind.TRAIN_BATCH_BEGIN: self._train_batch_begin,
            Kind.TRAIN_BATCH_END: self._train_batch_end,
            Kind.TEST_BEGIN: self._test_begin,
            Kind.TEST_BATCH_BEGIN: self._test_batch_begin,
            Kind.TEST_BATCH_END: self._test_batch_end,
            Kind.TEST_END: self._test_end,
            Kind.OPTIMIZER_COUNT: self._optimizer_count,
            Kind.DATASET_EPOCH_BEGIN: self._dataset_epoch_begin,
            Kind.DATASET_EPOCH_END: self._dataset_epoch_end,
        }

    # -- training --

    def _train_begin(self, event: Event) -> None:
        self._facts.train_began_ns = event.t_ns
        self._used_from(Role.TRAIN, event)

    def _train_end(self, event: Event) -> None:
        self._facts.train_ended_ns = event.t_ns

    def _epoch_begin(self, event: Event) -> None:
        self._facts.epochs.append(Epoch(event.epoch or 0, event.t_ns, event.seq))

    def _epoch_end(self, event: Event) -> None:
        epoch = self._facts.epoch
        if epoch is not None:
            epoch.ended_ns, epoch.end_seq = event.t_ns, event.seq

    def _train_batch_begin(self, event: Event) -> None:
        epoch = self._facts.epoch
        if epoch is not None:
            epoch.steps.append(Step(event.step or 0, event.t_ns, event.seq))

    def _train_batch_end(self, event: Event) -> None:
        epoch = self._facts.epoch
        if epoch is not None:
            self._end_step(Role.TRAIN, epoch.steps, event)

    def _optimizer_count(self, event: Event) -> None:
        epoch = self._facts.epoch
        if epoch is None:
            return
        if epoch.optimizer_before is None:
            epoch.optimizer_before = event.batch
        else:
            epoch.optimizer_after = event.batch

    def _end_step(self, role: Role, steps: list[Step], event: Event) -> None:
        if not steps or steps[-1].ended_ns is not None:
            return
        step, facts = steps[-1], self._facts
        step.last, step.ended_ns, step.end_seq = event.step, event.t_ns, event.seq
        group = (event.step or 0) - step.index + 1 if facts.ends_on_last else facts.requested.group
        consume(facts, role, step, group)

    def _used_from(self, role: Role, event: Event) -> None:
        source = self._facts.source(role)
        source.used_from_ns = source.used_from_ns or event.t_ns

    # -- validation --

    @property
    def _validation(self) -> Validation | None:
        epoch = self._facts.epoch
        return None if epoch is None else epoch.validation

    def _test_begin(self, event: Event) -> None:
        if self._facts.call == "evaluate" and not self._facts.epochs:
            self._facts.epochs.append(Epoch(0, event.t_ns, event.seq))
        epoch = self._facts.epoch
        if epoch is not None:
            epoch.validation = Validation(event.t_ns, event.seq)
            self._used_from(Role.VALIDATION, event)

    def _test_batch_begin(self, event: Event) -> None:
        validation = self._validation
        if validation is not None:
            validation.steps.append(Step(event.step or 0, event.t_ns, event.seq))

    def _test_batch_end(self, event: Event) -> None:
        validation = self._validation
        if validation is not None:
            self._end_step(Role.VALIDATION, validation.steps, event)

    def _test_end(self, event: Event) -> None:
        validation = self._validation
        if validation is not None:
            validation.ended_ns = event.t_ns
            if self._facts.call == "evaluate" and self._facts.epoch is not None:
                self._facts.epoch.ended_ns, self._facts.epoch.end_seq = event.t_ns, event.seq

    # -- the dataset's own --

    def _dataset_epoch_begin(self, event: Event) -> None:
        epoch = self._dataset_call(event, "on_epoch_begin")
        if epoch is not None:
            epoch.dataset_began += 1

    def _dataset_epoch_end(self, event: Event) -> None:
        epoch = self._dataset_call(event, "on_epoch_end")
        if epoch is not None:
            epoch.dataset_ended += 1

    def _dataset_call(self, event: Event, hook: str) -> Epoch | None:
        """The epoch whose training data was called; tf-keras does so after the callbacks' on_epoch_end."""
        facts = self._facts
        epoch = facts.epoch
        number = None if epoch is None else epoch.number
        facts.dataset_calls.append(DatasetCall(event.role, hook, event.seq, event.t_ns, number))
        return epoch if event.role is Role.TRAIN else None
