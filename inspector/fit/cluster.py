"""Whether a fit is one worker's of several: `MultiWorkerMirroredStrategy` and its like."""

from __future__ import annotations

from typing import Any

from inspector.recording.events import Payload


def in_a_cluster(model: Any) -> bool:
    """Whether the model was made under a strategy whose workers are processes of their own."""
    resolver = _resolver(model)
    return resolver is not None and bool(resolver.cluster_spec().jobs)


def task_of(model: Any) -> Payload | None:
    """Which worker of which cluster this is: `{type, index, cluster}`; None where it is one process alone."""
    if not in_a_cluster(model):
        return None
    resolver = _resolver(model)
    kind, index = resolver.task_type, resolver.task_id
    if not isinstance(kind, str) or not isinstance(index, int):
        return None
    cluster = {job: list(tasks) for job, tasks in resolver.cluster_spec().as_dict().items()}
    return {"type": kind, "index": index, "cluster": cluster}


def _resolver(model: Any) -> Any:
    return getattr(getattr(model, "distribute_strategy", None), "cluster_resolver", None)
