"""How many events of each kind and role a recording has: who reads all of it makes room for what they tell at once."""

from __future__ import annotations

import numpy as np

from inspector.recording.columns import Columns
from inspector.recording.events import Kind, Role

KINDS = 256
"""As many as the column of that name can tell apart."""


class Counts:
    """Asked, it answers with what is there by then."""

    def __init__(self, rows: Columns) -> None:
        self._rows = rows
        self._found = {role: np.zeros(KINDS, np.int64) for role in Role}
        self._read = 0

    def of(self, kind: Kind, role: Role) -> int:
        """How many events of this kind and role there are."""
        for block in self._rows.blocks(self._read):
            self._add(np.ascontiguousarray(block["kind"]), block["role"] == Role.VALIDATION.value)
            self._read += len(block)
        return int(self._found[role][kind])

    def _add(self, kinds: np.ndarray, validation: np.ndarray) -> None:
        of_validation = np.bincount(kinds[validation], minlength=KINDS) if validation.any() else 0
        self._found[Role.VALIDATION] += of_validation
        self._found[Role.TRAIN] += np.bincount(kinds, minlength=KINDS) - of_validation
