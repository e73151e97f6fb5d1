"""What a batch is: its structure, and the shape and dtype of each array in it. No array is kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from inspector.recording.events import Payload

PLACES = ("x", "y", "sample_weight")


class Plain(NamedTuple):
    """What there is to know of the plainest batches, by their shapes and dtypes alone."""

    signature: Payload
    names: tuple[str, ...]
    floats: tuple[int, ...]
    """Which arrays of such a batch may have NaN in them."""

    def arrays_of(self, batch: tuple[np.ndarray, ...]) -> list[tuple[str, np.ndarray]]:
        """The arrays of such a batch, with their names."""
        return list(zip(self.names, batch, strict=True))


class Signatures:
    """Signatures by their content, so that equal batches share one payload object."""

    def __init__(self) -> None:
        self._known: dict[tuple[Any, ...], Payload] = {}
        self._plain: dict[tuple[Any, ...], Plain | None] = {}

    def of(self, batch: Any) -> Payload:
        """`{structure: "(x, y)", inputs: [{name, shape, dtype}, ...]}`; the same object for equal signatures."""
        try:
            leaves = [(name, _shape(leaf), _dtype(leaf)) for name, leaf in leaves_of(batch)]
            return self.shared(structure_of(batch), leaves)
        except Exception:  # a batch may be anything: what cannot be looked into is told by its type, and ends no fit
            return self.shared(type(batch).__name__, ())

    def plain(self, batch: Any) -> Plain | None:
        """Of the plainest batch there is, a tuple of numpy arrays of numbers, as most are; None where it is any other.

        Looked up, because this is asked of each batch.
        """
        if type(batch) is not tuple:
            return None
        key: list[Any] = []
        for leaf in batch:
            if type(leaf) is not np.ndarray:
                return None
            key += leaf.shape, leaf.dtype
        known = tuple(key)
        try:
            return self._plain[known]
        except KeyError:
            found = self._plain[known] = self._plain_of(batch)
            return found

    def _plain_of(self, batch: tuple[np.ndarray, ...]) -> Plain | None:
        kinds = [leaf.dtype.kind if leaf.size else "" for leaf in batch]
        if len(batch) > len(PLACES) or not all(kind and kind in "fiub" for kind in kinds):
            return None
        floats = tuple(place for place, kind in enumerate(kinds) if kind == "f")
        return Plain(self.of(batch), PLACES[: len(batch)], floats)

    def shared(self, structure: str, leaves: Sequence[tuple[str, tuple[int, ...] | None, str]]) -> Payload:
        """The payload for a structure and its leaves."""
        key = (structure, *leaves)
        payload = self._known.get(key)
        if payload is None:
            inputs = [
                {"name": name, "shape": None if shape is None else list(shape), "dtype": dtype}
                for name, shape, dtype in leaves
            ]
            payload = self._known[key] = {"structure": structure, "inputs": inputs}
        return payload


def leaves_of(batch: Any) -> Iterator[tuple[str, Any]]:
    """Each array of a batch with its name: x, y, sample_weight, and `x.key` or `x[0]` inside a nested one."""
    if isinstance(batch, tuple) and not hasattr(batch, "_fields"):
        for place, part in enumerate(batch):
            yield from _leaves(PLACES[place] if place < len(PLACES) else f"[{place}]", part)
    else:
        yield from _leaves("x", batch)


def _leaves(name: str, part: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(part, Mapping):
        for key in part:
            yield from _leaves(f"{name}.{key}", part[key])
    elif isinstance(part, (list, tuple)):
        for index, inner in enumerate(part):
            yield from _leaves(f"{name}[{index}]", inner)
    else:
        yield name, part


def structure_of(batch: Any) -> str:
    """The nesting in one line: `(x, y)`, `({a, b}, y)`, `None`, `list of 2`."""
    if isinstance(batch, tuple) and not hasattr(batch, "_fields"):
        parts = [
            _nesting(part, PLACES[place] if place < len(PLACES) else f"[{place}]") for place, part in enumerate(batch)
        ]
        return f"({', '.join(parts)}{',' if len(parts) == 1 else ''})"
    if isinstance(batch, list):
        return f"list of {len(batch)}"
    return _nesting(batch, type(batch).__name__)


def _nesting(part: Any, leaf: str) -> str:
    if part is None:
        return "None"
    if isinstance(part, Mapping):
        return "{" + ", ".join(str(key) for key in part) + "}"
    if isinstance(part, (list, tuple)):
        return f"[{', '.join(_nesting(inner, 'array') for inner in part)}]"
    return leaf


def _shape(leaf: Any) -> tuple[int, ...] | None:
    try:
        shape = getattr(leaf, "shape", None)
        if shape is None:
            return () if isinstance(leaf, (int, float, bool, complex, str, bytes)) else None
        # An array's is of whole numbers already: this is asked of each array of each batch.
        return shape if isinstance(leaf, np.ndarray) else tuple(int(size) for size in shape)
    except Exception:  # an unknown dimension of a symbolic tensor, or a property of the person's own that raises
        return None


def _dtype(leaf: Any) -> str:
    try:
        dtype = getattr(leaf, "dtype", None)
        if isinstance(dtype, np.dtype):
            return _name(dtype)
        return type(leaf).__name__ if dtype is None else str(getattr(dtype, "name", dtype))
    except Exception:  # a property of the person's own that raises
        return type(leaf).__name__


@lru_cache(maxsize=64)
def _name(dtype: np.dtype) -> str:
    # numpy makes it anew each time, which takes longer than all else here.
    return str(dtype.name)
