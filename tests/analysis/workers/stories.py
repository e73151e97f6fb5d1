"""Workers of one training, told as stories."""

from __future__ import annotations

from typing import Any

from inspector.analysis.run import Run
from inspector.recording.events import Kind, Role
from tests.story import MILLISECOND, Story, failure

CLUSTER = {"worker": ["10.0.0.1:2222", "10.0.0.2:2222"]}


class Paced(Story):
    """A story whose clock, or whose whole machine, is this much faster than another's."""

    rate = 1.0

    def put(self, kind: Kind, role: Role = Role.TRAIN, *, after_ms: float = 1.0, **values: object) -> Story:
        return super().put(kind, role, after_ms=after_ms * self.rate, **values)


def task(index: int, cluster: dict[str, list[str]] = CLUSTER) -> dict[str, Any]:
    """Which worker of which cluster."""
    return {"type": "worker", "index": index, "cluster": cluster}


def story(
    clock_ms: float = 0, epochs: int = 2, steps: int = 4, rate: float = 1.0, task: dict[str, Any] | None = None
) -> Story:
    """A worker whose clock is this much ahead; its batches are divided, so no step has one of its own."""
    told = Paced(epochs=epochs, steps_per_epoch=steps, engine="tf_keras")
    told.t_ns += round(clock_ms * MILLISECOND)
    told.rate = rate
    if task is not None:
        asked = {"epochs": epochs, "initial_epoch": None, "steps_per_epoch": steps}
        asked |= {"validation_steps": None, "steps_per_execution": None}
        told.put(Kind.FIT_BEGIN, payload={"requested": asked, "call": "fit", "task": task})
    hooks: list[str] = []
    divided = {
        "kind": "generator",
        "name": "batches",
        "length": None,
        "hooks": hooks,
        "ordered": False,
        "divided": True,
    }
    told.put(Kind.SOURCE, payload=divided)
    return told.peek(1).train_begin()


def whole(clock_ms: float = 0, epochs: int = 2, steps: int = 4, **how: Any) -> Story:
    """A worker that does what was asked."""
    told = story(clock_ms, epochs, steps, **how)
    for epoch in range(epochs):
        told.epoch_begin(epoch).steps(0, steps).epoch_end()
    return told.train_end().ends()


def dies(clock_ms: float = 0, later_ms: float = 0, batches: int = 4) -> Story:
    """A worker that raises in step 2 of epoch 1, `later_ms` after that step began."""
    told = story(clock_ms)
    told.epoch_begin(0).steps(0, 4).epoch_end().epoch_begin(1).steps(0, 2)
    told.step_begins(2)
    if told.yielded[0] < batches:
        told.feed(batches - told.yielded[0])
    told.put(Kind.TRAIN_BATCH_BEGIN, step=3, after_ms=later_ms) if later_ms else None
    return told.fit_raises(failure("UnavailableError", "Collective ops is aborted", "model"))


def breaks_off(clock_ms: float = 0) -> Story:
    """A worker whose process is killed in step 2 of epoch 1."""
    told = story(clock_ms).epoch_begin(0).steps(0, 4).epoch_end().epoch_begin(1).steps(0, 2).step_begins(2)
    told.recorder.drain()
    told.recorder.recording.growing = False
    return told


def named(*stories: Story) -> list[tuple[str, Run]]:
    """Their runs, in the order of the workers."""
    return [(f"worker-{number}", one.run()) for number, one in enumerate(stories)]
