"""Numbers and names in the sentences of findings, the same everywhere."""

from __future__ import annotations

from collections.abc import Iterable

from inspector.analysis.model import Failure, Source


def count(number: int, thing: str, things: str | None = None) -> str:
    """`1 step`, `2 steps`, `2 batches`."""
    return f"{number} {thing if number == 1 else things or thing + 's'}"


def spans(numbers: Iterable[int]) -> str:
    """`2-5, 7` for 2, 3, 4, 5, 7."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(f"{a}" if a == b else f"{a}–{b}" for a, b in runs)


def place(failure: Failure) -> str:
    """`train.py, line 41, in batches`, as far as it is known."""
    if failure.file is None:
        return "a place outside your own files"
    name = failure.file.replace("\\", "/").rsplit("/", 1)[-1]
    return f"{name}, line {failure.line}, in {failure.function}"


def what(failure: Failure) -> str:
    """`ValueError: no label`, on one line."""
    first_line = failure.message.strip().split("\n", 1)[0]
    return f"{failure.type}: {first_line}" if first_line else failure.type


def the_source(source: Source) -> str:
    """`the generator`, `the PyDataset`, ..."""
    names = {
        "generator": "generator",
        "py_dataset": "PyDataset",
        "tf_dataset": "tf.data.Dataset",
        "arrays": "arrays",
    }
    return names.get(source.kind, "data")
