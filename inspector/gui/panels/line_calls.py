"""From a line of the person's file to what a run did there, one call after the other, and back. No Qt."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from inspector.analysis.model import PullState
from inspector.analysis.run import Run
from inspector.gui.panels.lookup import find_callback, find_dataset_call, find_pull, select_pull
from inspector.gui.panels.sites import PULLED, Site, failures, names_of, same_file
from inspector.gui.selection import Selection, Thing
from inspector.recording.events import Role


def next_call(run: Run, path: Path, sites: Sequence[Site], line: int, after: int | None) -> Selection | None:
    """The call that this line stands for, that began after the event `after`; the first, if there is none."""
    begin = -1 if after is None else after
    later = next(calls_at(run, path, sites, line, begin), None)
    return later or next(calls_at(run, path, sites, line, -1), None)


def calls_at(run: Run, path: Path, sites: Sequence[Site], line: int, after: int = -1) -> Iterator[Selection]:
    """All that the run did at this line after the event `after`, in order; nothing for a line that it did not count."""
    if not same_file(run.header.get("file"), path):
        return iter(())
    ways = [way for site in sites if site.line == line for way in _calls_of(run, site, after)]
    ways.append(_raised_at(run, path, line, after))
    return heapq.merge(*ways, key=lambda selection: selection.seq or 0)


def line_of(run: Run, path: Path, sites: Sequence[Site], selection: Selection) -> int | None:
    """The line that made what is selected, where that is one of this file's."""
    if not same_file(run.header.get("file"), path):
        return None
    match selection.thing:
        case Thing.BATCH:
            pull = find_pull(run, selection)
            if pull is not None and pull.state is PullState.RAISED:
                failure = run.sources[selection.role].failure
                return failure.line if failure is not None and same_file(failure.file, path) else None
            return _line_of_data(run, sites, selection.role)
        case Thing.STEP:
            return _line_of_data(run, sites, selection.role)
        case Thing.CALLBACK:
            call = find_callback(run, selection)
            return None if call is None else _line_named(sites, (call.callback.name,), (call.hook,))
        case Thing.DATASET_HOOK:
            own = find_dataset_call(run, selection)
            return None if own is None else _line_named(sites, names_of(run, own.role), (own.hook,))
        case _:
            return None


def _calls_of(run: Run, site: Site, after: int) -> Iterator[Iterator[Selection]]:
    for role, source in run.sources.items():
        if site.owner in names_of(run, role):
            if site.what in PULLED:
                first = int(np.searchsorted(source.table["seq"], np.int32(after), "right"))
                yield (select_pull(role, source.pulls[at]) for at in range(first, len(source.pulls)))
            yield (
                Selection(Thing.DATASET_HOOK, role, call.epoch, seq=call.seq)
                for call in run.dataset_calls
                if call.seq > after and call.role is role and call.hook == site.what
            )
    calls = run.callback_calls
    which = [at for at, (callback, hook) in enumerate(calls.hooks) if (callback.name, hook) == (site.owner, site.what)]
    if which:
        first = int(np.searchsorted(calls.column("seq"), np.int32(after), "right"))
        mine = first + np.flatnonzero(np.isin(calls.column("which")[first:], which))
        yield (
            Selection(Thing.CALLBACK, epoch=call.epoch, step=call.step, seq=call.seq)
            for call in (calls[int(at)] for at in mine)
        )


def _raised_at(run: Run, path: Path, line: int, after: int) -> Iterator[Selection]:
    """The batch that was never made because this line raised."""
    for failure, role in failures(run):
        if role is not None and failure.line == line and same_file(failure.file, path):
            for pull in reversed(run.sources[role].pulls):
                if pull.state is PullState.RAISED and pull.seq > after:
                    yield select_pull(role, pull)
                    return


def _line_of_data(run: Run, sites: Sequence[Site], role: Role) -> int | None:
    return _line_named(sites, names_of(run, role), PULLED) if role in run.sources else None


def _line_named(sites: Sequence[Site], owners: Sequence[str], whats: Sequence[str]) -> int | None:
    return next((site.line for site in sites if site.owner in owners and site.what in whats), None)
