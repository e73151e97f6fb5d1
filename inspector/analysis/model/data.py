"""The data: what was pulled from the person's own object, and what Keras' iterators over it handed over."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from inspector.analysis.model.ending import Failure
from inspector.recording.events import Payload, Role


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
    divided: bool = False
    """Whether TensorFlow cuts batches up for the workers of a cluster, so that no step uses one as it was given."""
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
