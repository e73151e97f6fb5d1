"""Which events say a word, decided once for each kind, thread and payload rather than once an event, or have a number.

No Qt.
"""

from __future__ import annotations

import numpy as np

from inspector.analysis.kind_words import kind_words
from inspector.gui.find.needle import Needle
from inspector.gui.panels.event_detail import event_detail
from inspector.recording.events import NONE, Kind
from inspector.recording.recording import Recording


def matching_events(recording: Recording, needle: Needle, start: int, stop: int) -> list[int]:
    """The numbers of the events from `start` up to `stop` that say `needle` in a cell.

    A number means an event, an epoch, a step or a batch of just that number, and no word that has its digits.
    """
    kinds = [kind.value for kind in Kind if needle.is_in(kind_words(kind))]
    threads = [at for at, (_, name) in enumerate(recording.threads) if needle.is_in(name)]
    found: list[int] = []
    at = start
    for block in recording.rows.blocks(start, stop):
        if needle.number is None:
            says = np.isin(block["kind"], kinds) | np.isin(block["thread"], threads)
            says |= np.isin(block["payload"], _payloads(recording, needle, block, at, ~says))
        else:
            says = np.any([block[name] == needle.number for name in ("epoch", "step", "batch")], axis=0)
            if at <= needle.number < at + len(block):
                says[needle.number - at] = True
        found += (np.flatnonzero(says) + at).tolist()
        at += len(block)
    return found


def _payloads(recording: Recording, needle: Needle, block: np.ndarray, start: int, open_: np.ndarray) -> list[int]:
    """The payloads that say it, of the events that are still open; each is looked at once."""
    of = np.where(open_, block["payload"], NONE)
    payloads, first = np.unique(of, return_index=True)
    return [
        payload
        for payload, at in zip(payloads.tolist(), first.tolist(), strict=True)
        if payload != NONE and needle.is_in(event_detail(recording.event(start + at)))
    ]
