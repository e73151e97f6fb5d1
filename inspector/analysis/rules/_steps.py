"""What rules ask of the steps of two passes."""

from __future__ import annotations

import numpy as np

from inspector.analysis.model import Steps


def same_batches(some: Steps, others: Steps) -> bool:
    """Whether they were on the same batches, in whichever order and however often."""
    one, other = some.batch_numbers, others.batch_numbers
    return np.array_equal(one, other) or np.array_equal(np.unique(one), np.unique(other))
