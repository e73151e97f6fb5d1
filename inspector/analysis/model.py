"""The parts of a run, as read from its events. All times are `perf_counter_ns` nanoseconds."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from inspector.recording.events import Payload, Role


class Outcome(str, Enum):
    """How the run ended; its values are the report's."""

    RUNNING = "running"
    COMPLETED = "completed"
    RAISED = "raised"
    CANCELLED = "cancelled"
    DIED = "died"


@dataclass(frozen=True, slots=True)
class Failure:
    """An exception as it was at the place that raised it."""

    type: str
    message: str
    file: str | None
    line: int | None
    function: str | None
    where: str
    """data | validation | model | callback | module"""
    traceback: str
    """The person's own frames first."""
    seq: int
    t_ns: int


@dataclass(frozen=True, slots=True)
class Requested:
    """What was asked of `fit`; None where nothing was given."""

    epochs: int | None = None
    initial_epoch: int | None = None
    steps_per_epoch: int | None = None
    validation_steps: int | None = None
    steps_per_execution: int | None = None

    @property
    def epoch_numbers(self) -> range:
        """The epochs that were to run."""
        return range(self.initial_epoch or 0, 1 if self.epochs is None else self.epochs)

    @property
    def group(self) -> int:
        """How many steps one begin and end of a batch stand for."""
        return self.steps_per_execution or 1


class PullState(Enum):
    """How one `next()` or `__getitem__` ended."""

    PENDING = "pending"
    YIELDED = "yielded"
    STOPPED = "stopped"
    RAISED = "raised"


@dataclass(slots=True)
class Pull:
    """One `next()` or `__getitem__` on the person's own data."""

    batch: int
    """The yield index (generator) or the index asked for (PyDataset, Sequence); position in its pass for the rest."""
    seq: int
    began_ns: int
    thread: str
    process: int
    for_pass: int | None
    """The pass of Keras' iterator that wanted it; None: a peek."""
    ended_ns: int | None = None
    state: PullState = PullState.PENDING
    signature: Payload | None = None
    """The batch's structure, shapes and dtypes; see `inspector.fit.taps.signature`."""
    statistics: Payload | None = None
    """What its values are like; see `inspector.fit.taps.statistics`. None: not looked at."""

    @property
    def rows(self) -> int | None:
        """The size of the first dimension of the first input; None where it has none."""
        if self.signature is None or not self.signature["inputs"]:
            return None
        shape = self.signature["inputs"][0]["shape"]
        return shape[0] if shape else None


@dataclass(frozen=True, slots=True)
class Stuck:
    """Where a `next()` that takes very long was seen."""

    batch: int
    file: str
    line: int
    function: str


@dataclass(slots=True)
class Pass:
    """One iterator that Keras made over the data, and what it handed over."""

    number: int
    began_ns: int
    delivered: list[int] = field(default_factory=list)
    delivered_ns: list[int] = field(default_factory=list)
    consumed: int = 0
    ended_ns: int | None = None


@dataclass(slots=True)
class Source:
    """The data of one role: what it is, what was pulled from it and how it ended."""

    role: Role
    kind: str = "unknown"
    """generator | py_dataset | tf_dataset | arrays | unknown"""
    name: str = ""
    engine: str = "keras"
    """keras | tf_keras: who takes the data over."""
    length: int | None = None
    """len() or cardinality, where it has one."""
    ordered: bool = True
    """Whether batches reach the steps in the order in which they were handed over; False: Keras shuffles them after."""
    own_hooks: tuple[str, ...] = ()
    """Which of on_epoch_begin, on_epoch_end the person's class defines."""
    pulls: list[Pull] = field(default_factory=list)
    passes: list[Pass] = field(default_factory=list)
    yielded: list[int] = field(default_factory=list)
    """The batches in the order in which they were given."""
    signatures: dict[int, Payload] = field(default_factory=dict)
    """What each batch was when it was last given."""
    last: Pull | None = None
    """The pull that ended last with a batch."""
    inferred: int = 0
    """How many of those were taken for consumed where no pass was seen."""
    exhausted_ns: int | None = None
    exhausted_seq: int | None = None
    failure: Failure | None = None
    used_from_ns: int | None = None
    """When fit's steps on it began: on_train_begin, or the first on_test_begin. What was pulled before is the peek."""
    lost: tuple[int, ...] = ()
    """Batches that an earlier fit had read ahead from the same generator and never trained on."""
    stuck: Stuck | None = None

    @property
    def produced(self) -> list[Pull]:
        """The pulls that gave a batch, in order."""
        return [pull for pull in self.pulls if pull.state is PullState.YIELDED]

    @property
    def peeked(self) -> list[Pull]:
        """The batches pulled before any step or iterator wanted one."""
        until = self.used_from_ns
        return [p for p in self.produced if p.for_pass is None and (until is None or p.began_ns < until)]


@dataclass(slots=True)
class Step:
    """One call of the train (or test) step, or of a group of them under `steps_per_execution`."""

    index: int
    """What `on_*_batch_begin` was given."""
    began_ns: int
    seq: int
    last: int | None = None
    """What `on_*_batch_end` was given; None: it never came."""
    ended_ns: int | None = None
    end_seq: int | None = None
    batches: list[int | None] = field(default_factory=list)
    """The batch of each update in it; None where unknown."""
    replayed: list[int] = field(default_factory=list)
    """Those of its batches that an earlier pass had already given to a step."""
    in_pass: int | None = None
    """The pass that gave them."""
    position: int = 0
    """Where in that pass the first of them is."""
    waited_ns: int = 0
    """How long it waited, at least: from its begin until its last batch was handed over."""


@dataclass(slots=True)
class Validation:
    """One validation pass within an epoch."""

    began_ns: int
    seq: int
    steps: list[Step] = field(default_factory=list)
    ended_ns: int | None = None

    @property
    def batches(self) -> list[int | None]:
        """The batch that each completed step was tested on."""
        return [batch for step in self.steps for batch in step.batches]

    @property
    def replayed(self) -> list[int]:
        """Those of its batches that an earlier pass had already given to a step."""
        return [batch for step in self.steps for batch in step.replayed]


@dataclass(slots=True)
class Epoch:
    """One epoch that began."""

    number: int
    began_ns: int
    seq: int
    steps: list[Step] = field(default_factory=list)
    validation: Validation | None = None
    ended_ns: int | None = None
    end_seq: int | None = None
    dataset_began: int = 0
    """How often the dataset's own on_epoch_begin came in this epoch."""
    dataset_ended: int = 0
    optimizer_before: int | None = None
    optimizer_after: int | None = None

    @property
    def steps_done(self) -> int:
        """Updates that completed."""
        return sum(len(step.batches) for step in self.steps)

    @property
    def batches(self) -> list[int | None]:
        """The batch that each completed update trained on."""
        return [batch for step in self.steps for batch in step.batches]

    @property
    def replayed(self) -> list[int]:
        """Those of its batches that an earlier pass had already given to a step."""
        return [batch for step in self.steps for batch in step.replayed]


@dataclass(frozen=True, slots=True)
class CallbackObject:
    """One object in fit's list of callbacks."""

    index: int
    name: str


@dataclass(slots=True)
class CallbackCall:
    """One hook of one callback object."""

    callback: CallbackObject
    hook: str
    seq: int
    began_ns: int
    epoch: int | None
    step: int | None
    ended_ns: int | None = None
    failure: Failure | None = None


@dataclass(frozen=True, slots=True)
class DatasetCall:
    """One call of the dataset's own hook."""

    role: Role
    hook: str
    seq: int
    t_ns: int
    epoch: int | None
    """None: outside any epoch."""


@dataclass(frozen=True, slots=True)
class Retrace:
    """The train step was compiled again."""

    epoch: int | None
    step: int | None
    seq: int
    before: tuple[Payload, ...]
    after: tuple[Payload, ...]


@dataclass(frozen=True, slots=True)
class StopTraining:
    """Which callback set `model.stop_training`, and where."""

    callback: str
    hook: str
    epoch: int
    step: int | None
    seq: int
    t_ns: int


@dataclass(frozen=True, slots=True)
class LogLine:
    """One warning, or one line that something printed."""

    seq: int
    t_ns: int
    level: str
    """output | warning | error | inspector"""
    text: str
    origin: str
