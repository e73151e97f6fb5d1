"""Where a call that takes very long was seen."""

from __future__ import annotations

from dataclasses import dataclass

from inspector.recording.events import Kind, Role


@dataclass(frozen=True, slots=True)
class Sits:
    """One line that it was on, from when it was first seen there."""

    what: Kind
    """PULL_SITS, STEP_SITS or CALLBACK_SITS."""
    role: Role
    number: int | None
    """The batch of a pull, the step of a step."""
    callback: int | None
    hook: str | None
    """The index of the object and its hook, for a callback."""
    file: str
    line: int
    function: str
    thread: str
    seq: int
    t_ns: int
    since_ns: int
    """When the call began."""

    @property
    def place(self) -> str:
        """`train.py, line 12, in load`."""
        name = self.file.replace("\\", "/").rsplit("/", 1)[-1]
        return f"{name}, line {self.line}, in {self.function}"
