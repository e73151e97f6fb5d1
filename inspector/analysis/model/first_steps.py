"""Where the steps of each epoch begin among all steps of a role, so that the epoch of a step is found at once."""

from __future__ import annotations

import numpy as np

from inspector.recording.growing import Growing


class FirstSteps:
    """The number of the first step of each epoch that has steps of one role."""

    def __init__(self) -> None:
        self._epochs, self._firsts = Growing(np.int64), Growing(np.int64)

    def note(self, epoch: int, first: int) -> None:
        """The epoch at this place has steps from this number on; what was said of it before no longer counts."""
        if len(self._epochs) and self._epochs.values[-1] == epoch:
            self._epochs.cut(len(self._epochs) - 1)
            self._firsts.cut(len(self._firsts) - 1)
        self._epochs.extend(np.array([epoch]))
        self._firsts.extend(np.array([first]))

    def epochs_of(self, steps: np.ndarray) -> np.ndarray:
        """The place of the epoch of each of these steps, given by their numbers."""
        at = np.searchsorted(self._firsts.values, steps, "right") - 1
        return np.asarray(self._epochs.values[at] if len(self._epochs) else at)
