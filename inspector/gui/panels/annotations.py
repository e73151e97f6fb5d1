"""What to write beside the lines of the person's file: how often each yield and hook ran, and which line raised.

Only what was observed: a generator with two yields has its count at its `def`, because nobody saw which one it was.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from inspector.analysis.model import Failure, Source
from inspector.analysis.run import Run
from inspector.analysis.wording import count
from inspector.gui.panels.words import duration


@dataclass(frozen=True)
class Note:
    """What stands at the right of one line."""

    text: str
    problem: bool = False


@dataclass(frozen=True)
class Site:
    """One place in the file that a run may reach: the line, and what it is."""

    owner: str
    """the function or class"""
    what: str
    """yield | a method's name"""
    line: int


def sites(text: str) -> list[Site]:
    """The yields and methods of a file; none where it is not Python."""
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError):
        return []
    found: list[Site] = []
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yields = list(_yields(node))
            if yields:
                found.append(Site(node.name, "yield", yields[0] if len(yields) == 1 else node.lineno))
        elif isinstance(node, ast.ClassDef):
            methods = [inner for inner in node.body if isinstance(inner, ast.FunctionDef)]
            found += [Site(node.name, inner.name, inner.lineno) for inner in methods]
    return found


def annotate(run: Run, path: Path, found: list[Site]) -> dict[int, Note]:
    """The notes of a file, by line."""
    notes: dict[int, Note] = {}
    ours = _same_file(run.header.get("file"), path)
    for site in found if ours else ():
        note = _note(run, site)
        if note:
            notes[site.line] = Note(note)
    for failure, batch in _failures(run):
        if failure.line is not None and _same_file(failure.file, path):
            at = "" if batch is None else f", at batch {batch}"
            notes[failure.line] = Note(f"raised once{at}", problem=True)
    return notes


def _note(run: Run, site: Site) -> str:
    for source in run.sources.values():
        if site.owner in (source.name, _named(run, source)):
            if site.what in ("yield", "__getitem__"):
                return _pulled(source, "yielded" if site.what == "yield" else "asked for")
            calls = [call for call in run.dataset_calls if call.role is source.role and call.hook == site.what]
            if calls:
                return f"called {_times(len(calls))}"
    calls_of = [call for call in run.callback_calls if call.callback.name == site.owner and call.hook == site.what]
    took = [call.ended_ns - call.began_ns for call in calls_of if call.ended_ns is not None]
    if not calls_of:
        return ""
    each = f" · {duration(sum(took) // len(took))} each" if took else ""
    return f"called {_times(len(calls_of))}{each}"


def _pulled(source: Source, verb: str) -> str:
    produced = source.produced
    if not produced:
        return ""
    took = [pull.ended_ns - pull.began_ns for pull in produced if pull.ended_ns is not None]
    each = f" · {duration(sum(took) // len(took))} each" if took else ""
    threads = list(dict.fromkeys(pull.thread for pull in produced))
    where = f"thread {threads[0]}" if len(threads) == 1 else count(len(threads), "thread")
    return f"{verb} {_times(len(produced))}{each} · {where}"


def _failures(run: Run) -> Iterator[tuple[Failure, int | None]]:
    if run.failure is not None:
        yield run.failure, None
    for source in run.sources.values():
        if source.failure is not None:
            event = run.recording.event(source.failure.seq)
            yield source.failure, event.batch


def _named(run: Run, source: Source) -> str | None:
    """The name that the person gave for this data."""
    name = run.header.get("data" if source.role == 0 else "validation")
    return None if name is None else str(name)


def _yields(function: ast.FunctionDef) -> Iterator[int]:
    waiting: list[ast.AST] = list(function.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, (ast.Yield, ast.YieldFrom)):
            yield node.lineno
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)):
            waiting.extend(ast.iter_child_nodes(node))


def _same_file(told: object, path: Path) -> bool:
    """Whether a recording's file name means this file: by its whole path, or by its name where that is all there is."""
    if not told:
        return False
    other = Path(str(told))
    return other == path if other.is_absolute() and path.is_absolute() else other.name == path.name


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"
