"""Which batches say a word. There may be millions: what many have in common is read once, and no row is made. No Qt."""

from __future__ import annotations

import numpy as np

from inspector.gui.find.needle import Needle
from inspector.gui.panels.batch_words import BatchWords
from inspector.gui.panels.values import values_of, values_words
from inspector.gui.panels.words import dtypes, shapes
from inspector.recording.events import NONE, Role

DATA = {Role.TRAIN: "training", Role.VALIDATION: "validation"}
"""What the data of a role is called."""


def batches_that_say(needle: Needle, words: BatchWords, role: Role, numbers: np.ndarray) -> np.ndarray:
    """Which of these pulls of a role's data say `needle`, which is words, in a cell; not in one that is a number."""
    recording, source = words.run.recording, words.run.sources[role]
    if needle.is_in(DATA[role]):
        return np.ones(len(numbers), bool)
    threads = [at for at, (_, name) in enumerate(recording.threads) if needle.is_in(name)]
    says = np.isin(source.table["thread"][numbers], threads)
    signatures = source.table["signature"][numbers]
    for number in set(signatures.tolist()) - {NONE}:
        signature = recording.payloads[number]
        if needle.is_in(shapes(signature)) or needle.is_in(dtypes(signature)):
            says[signatures == number] = True
    rest = np.flatnonzero(~says)
    reached = words.consumers.of_many(role, numbers[rest])
    for at, pull, used in zip(rest.tolist(), source.pulls.some(numbers[rest]), reached, strict=True):
        says[at] = (
            needle.is_in(words.used(role, pull, used))
            or needle.is_in(words.note(role, pull, used))
            or (pull.statistics is not None and needle.is_in(values_words(values_of(pull))))
        )
    return says
