"""What to write beside the lines of the person's file: how often each yield and hook ran, and which line raised.

Only what was observed: a generator with two yields has its count at its `def`, because nobody saw which one it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from inspector.analysis.run import Run
from inspector.analysis.wording import count
from inspector.gui.panels.call_counts import CallCounts, Tally
from inspector.gui.panels.sites import PULLED, Site, failures, names_of, same_file
from inspector.gui.panels.words import duration
from inspector.recording.events import Role


@dataclass(frozen=True)
class Note:
    """What stands at the right of one line."""

    text: str
    problem: bool = False


def annotate(run: Run, path: Path, found: Sequence[Site], counts: CallCounts | None = None) -> dict[int, Note]:
    """The notes of a file, by line."""
    if counts is None:
        counts = CallCounts(run)
        counts.update()
    notes: dict[int, Note] = {}
    for site in found if same_file(run.header.get("file"), path) else ():
        note = " · ".join(_notes(run, site, counts))
        if note:
            notes[site.line] = Note(note)
    for failure, role in failures(run):
        if failure.line is not None and same_file(failure.file, path):
            batch = None if role is None else run.recording.event(failure.seq).batch
            at = "" if batch is None else f", at batch {batch}"
            notes[failure.line] = Note(f"raised once{at}", problem=True)
    return notes


def _notes(run: Run, site: Site, counts: CallCounts) -> list[str]:
    """One for each thing that the place was to this run: the same class may be training and validation data."""
    roles = [role for role in run.sources if site.owner in names_of(run, role)]
    told = []
    for role in roles:
        whose = " for validation" if role is Role.VALIDATION and len(roles) > 1 else ""
        if site.what in PULLED and counts.pulled.get(role, _NONE).number:
            verb = "yielded" if site.what == "yield" else "asked for"
            told.append(_words(verb, counts.pulled[role], whose))
        if (role, site.what) in counts.dataset:
            told.append(_words("called", counts.dataset[role, site.what], whose))
    if (site.owner, site.what) in counts.callbacks:
        told.append(_words("called", counts.callbacks[site.owner, site.what], ""))
    return told


def _words(verb: str, tally: Tally, whose: str) -> str:
    """`yielded 19 times · 1.5 ms each · thread tf.data-0`."""
    parts = [f"{verb} {'once' if tally.number == 1 else f'{tally.number:,} times'}{whose}"]
    if tally.each_ns is not None:
        parts.append(f"{duration(tally.each_ns)} each")
    if tally.threads:
        first = next(iter(tally.threads))
        parts.append(f"thread {first}" if len(tally.threads) == 1 else count(len(tally.threads), "thread"))
    return " · ".join(parts)


_NONE = Tally()
