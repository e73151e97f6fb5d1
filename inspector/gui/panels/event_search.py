"""Which events say a word: decided once for each kind, thread and payload rather than once an event. No Qt."""

from __future__ import annotations

import numpy as np

from inspector.analysis.kind_words import kind_words
from inspector.gui.panels.words import event_detail
from inspector.recording.events import NONE, Kind
from inspector.recording.recording import Recording


def matching_events(recording: Recording, needle: str, start: int, stop: int) -> list[int]:
    """The numbers of the events from `start` up to `stop` that say `needle`, which is in small letters, in a cell.

    A number means an event, an epoch, a step or a batch of just that number.
    """
    kinds = [kind.value for kind in Kind if needle in kind_words(kind).casefold()]
    threads = [at for at, (_, name) in enumerate(recording.threads) if needle in name.casefold()]
    number = int(needle) if needle.isascii() and needle.isdigit() and len(needle) < 10 else None
    found: list[int] = []
    at = start
    for block in recording.rows.blocks(start, stop):
        says = np.isin(block["kind"], kinds) | np.isin(block["thread"], threads)
        if number is not None:
            says |= (block["epoch"] == number) | (block["step"] == number) | (block["batch"] == number)
            if at <= number < at + len(block):
                says[number - at] = True
        says |= np.isin(block["payload"], _payloads(recording, needle, block, at, ~says))
        found += (np.flatnonzero(says) + at).tolist()
        at += len(block)
    return found


def _payloads(recording: Recording, needle: str, block: np.ndarray, start: int, open_: np.ndarray) -> list[int]:
    """The payloads that say it, of the events that are still open; each is looked at once."""
    of = np.where(open_, block["payload"], NONE)
    payloads, first = np.unique(of, return_index=True)
    return [
        payload
        for payload, at in zip(payloads.tolist(), first.tolist(), strict=True)
        if payload != NONE and needle in event_detail(recording.event(start + at)).casefold()
    ]
