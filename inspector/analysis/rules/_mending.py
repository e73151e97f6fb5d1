"""What the rules about data that raised share: what to do about it, by what kind of data it is."""

from __future__ import annotations

from inspector.analysis.model import Failure, Source
from inspector.analysis.wording import count, place, stretches, the_source


def where_it_raised(source: Source, failure: Failure, batch: int | None) -> str:
    """The place; and what `__len__` said, where the data raised IndexError at an index below it."""
    where = f"{place(failure, capital=True)}."
    length = _length_above(source, failure, batch)
    if length is None:
        return where
    return (
        f"{where} `__len__` promises {count(length, 'batch', 'batches')} ({stretches([range(length)])}), and "
        f"`__getitem__` gave none for index {batch}: an IndexError came out of it."
    )


def how_to_mend(source: Source, failure: Failure, batch: int | None) -> str:
    """Where to look."""
    if _length_above(source, failure, batch) is None:
        return f"Mend {place(failure)}."
    return (
        "Let `__len__` return how many batches `__getitem__` has data for. If there should be a batch "
        f"{batch}, mend {place(failure)}."
    )


def leave_out(source: Source, failure: Failure, batch: int | None) -> str:
    """How to go on without a bad sample, where it can have been one."""
    if failure.type in NO_BAD_SAMPLE or _length_above(source, failure, batch) is not None:
        return ""
    if source.kind == "py_dataset":
        return " To leave a bad sample out, catch the exception inside `__getitem__` and return the batch without it."
    return (
        f" To leave a bad sample out, catch the exception inside the {the_source(source)} and go on to the next batch."
    )


NO_BAD_SAMPLE = ("KeyboardInterrupt", "SystemExit", "GeneratorExit", "MemoryError", "RecursionError")


def _length_above(source: Source, failure: Failure, batch: int | None) -> int | None:
    """The length that data asked by index said it has, where it raised IndexError at an index below that."""
    if source.kind != "py_dataset" or failure.type != "IndexError" or source.length is None or batch is None:
        return None
    return source.length if batch < source.length else None
