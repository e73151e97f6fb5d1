"""The run as read from a recording, kept up to date while the recording grows.

Separation of concerns:

- `recording`: the events, in order; nothing derived.
- `Run` (here): which epoch, step, pull, pass and call each event belongs to, and which batch reached which step.
- `grid`: what was expected, against this.
- `rules`: claims about both.

Which batch reached a step is observed, not guessed: delivery into tf.data is first in, first out per iterator, so the
k-th update of an iterator consumed the k-th batch that was handed to it (`Pass.delivered`).
"""

from __future__ import annotations

from inspector.analysis.model import (
    CallbackCall,
    CallbackObject,
    DatasetCall,
    Epoch,
    Failure,
    LogLine,
    Outcome,
    Pass,
    Pull,
    PullState,
    Requested,
    Retrace,
    Source,
    Step,
    StopTraining,
    Stuck,
    Validation,
)
from inspector.recording.events import NONE, Event, Kind, Payload, Role
from inspector.recording.recording import Recording


class Run:
    """One run of `fit`. Call `update` to read what the recording has gained since."""

    def __init__(self, recording: Recording) -> None:
        self.recording = recording
        self.cursor = 0
        self.header: Payload = {}
        """file, data, model, validation, started, version: what RUN_BEGIN said."""
        self.environment: Payload = {}
        self.requested = Requested()
        self.outcome = Outcome.RUNNING
        self.phase = ""
        self.began_ns: int | None = None
        self.fit_began_ns: int | None = None
        self.train_began_ns: int | None = None
        self.train_ended_ns: int | None = None
        self.ended_ns: int | None = None
        self.last_ns: int | None = None
        self.epochs: list[Epoch] = []
        self.sources: dict[Role, Source] = {}
        self.callbacks: list[CallbackObject] = []
        self.callback_calls: list[CallbackCall] = []
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
        self.cut = False
        """Whether the recording breaks off before the run's end: what is not there may have come all the same."""
        self.ending: Payload = {}
        """What RUN_END said: outcome; for a process that died also exit_code and signal; problem, if there was one."""
        self.callback_ns: dict[tuple[int, str], int] = {}
        """Time spent in each hook of each callback object, by the object's index and the hook."""
        self.clock_ns: int | None = None
        """The time now, where a reader that follows a run that goes on tells it; a replay has no now."""
        self._open_pulls: dict[tuple[int, int, str], list[Pull]] = {}
        self._open_calls: dict[tuple[int, str], list[CallbackCall]] = {}
        self._ends_on_first = False
        """Whether this Keras gives on_*_batch_end the first step of a group, as releases before 3.10 do."""
        self._trained: dict[Role, dict[int, int]] = {Role.TRAIN: {}, Role.VALIDATION: {}}

    # -- reading --------------------------------------------------------------------------------------------------

    def update(self) -> bool:
        """Read the events appended since the last call; return whether there were any."""
        before = self.cursor
        for event in self.recording.events(before):
            self._read(event)
            self.cursor = event.seq + 1
        if not self.recording.growing and self.outcome is Outcome.RUNNING:
            self._break_off()
        return self.cursor > before

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
        return self._source(Role.TRAIN)

    @property
    def validation(self) -> Source | None:
        """The validation data, where there is some."""
        return self.sources.get(Role.VALIDATION)

    @property
    def epoch(self) -> Epoch | None:
        """The epoch that began last."""
        return self.epochs[-1] if self.epochs else None

    def consumed(self, role: Role) -> set[int]:
        """The batches of this role's data that some step trained (or was tested) on."""
        return set(self._trained[role])

    @property
    def lineage_observed(self) -> bool:
        """Whether the batch of each step was observed at Keras' own iterator, rather than inferred."""
        return bool(self.environment.get("lineage", "observed") == "observed")

    def _read(self, event: Event) -> None:
        self.last_ns = max(event.t_ns, self.last_ns or event.t_ns)
        kind = event.kind
        if kind in _DATA:
            self._read_data(event)
        elif kind in _HOOKS:
            self._read_hook(event)
        elif kind in _CALLBACKS:
            self._read_callback(event)
        elif kind in _WORDS:
            self._read_words(event)
        else:
            self._read_life(event)

    # -- the run's own life ---------------------------------------------------------------------------------------

    def _read_life(self, event: Event) -> None:
        payload = event.payload or {}
        match event.kind:
            case Kind.RUN_BEGIN:
                self.header, self.began_ns = payload, self.began_ns or event.t_ns
            case Kind.PHASE:
                self.phase = payload["text"]
                self.log.append(LogLine(event.seq, event.t_ns, "inspector", self.phase, "inspector"))
            case Kind.ENVIRONMENT:
                self.environment = {**self.environment, **payload}
            case Kind.FIT_BEGIN:
                self.requested = Requested(**payload["requested"])
                self.fit_began_ns = event.t_ns
                self._ends_on_first = payload.get("ends_on", "last") == "first"
            case Kind.FIT_RAISED:
                self._fit_raised(event, payload)
            case Kind.STOP_ASKED:
                self.stop_asked = self.stop_asked or event
            case Kind.RUN_END:
                self.ending, self.outcome = payload, Outcome(payload["outcome"])
                self.ended_ns = event.t_ns

    def _break_off(self) -> None:
        """The recording has no more, and no end. After what fit raised nothing of it comes: all that is known."""
        self.outcome = Outcome.DIED if self.fit_raised is None else Outcome.RAISED
        self.cut = self.fit_raised is None

    def _fit_raised(self, event: Event, payload: Payload) -> None:
        self.fit_raised = _failure(event, payload)
        self.failure = self._origin() or self.fit_raised
        self.log.append(LogLine(event.seq, event.t_ns, "error", self.failure.traceback, self.failure.where))

    def _origin(self) -> Failure | None:
        """The exception that fit died of, at the place that raised it.

        A source that raised is not enough: fit reads ahead, and may have died of something else before it came there.
        """
        if self.callback_failure is not None:
            return self.callback_failure.failure
        epoch = self.epoch
        validation = epoch.validation if epoch is not None else None
        role = Role.VALIDATION if validation is not None and validation.ended_ns is None else Role.TRAIN
        for source in sorted(self.sources.values(), key=lambda source: source.role is not role):
            waiting = 0 if not source.passes else len(source.passes[-1].delivered) - source.passes[-1].consumed
            if source.failure is not None and waiting < self.requested.group:
                return source.failure
        return None

    # -- the data -------------------------------------------------------------------------------------------------

    def _source(self, role: Role) -> Source:
        source = self.sources.get(role)
        if source is None:
            source = self.sources[role] = Source(role)
        return source

    def _read_data(self, event: Event) -> None:
        source = self._source(event.role)
        payload = event.payload or {}
        match event.kind:
            case Kind.SOURCE:
                source.kind, source.name, source.length = payload["kind"], payload["name"], payload["length"]
                source.own_hooks = tuple(payload["hooks"])
                source.ordered = payload.get("ordered", True)
                source.lost = tuple(payload.get("lost", ()))
                source.engine = self.environment.get("engine", source.engine)
            case Kind.PULL_BEGIN:
                pull = Pull(event.batch or 0, event.seq, event.t_ns, event.thread, event.process, for_pass=event.step)
                source.pulls.append(pull)
                self._open_pulls.setdefault((event.role, event.process, event.thread), []).append(pull)
            case Kind.PULL_END:
                self._close_pull(event, PullState.YIELDED)
            case Kind.PULL_STOP:
                self._close_pull(event, PullState.STOPPED)
                source.exhausted_ns = source.exhausted_ns or event.t_ns
                source.exhausted_seq = event.seq if source.exhausted_seq is None else source.exhausted_seq
            case Kind.PULL_RAISED:
                self._close_pull(event, PullState.RAISED)
                source.failure = source.failure or _failure(event, payload)
            case Kind.PULL_SITS:
                source.stuck = Stuck(event.batch or 0, payload["file"], payload["line"], payload["function"])
            case Kind.PASS_BEGIN:
                source.passes.append(Pass(event.step or 0, event.t_ns))
            case Kind.DELIVERED:
                current = source.passes[event.step or 0]
                current.delivered.append(NONE if event.batch is None else event.batch)
                current.delivered_ns.append(event.t_ns)
            case Kind.PASS_END:
                source.passes[event.step or 0].ended_ns = event.t_ns
            case Kind.STATISTICS if source.last is not None:
                if source.last.batch == event.batch:
                    source.last.statistics = payload
            case Kind.NON_FINITE:
                self.non_finite.append(event)

    def _close_pull(self, event: Event, state: PullState) -> None:
        source = self._source(event.role)
        opened = self._open_pulls.get((event.role, event.process, event.thread))
        if opened:
            pull = opened.pop()
        else:  # only the end was seen, as for a batch out of tf.data's own code
            pull = Pull(event.batch or 0, event.seq, event.t_ns, event.thread, event.process, for_pass=event.step)
            source.pulls.append(pull)
        pull.ended_ns, pull.state = event.t_ns, state
        if state is PullState.YIELDED:
            pull.signature = event.payload
            source.yielded.append(pull.batch)
            if event.payload is not None:
                source.signatures[pull.batch] = event.payload
            source.last = pull

    def _consume(self, role: Role, step: Step, updates: int) -> None:
        """Give `step` the next batches of the pass that is current."""
        source = self._source(role)
        if not source.passes:
            self._infer(source, step, updates)
            return
        current = source.passes[-1]
        trained = self._trained[role]
        step.in_pass, step.position = current.number, current.consumed
        updates = min(updates, len(current.delivered) - current.consumed)
        last = current.consumed + updates - 1
        if 0 <= last < len(current.delivered):
            step.waited_ns = max(0, current.delivered_ns[last] - step.began_ns)
        for position in range(current.consumed, current.consumed + updates):
            batch = current.delivered[position] if source.ordered else NONE
            step.batches.append(None if batch == NONE else batch)
            if batch == NONE:
                continue
            if source.kind == "generator" and batch in trained:
                step.replayed.append(batch)
            trained[batch] = trained.get(batch, 0) + 1
        current.consumed += updates

    def _infer(self, source: Source, step: Step, updates: int) -> None:
        """Where Keras' iterator was not seen: the next batches in the order in which they were pulled, if any are left.

        Told as inferred everywhere; a batch that Keras put in front again cannot be seen this way, so it stays None.
        """
        for _ in range(updates):
            known = source.inferred < len(source.yielded)
            batch = source.yielded[source.inferred] if known else None
            source.inferred += 1
            step.batches.append(batch)
            if batch is not None:
                self._trained[source.role][batch] = 1

    # -- the hooks ------------------------------------------------------------------------------------------------

    def _read_hook(self, event: Event) -> None:
        epoch = self.epoch
        match event.kind:
            case Kind.TRAIN_BEGIN:
                self.train_began_ns = event.t_ns
                self._used_from(Role.TRAIN, event)
            case Kind.TRAIN_END:
                self.train_ended_ns = event.t_ns
            case Kind.EPOCH_BEGIN:
                self.epochs.append(Epoch(event.epoch or 0, event.t_ns, event.seq))
            case Kind.DATASET_EPOCH_BEGIN | Kind.DATASET_EPOCH_END:
                self._read_dataset_hook(event)
            case _ if epoch is None:
                return  # evaluate() before any epoch: not a part of this run
            case Kind.EPOCH_END:
                epoch.ended_ns, epoch.end_seq = event.t_ns, event.seq
            case Kind.TRAIN_BATCH_BEGIN:
                epoch.steps.append(Step(event.step or 0, event.t_ns, event.seq))
            case Kind.TRAIN_BATCH_END:
                self._end_step(Role.TRAIN, epoch.steps, event)
            case Kind.TEST_BEGIN:
                epoch.validation = Validation(event.t_ns, event.seq)
                self._used_from(Role.VALIDATION, event)
            case Kind.TEST_BATCH_BEGIN if epoch.validation:
                epoch.validation.steps.append(Step(event.step or 0, event.t_ns, event.seq))
            case Kind.TEST_BATCH_END if epoch.validation:
                self._end_step(Role.VALIDATION, epoch.validation.steps, event)
            case Kind.TEST_END if epoch.validation:
                epoch.validation.ended_ns = event.t_ns
            case Kind.OPTIMIZER_COUNT:
                if epoch.optimizer_before is None:
                    epoch.optimizer_before = event.batch
                else:
                    epoch.optimizer_after = event.batch

    def _used_from(self, role: Role, event: Event) -> None:
        source = self._source(role)
        source.used_from_ns = source.used_from_ns or event.t_ns

    def _end_step(self, role: Role, steps: list[Step], event: Event) -> None:
        if not steps or steps[-1].ended_ns is not None:
            return
        step = steps[-1]
        step.last, step.ended_ns, step.end_seq = event.step, event.t_ns, event.seq
        group = self.requested.group if self._ends_on_first else (event.step or 0) - step.index + 1
        self._consume(role, step, group)

    def _read_dataset_hook(self, event: Event) -> None:
        hook = "on_epoch_begin" if event.kind is Kind.DATASET_EPOCH_BEGIN else "on_epoch_end"
        epoch = self.epoch  # tf-keras calls it after the callbacks' on_epoch_end: it belongs to that epoch all the same
        number = None if epoch is None else epoch.number
        self.dataset_calls.append(DatasetCall(event.role, hook, event.seq, event.t_ns, number))
        if epoch is not None and event.role is Role.TRAIN:
            if hook == "on_epoch_begin":
                epoch.dataset_began += 1
            else:
                epoch.dataset_ended += 1

    # -- callback objects -----------------------------------------------------------------------------------------

    def _read_callback(self, event: Event) -> None:
        payload = event.payload or {}
        if event.kind is Kind.STOP_TRAINING:
            if self.stop_training is None or self.stop_training.epoch != (event.epoch or 0):
                self.stop_training = StopTraining(
                    payload["callback"], payload["hook"], event.epoch or 0, event.step, event.seq, event.t_ns
                )
            return
        if event.kind is Kind.RETRACED:
            steps = [step for epoch in self.epochs[-2:] for step in epoch.steps if step.batches][-2:]
            before, after = (self._inputs(steps[0]) if len(steps) == 2 else ()), self._inputs(steps[-1])
            self.retraces.append(Retrace(event.epoch, event.step, event.seq, before, after))
            return
        opened = self._open_calls.setdefault((event.process, event.thread), [])
        if event.kind is Kind.CALLBACK_BEGIN:
            callback = self._callback(payload["index"], payload["callback"])
            call = CallbackCall(callback, payload["hook"], event.seq, event.t_ns, event.epoch, event.step)
            self.callback_calls.append(call)
            opened.append(call)
            return
        if not opened:
            return
        call = opened.pop()
        call.ended_ns = event.t_ns
        key = call.callback.index, call.hook
        self.callback_ns[key] = self.callback_ns.get(key, 0) + event.t_ns - call.began_ns
        if event.kind is Kind.CALLBACK_RAISED:
            call.failure = _failure(event, payload["failure"])
            self.callback_failure = self.callback_failure or call

    def _inputs(self, step: Step) -> tuple[Payload, ...]:
        """The shapes and dtypes of the last batch that a step trained on; empty where that is unknown."""
        batch = step.batches[-1]
        signature = None if batch is None else self.train.signatures.get(batch)
        return () if signature is None else tuple(signature["inputs"])

    def _callback(self, index: int, name: str) -> CallbackObject:
        for callback in self.callbacks:
            if callback.index == index:
                return callback
        self.callbacks.append(CallbackObject(index, name))
        self.callbacks.sort(key=lambda callback: callback.index)
        return self._callback(index, name)

    # -- words ----------------------------------------------------------------------------------------------------

    def _read_words(self, event: Event) -> None:
        payload = event.payload or {}
        if event.kind is Kind.WARNING:
            origin = f"{payload['category']} · {payload['file']}:{payload['line']}"
            self.log.append(LogLine(event.seq, event.t_ns, "warning", payload["text"], origin))
        else:
            self.log.append(LogLine(event.seq, event.t_ns, "output", payload["text"], payload["stream"]))


def _failure(event: Event, payload: Payload) -> Failure:
    return Failure(
        payload["type"],
        payload["message"],
        payload["file"],
        payload["line"],
        payload["function"],
        payload["where"],
        payload["traceback"],
        event.seq,
        event.t_ns,
    )


_DATA = frozenset(range(Kind.PULL_BEGIN, Kind.STATISTICS + 1)) | {Kind.SOURCE}
_HOOKS = frozenset(range(Kind.TRAIN_BEGIN, Kind.TEST_BATCH_END + 1)) | {
    Kind.DATASET_EPOCH_BEGIN,
    Kind.DATASET_EPOCH_END,
    Kind.OPTIMIZER_COUNT,
}
_CALLBACKS = frozenset(range(Kind.CALLBACK_BEGIN, Kind.STOP_TRAINING + 1)) | {Kind.RETRACED}
_WORDS = frozenset({Kind.WARNING, Kind.OUTPUT})
