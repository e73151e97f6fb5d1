"""From the files of several workers to their runs, in the order of their tasks where they tell them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from inspector.analysis.reading import run_of
from inspector.analysis.run import Run
from inspector.analysis.workers.worker import Worker, aligned
from inspector.recording.reader import open_recording
from inspector.recording.unreadable import UnreadableRecording


@dataclass(frozen=True)
class Read:
    """What became of the files."""

    workers: list[Worker]
    paths: list[Path]
    """The file of each worker."""
    remarks: list[str]
    """What could not be read of files that were, a sentence each."""
    unreadable: list[str]
    """Why a file could not be read at all, a sentence each."""


def read_workers(paths: Sequence[Path]) -> Read:
    """Read what can be read."""
    runs: list[tuple[Path, Run]] = []
    remarks, unreadable = [], []
    for path in paths:
        try:
            opened = open_recording(path)
            runs.append((path, run_of(opened)))
        except UnreadableRecording as problem:
            unreadable.append(str(problem))
            continue
        if opened.skipped is not None:
            remarks.append(opened.skipped)
    runs.sort(key=lambda one: _order(one[1]))
    names = _names(runs)
    workers = aligned([(name, run) for name, (_, run) in zip(names, runs, strict=True)]) if runs else []
    return Read(workers, [path for path, _ in runs], remarks, unreadable)


def _order(run: Run) -> tuple[bool, int]:
    """Those that tell their task by its number; a chief is the first of all."""
    task = run.task or {}
    index = task.get("index")
    return not isinstance(index, int), -1 if task.get("type") == "chief" else index if isinstance(index, int) else 0


def _names(runs: Sequence[tuple[Path, Run]]) -> list[str]:
    """The tasks, where each tells one of its own; else the files' own names, with their folders where two are alike."""
    tasks = [f"{run.task['type']} {run.task['index']}" if run.task else "" for _, run in runs]
    stems = [path.stem for path, _ in runs]
    folders = [str(path.with_suffix("")) for path, _ in runs]
    for names in (tasks, stems, folders):
        if all(names) and len(set(names)) == len(names):
            return names
    return [f"{name} ({number})" for number, name in enumerate(folders)]
