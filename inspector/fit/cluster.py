"""Whether a fit is one worker's of several: `MultiWorkerMirroredStrategy` and its like."""

from __future__ import annotations

from typing import Any


def in_a_cluster(model: Any) -> bool:
    """Whether the model was made under a strategy whose workers are processes of their own."""
    resolver = getattr(getattr(model, "distribute_strategy", None), "cluster_resolver", None)
    return resolver is not None and bool(resolver.cluster_spec().jobs)
