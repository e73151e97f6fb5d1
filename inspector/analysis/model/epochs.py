"""The epochs, with their steps and validation."""

from __future__ import annotations

from dataclasses import dataclass, field


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
    """One epoch that began. A call of evaluate is told as epoch 0, with no steps of training: its one pass."""

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
