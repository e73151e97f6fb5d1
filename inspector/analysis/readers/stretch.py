"""Some events in a row, as columns: what the readers read at once."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from inspector.recording.events import Event, Kind, Role
from inspector.recording.recording import Recording


class Stretch:
    """The events from number `first` on. Events are named by their place in it.

    Columns are compared with the `value` of a kind or a role: an enum's member is no plain number, so numpy would
    convert the whole column before it compares.
    """

    def __init__(self, recording: Recording, first: int, rows: np.ndarray) -> None:
        self.recording, self.first, self.rows = recording, first, rows
        self.kinds = np.ascontiguousarray(rows["kind"])
        self._present = frozenset(np.flatnonzero(np.bincount(self.kinds)).tolist())
        self._columns: dict[str, np.ndarray] = {"kind": self.kinds}
        self._places: dict[tuple[tuple[Kind, ...], Role | None], np.ndarray] = {}

    def __len__(self) -> int:
        return len(self.rows)

    def part(self, start: int, stop: int) -> Stretch:
        """Some of it; itself where that is all."""
        whole = (start, stop) == (0, len(self))
        return self if whole else Stretch(self.recording, self.first + start, self.rows[start:stop])

    def column(self, name: str) -> np.ndarray:
        """One column of all its events."""
        if name not in self._columns:
            self._columns[name] = np.ascontiguousarray(self.rows[name])
        return self._columns[name]

    def has(self, *kinds: Kind) -> bool:
        """Whether there is any event of these kinds."""
        return not self._present.isdisjoint(kinds)

    def places(self, *kinds: Kind, role: Role | None = None) -> np.ndarray:
        """Where the events of these kinds are, in order; those of one role alone where one is given."""
        if not self.has(*kinds):
            return np.empty(0, np.int64)
        known = self._places.get((kinds, role))
        if known is None:
            known = self._places[kinds, role] = self._found(kinds, role)
        return known

    def _found(self, kinds: tuple[Kind, ...], role: Role | None) -> np.ndarray:
        first, *others = (kind for kind in kinds if kind in self._present)
        mask = self.kinds == first.value
        for kind in others:
            mask |= self.kinds == kind.value
        if role is not None and self._has_both_roles:
            mask &= self.column("role") == role.value
        elif role is not None and len(self) and self.column("role")[0] != role:
            return np.empty(0, np.int64)
        return np.flatnonzero(mask)

    @cached_property
    def _has_both_roles(self) -> bool:
        roles = self.column("role")
        return bool(len(roles)) and bool(roles.min() != roles.max())

    def event(self, place: int) -> Event:
        """One event."""
        return self.recording.event(self.first + place)
