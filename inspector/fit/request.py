"""What the person asks for: which data, which model, and fit's arguments. What is None is discovered or left to fit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from inspector.fit.problem import WrongUse


@dataclass(frozen=True)
class FitRequest:
    """One run to be made. Names are those of functions, classes or objects in the module; arguments are as typed."""

    module: Path
    call: int | None = None
    """The line in which the module itself calls fit, to be carried out as it stands there, with what else is asked for
    here in its place; 0: none of its calls, None: its only one."""
    data: str | None = None
    data_args: Mapping[str, str] = field(default_factory=dict)
    model: str | None = None
    model_args: Mapping[str, str] = field(default_factory=dict)
    validation: str | None = None
    validation_args: Mapping[str, str] = field(default_factory=dict)
    callbacks: str | None = None
    epochs: int | None = None
    initial_epoch: int | None = None
    steps_per_epoch: int | None = None
    validation_steps: int | None = None
    steps_per_execution: int | None = None
    seed: int | None = None
    device: str | None = None
    statistics: bool = True
    """Whether to describe the values of batches (min, max, mean), not only their shapes."""
    isolate: bool = False
    """Whether to run it in a process of its own."""

    def __post_init__(self) -> None:
        """Raise `WrongUse` where a number makes no sense."""
        if self.call is not None and self.call < 0:
            raise WrongUse(f"There is no line {self.call}: name the line in which the file calls fit.")
        for name in ("epochs", "steps_per_epoch", "validation_steps", "steps_per_execution"):
            value = getattr(self, name)
            if value is not None and value < 1:
                raise WrongUse(f"{name} is {value}: it must be 1 or more (leave it out to let fit decide).")
        if self.initial_epoch is not None and self.initial_epoch < 0:
            raise WrongUse(f"initial_epoch is {self.initial_epoch}: epochs count from 0.")
        as_called = self.call and self.epochs is None  # then the call says how many
        if not as_called and self.initial_epoch is not None and self.initial_epoch >= (self.epochs or 1):
            raise WrongUse(
                f"initial_epoch {self.initial_epoch} leaves no epoch to run: "
                f"epochs is {self.epochs or 1}, and epochs count from 0."
            )
