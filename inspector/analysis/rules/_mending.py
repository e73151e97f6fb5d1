"""What the rules about data that raised share: what to do about it, by what kind of data it is."""

from __future__ import annotations

from inspector.analysis.model import Failure, Pull, Source
from inspector.analysis.rules._death import MEANT
from inspector.analysis.wording import count, mend, place, raised_at, stretches


def where_it_raised(source: Source, failure: Failure, batch: int | None) -> str:
    """The place; and what `__len__` said, where the data raised IndexError at an index below it."""
    where = _where(source, failure)
    length = _length_above(source, failure, batch)
    if length is None:
        return where
    return (
        f"{where} `__len__` promises {count(length, 'batch', 'batches')} ({stretches([range(length)])}), and "
        f"`__getitem__` gave none for index {batch}: an IndexError came out of it."
    )


def which_batch(source: Source, pull: Pull | None) -> str:
    """`batch 3`; where a group of steps died of a pipeline, which reads on behind a bad one, it is one of some."""
    batch = None if pull is None else pull.batch
    if source.from_pipeline and pull is not None and pull.for_pass is not None and pull.for_pass < len(source.passes):
        first = source.passes[pull.for_pass].consumed
        if first < pull.batch:
            return f"one of batches {stretches([range(first, pull.batch + 1)])}"
    return f"batch {batch}"


def how_to_mend(source: Source, failure: Failure, batch: int | None) -> str:
    """Where to look."""
    if failure.type == "KeyboardInterrupt":
        return MEANT
    if _length_above(source, failure, batch) is None:
        return _mend(source, failure)
    return (
        "Let `__len__` return how many batches `__getitem__` has data for. If there should be a batch "
        f"{batch}, mend {place(failure)}."
    )


def _where(source: Source, failure: Failure) -> str:
    if _is_operation(source, failure):
        return "An operation of TensorFlow's inside the pipeline raised it, which knows no line of your files."
    return raised_at(failure)


def _mend(source: Source, failure: Failure) -> str:
    if _is_operation(source, failure):
        return "Look in the pipeline for what the message names: a file, or the function that is passed to `map`."
    return f"{mend(failure)}."


def _is_operation(source: Source, failure: Failure) -> bool:
    return source.kind == "tf_dataset" and failure.file is None


def leave_out(source: Source, failure: Failure, batch: int | None) -> str:
    """How to go on without a bad sample, where it can have been one."""
    if failure.type in NO_BAD_SAMPLE or _length_above(source, failure, batch) is not None:
        return ""
    match source.kind:
        case "generator" if (failure.type, failure.message) == RAN_DRY:
            return " A `next()` in it found no more: catch StopIteration there, and return or begin anew."
        case "generator":
            return " To leave a bad sample out, catch the exception inside the generator and go on to the next batch."
        case "py_dataset":
            return (
                " To leave a bad sample out, catch the exception inside `__getitem__` and return the batch without it."
            )
        case "tf_dataset":
            return f" {IGNORE_ERRORS}"
        case _:
            return ""


RAN_DRY = ("RuntimeError", "generator raised StopIteration")
NO_BAD_SAMPLE = ("KeyboardInterrupt", "SystemExit", "GeneratorExit", "MemoryError", "RecursionError")
IGNORE_ERRORS = (
    "To leave a bad sample out, put `.ignore_errors(log_warning=True)` before `.batch(...)`: it drops every element "
    "that raises, whatever the reason, so an epoch trains on fewer rows. Behind `.batch(...)` it drops whole batches. "
    "Of a generator in `from_generator` that raised it drops all that was to come: catch the exception inside that one."
)


def _length_above(source: Source, failure: Failure, batch: int | None) -> int | None:
    """The length that data asked by index said it has, where it raised IndexError at an index below that."""
    if source.kind != "py_dataset" or failure.type != "IndexError" or source.length is None or batch is None:
        return None
    return source.length if batch < source.length else None
