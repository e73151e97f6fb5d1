"""All that is known of one run: what its events said, and what follows from that."""

from __future__ import annotations

from functools import partial

import numpy as np

from inspector.analysis.model import (
    CallbackCall,
    CallbackCalls,
    CallbackObject,
    DatasetCall,
    Epoch,
    Failure,
    LogLine,
    Outcome,
    Requested,
    Retrace,
    Sits,
    Source,
    StepTable,
    StopTraining,
)
from inspector.analysis.model.first_steps import FirstSteps
from inspector.analysis.numbers import Numbers
from inspector.recording.events import Event, Kind, Payload, Role
from inspector.recording.recording import Recording


class Facts:
    """The state of a `Run`. Written by `readers` alone, each its own part; read by everybody."""

    def __init__(self, recording: Recording) -> None:
        self.recording = recording
        self.header: Payload = {}
        """file, data, model, validation, started, version: what RUN_BEGIN said."""
        self.environment: Payload = {}
        self.requested = Requested()
        self.call = "fit"
        """What was called: fit | evaluate; check, where the data was looked at alone."""
        self.needed: dict[Role, int | None] = {}
        """Of a check: how many batches of each role's data the fit that was asked for needs; None: nothing says."""
        self.translated: Payload | None = None
        """Where the file calls what this Keras does not have, what was called instead: method, renamed, left_out."""
        self.validation_freq: int | list[int] = 1
        """After every how many epochs, or after which (the first is 1), there was to be validation."""
        self.task: Payload | None = None
        """Which worker of which cluster it was: type, index, cluster; None where it was none, or does not say."""
        self.outcome = Outcome.RUNNING
        self.phase = ""
        self.began_ns: int | None = None
        self.fit_began_ns: int | None = None
        self.train_began_ns: int | None = None
        self.train_ended_ns: int | None = None
        self.ended_ns: int | None = None
        self.last_ns: int | None = None
        self.epochs: list[Epoch] = []
        self.begun: list[range] = []
        """Their numbers, in stretches: mostly there is one, however many epochs there are."""
        self.first_steps = {role: FirstSteps() for role in Role}
        counts = recording.counts
        self.steps = {
            role: StepTable(partial(self.source, role), counts.of(kind, role))
            for role, kind in zip(Role, (Kind.TRAIN_BATCH_BEGIN, Kind.TEST_BATCH_BEGIN), strict=True)
        }
        """The steps of all epochs, by the data that they are on."""
        self.sources: dict[Role, Source] = {}
        self.callbacks: list[CallbackObject] = []
        self.callback_calls = CallbackCalls(sum(counts.of(Kind.CALLBACK_BEGIN, role) for role in Role))
        self.callback_ns: dict[tuple[int, str], int] = {}
        """Time spent in each hook of each callback object, by the object's index and the hook."""
        self.dataset_calls: list[DatasetCall] = []
        self.log: list[LogLine] = []
        self.failure: Failure | None = None
        """What came out of fit, traced to the exception at its origin where that was seen."""
        self.fit_raised: Failure | None = None
        """What came out of fit, as Keras worded it."""
        self.callback_failure: CallbackCall | None = None
        self.stop_training: StopTraining | None = None
        self.stop_asked: Event | None = None
        self.non_finite: list[Event] = []
        self.retraces: list[Retrace] = []
        self.sits: list[Sits] = []
        """Where calls that take very long were seen."""
        self.ends_on_last = True
        """Whether this Keras gives on_*_batch_end the last step of a group; releases before 3.10 give it the first."""
        self.trained = {role: Numbers() for role in Role}
        """The batches of each role's data that some step trained (or was tested) on."""
        self.ending: Payload = {}
        """What RUN_END said: outcome; for a process that died also exit_code and signal; problem, if there was one."""
        self.cut = False
        """Whether the recording breaks off before the run's end: what is not there may have come all the same."""
        self.clock_ns: int | None = None
        """The time now, where a reader that follows a run that goes on tells it; a replay has no now."""

    @property
    def over(self) -> bool:
        """Whether nothing more is to come, so that what is not there is missing rather than pending or unknown."""
        return self.outcome is not Outcome.RUNNING and not self.cut

    @property
    def now_ns(self) -> int:
        """The latest moment that is known of."""
        return max(self.last_ns or 0, (not self.over and self.clock_ns) or 0)

    @property
    def train(self) -> Source:
        """The training data."""
        return self.source(Role.TRAIN)

    @property
    def validation(self) -> Source | None:
        """The validation data, where there is some."""
        return self.sources.get(Role.VALIDATION)

    def source(self, role: Role) -> Source:
        """The data of this role; one of which nothing is known yet, where it was not heard of."""
        source = self.sources.get(role)
        if source is None:
            source = self.sources[role] = Source(role, self.recording)
        return source

    @property
    def epoch(self) -> Epoch | None:
        """The epoch that began last."""
        return self.epochs[-1] if self.epochs else None

    @property
    def epochs_ended(self) -> int:
        """How many epochs ended, which is that their on_epoch_end came: cut short or not, and however the run went."""
        return sum(epoch.ended_ns is not None for epoch in self.epochs)

    def epochs_of(self, role: Role, steps: np.ndarray) -> np.ndarray:
        """The place in `epochs` of the epoch of each of these steps, given by their numbers."""
        return self.first_steps[role].epochs_of(steps)

    def consumed(self, role: Role) -> Numbers:
        """The batches of this role's data that some step trained (or was tested) on."""
        return self.trained[role]

    @property
    def asked_epochs(self) -> range:
        """The epochs that were to run: fit goes through them in order, from the one where a callback resumed it."""
        asked = self.requested.epoch_numbers
        return range(max(asked.start, self.epochs[0].number), asked.stop) if self.epochs else asked

    @property
    def lineage_observed(self) -> bool:
        """Whether the batch of each step was observed at Keras' own iterator, rather than inferred."""
        return bool(self.environment.get("lineage", "observed") == "observed")
