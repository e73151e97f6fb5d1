"""What the window of the workers shows, made off its thread: read, judged, laid out. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from inspector.analysis.diagnosis import diagnose
from inspector.analysis.finding import Finding
from inspector.analysis.workers import Read, Worker, WorkerFinding, across, read_workers
from inspector.gui.timeline.axis import Axis
from inspector.gui.workers.stack import Stack
from inspector.recording.unreadable import UnreadableRecording


@dataclass(frozen=True)
class Shown:
    """The workers, what each did wrong by itself, what shows across them, and both axes."""

    read: Read
    own: list[list[Finding]]
    findings: list[WorkerFinding]
    stacks: dict[Axis, Stack]

    @property
    def remarks(self) -> list[str]:
        """What could not be read, and which recordings are not of one training, a sentence each."""
        apart = [f"{one.name} is {one.apart}: it is shown, and nothing is claimed of it." for one in self.workers_apart]
        return [*self.read.unreadable, *self.read.remarks, *apart]

    @property
    def workers_apart(self) -> list[Worker]:
        """Those that are not of the first one's training."""
        return [one for one in self.read.workers if one.apart is not None]


def shown(paths: Sequence[Path]) -> Shown:
    """Read the files. Raises `UnreadableRecording` where none of them can be."""
    read = read_workers(paths)
    if not read.workers:
        raise UnreadableRecording(" ".join(read.unreadable))
    own = [diagnose(worker.run) for worker in read.workers]
    stacks = {axis: Stack(read.workers, own, axis) for axis in Axis}
    return Shown(read, own, across(read.workers), stacks)
