"""Pulling batches as fit would, without fit: each kind of data in its own way, each batch recorded."""

from __future__ import annotations

import math
import types
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from typing import Any

from inspector.fit.failure import failure_of, told_in_text
from inspector.fit.problem import WrongUse
from inspector.fit.stopping import StoppedByPerson
from inspector.fit.taps.replacing import own_hooks
from inspector.fit.taps.signature import leaves_of
from inspector.fit.taps.watch import SourceWatch
from inspector.recording.events import Role

AT_MOST = 1000
"""How many batches are looked at where nothing says how many are needed, and no end comes."""
BATCH_SIZE = 32
"""What fit makes of arrays, where it is not told otherwise."""


class Look(ABC):
    """The data of one role, and how many batches of it the fit that was asked for needs."""

    def __init__(self, role: Role, data: Any, needed: int | None) -> None:
        self.role = role
        self.data = data
        self.needed = needed
        """Batches, over all epochs; None: nothing says."""

    @property
    def where(self) -> str:
        """What raised, where it raises, in the words of a failure."""
        return "data" if self.role is Role.TRAIN else "validation"

    @abstractmethod
    def at(self, source: SourceWatch) -> bool:
        """Describe the data to `source`, and pull; raises what the data raises. Whether it came to its end unasked."""

    def _pull(self, batches: Iterator[Any], source: SourceWatch, numbers: range) -> bool:
        """Pull these many of `batches`, or until they end."""
        source.wanted_by = source.pass_begins()
        for batch in numbers:
            if source.watch.stop.asked:
                return False
            source.pull_begins(batch)
            try:
                value = next(batches)
            except StopIteration:
                source.pull_stops(batch)
                break
            except StoppedByPerson:
                raise
            except BaseException as error:
                self._raised(source, batch, error)
                raise
            source.pull_ends(batch, value)
        source.pass_ends(source.wanted_by)
        return True

    def _raised(self, source: SourceWatch, batch: int, error: BaseException) -> None:
        source.pull_raises(batch, error)


class GeneratorLook(Look):
    """Goes on until there is enough, or no more: nothing begins it anew."""

    def at(self, source: SourceWatch) -> bool:
        source.describe_generator(self.data)
        first = source.first_batch
        return self._pull(self.data, source, range(first, first + (self.needed or AT_MOST)))


class PyDatasetLook(Look):
    """Every index once, in order; without a length, as many as are needed."""

    def __init__(self, role: Role, data: Any, needed: int | None, base: type) -> None:
        super().__init__(role, data, needed)
        self._base = base

    def at(self, source: SourceWatch) -> bool:
        data, length = self.data, _length(self.data)
        source.describe("py_dataset", type(data).__name__, length, own_hooks(data, self._base))
        to_ask = self.needed or AT_MOST if length is None else length
        return self._pull((data[index] for index in range(to_ask)), source, range(to_ask))


class TfDatasetLook(Look):
    """One pass; of a dataset that repeats for ever, as much as is needed."""

    def at(self, source: SourceWatch) -> bool:
        cardinality = int(self.data.cardinality())
        length = cardinality if cardinality >= 0 else None
        source.describe("tf_dataset", type(self.data).__name__, length)
        most = self.needed or AT_MOST if length is None else length
        return self._pull(iter(self.data), source, range(most))

    def _raised(self, source: SourceWatch, batch: int, error: BaseException) -> None:
        source.watch.failed = True
        source.raised(batch, told_in_text(failure_of(error, self.where)))


class ArraysLook(Look):
    """The batches that fit cuts, in order: it may shuffle them."""

    def __init__(self, role: Role, data: Any, needed: int | None, size: int | None) -> None:
        super().__init__(role, data, needed)
        self._size = size or BATCH_SIZE

    def at(self, source: SourceWatch) -> bool:
        rows = {name: len(leaf) for name, leaf in leaves_of(self.data) if leaf is not None}
        alike = len(set(rows.values())) == 1
        length = -(-next(iter(rows.values())) // self._size) if alike else None
        source.describe("arrays", type(self.data).__name__, length, rows=rows)
        if length is None:
            return True  # there is no batch to cut
        cut = (_rows(self.data, at * self._size, (at + 1) * self._size) for at in range(length))
        return self._pull(cut, source, range(length))


def look_for(role: Role, data: Any, steps: int | None, epochs: int, size: int | None = None) -> Look:
    """How to look at this data. Raises `WrongUse` where it is nothing that fit reads batches from."""
    needed = None if steps is None else steps * max(1, epochs)
    if isinstance(data, types.GeneratorType):
        return GeneratorLook(role, data, needed)
    base = _dataset_class(data)
    if base is not None:
        return PyDatasetLook(role, data, needed, base)
    if hasattr(data, "element_spec") and hasattr(data, "cardinality"):
        return TfDatasetLook(role, data, needed)
    leaves = [leaf for _, leaf in leaves_of(data) if leaf is not None]
    if leaves and all(getattr(leaf, "shape", None) for leaf in leaves):
        return ArraysLook(role, data, needed, size)
    raise WrongUse(
        f"The data is of type {type(data).__name__}, which cannot be checked: a generator, a PyDataset, a "
        "tf.data.Dataset and arrays can."
    )


def divided(arrays: Any, validation_split: float) -> tuple[Any, Any]:
    """What fit trains on and what it keeps for validation, of arrays of one length; else all of it, and nothing."""
    rows = {len(leaf) for _, leaf in leaves_of(arrays) if hasattr(leaf, "shape") and leaf.shape}
    if len(rows) != 1:
        return arrays, None
    (there,) = rows
    at = math.floor(there * (1.0 - validation_split))
    return _rows(arrays, 0, at), _rows(arrays, at, there)


def _dataset_class(data: Any) -> type | None:
    """The class of Keras that makes `data` a PyDataset, by the names that it has had."""
    for base in type(data).__mro__:
        if base.__name__ in ("PyDataset", "Sequence") and base.__module__.partition(".")[0] in ("keras", "tf_keras"):
            return base
    return None


def _length(dataset: Any) -> int | None:
    """How many batches it says it has; None: it says that it does not end."""
    length = getattr(dataset, "num_batches", None) if hasattr(dataset, "num_batches") else len(dataset)
    return None if length is None else int(length)


def _rows(part: Any, low: int, high: int) -> Any:
    if isinstance(part, Mapping):
        return {key: _rows(inner, low, high) for key, inner in part.items()}
    if isinstance(part, (tuple, list)):
        return type(part)(_rows(inner, low, high) for inner in part)
    return None if part is None else part[low:high]
