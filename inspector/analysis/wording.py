"""Numbers and names in the sentences of findings, the same everywhere."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from inspector.recording.events import Payload
from inspector.recording.telling_line import telling_line

if TYPE_CHECKING:
    from inspector.analysis.ending import Failure
    from inspector.analysis.model import Source
    from inspector.analysis.run import Run


def count(number: int, thing: str, things: str | None = None) -> str:
    """`1 step`, `2 steps`, `2,400 batches`: a count has its thousands apart, as in `f"{number:,}"`.

    What names a thing stays plain: step 2400, batch 2400, line 2400. So does what is typed, or quoted of Keras:
    `steps_per_epoch=2400`, a progress bar of 2400/2400.
    """
    return f"{number:,} {thing if number == 1 else things or thing + 's'}"


def spans(numbers: Iterable[int]) -> str:
    """`2-5, 7` for 2, 3, 4, 5, 7."""
    runs: list[range] = []
    for number in sorted(set(numbers)):
        if runs and runs[-1].stop == number:
            runs[-1] = range(runs[-1].start, number + 1)
        else:
            runs.append(range(number, number + 1))
    return stretches(runs)


def stretches(runs: Iterable[range]) -> str:
    """The same for numbers that are known in stretches."""
    return ", ".join(f"{run[0]}" if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def place(failure: Failure) -> str:
    """`train.py, line 41, in batches`, as far as it is known."""
    return place_in(failure.file, failure.line, failure.function)


def place_in(file: str | None, line: int | None, function: str | None) -> str:
    """The same of what a report tells of it."""
    if file is None:
        return "a place outside your own files"
    name = file.replace("\\", "/").rsplit("/", 1)[-1]
    return f"{name}, line {line}, in {function}"


def raised_at(failure: Failure) -> str:
    """The place as a sentence."""
    return "It was raised outside your own files." if failure.file is None else f"{place(failure)}."


def mend(failure: Failure) -> str:
    """`Mend` the place; a sentence that may go on."""
    if failure.file is None:
        return "Look at what your own code passes on to where it was raised (the log has the whole traceback)"
    return f"Mend {place(failure)}"


def what(failure: Failure) -> str:
    """`ValueError: no label`, on one line."""
    return raised(failure.type, failure.message)


def raised(exception: str, message: str) -> str:
    """The same of an exception that is known by its type and what it said."""
    told = telling_line(message)
    if len(told) > LONGEST:
        told = told[: LONGEST - 1].rstrip() + "…"
    return f"{exception}: {told}" if told else exception


LONGEST = 160


def epochs(numbers: Iterable[int]) -> str:
    """`epoch 1`, `epochs 1–3, 5`."""
    listed = sorted(set(numbers))
    return f"epoch{'' if len(listed) == 1 else 's'} {spans(listed)}"


def batches(numbers: Iterable[int]) -> str:
    """`batch 1`, `batches 0–1`."""
    listed = sorted(set(numbers))
    return f"batch{'' if len(listed) == 1 else 'es'} {spans(listed)}"


def seconds(ns: int) -> str:
    """`12 s`, `1.5 s`, `41 ms`, `3.2 µs`."""
    for unit, scale in _UNITS:
        value = ns / scale
        if abs(value) >= 0.9995:
            return f"{value:.0f} {unit}" if abs(value) >= 9.95 else f"{value:.1f} {unit}"
    return "0 s"


_UNITS = (("s", 1e9), ("ms", 1e6), ("µs", 1e3))


def array(one: Payload) -> str:
    """`x (32, 10) float32`: one input of a batch's signature."""
    return f"{one['name']} {shape(one['shape'])} {one['dtype']}"


def shape(sizes: Iterable[int | None] | None) -> str:
    """`(32, 10)`, as Python writes it."""
    return "of unknown shape" if sizes is None else str(tuple(sizes))


def keras(run: Run) -> str:
    """`Keras 3.15.1`, `tf-keras 2.21.0`: which Keras it was that did it."""
    name = "tf-keras" if is_legacy(run) else "Keras"
    return " ".join(str(part) for part in (name, run.environment.get("keras")) if part)


def is_legacy(run: Run) -> bool:
    """Whether it was tf-keras, which is the Keras 2 of old."""
    return bool(run.environment.get("engine") == "tf_keras")


def the_source(source: Source) -> str:
    """`generator`, `PyDataset`, ..."""
    names = {
        "generator": "generator",
        "py_dataset": "Sequence" if source.engine == "tf_keras" else "PyDataset",
        "tf_dataset": "tf.data.Dataset",
        "arrays": "arrays",
    }
    return names.get(source.kind, "data")


def has(source: Source) -> str:
    """`has`, behind `the_source`: arrays are many."""
    return "have" if source.kind == "arrays" else "has"
