"""The places in the person's file that a run may come to: yields and methods, and the lines that raised. No Qt."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from inspector.analysis.model import Failure
from inspector.analysis.run import Run
from inspector.recording.events import Role

PULLED = ("yield", "__getitem__")
"""Where data is made."""


@dataclass(frozen=True)
class Site:
    """One place: the line, and what it is."""

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


def names_of(run: Run, role: Role) -> tuple[str, ...]:
    """What the data of a role is called: as it was found, and as the person named it."""
    source = run.sources.get(role)
    named = run.header.get("data" if role is Role.TRAIN else "validation")
    names = ("" if source is None else source.name, "" if named is None else str(named))
    return tuple(name for name in names if name)


def failures(run: Run) -> Iterator[tuple[Failure, Role | None]]:
    """What was raised, and by the data of which role, if by any."""
    if run.failure is not None:
        yield run.failure, None
    for role, source in run.sources.items():
        if source.failure is not None:
            yield source.failure, role


def same_file(told: object, path: Path) -> bool:
    """Whether a recording's file name means this file: by its whole path, or by its name where that is all there is."""
    if not told:
        return False
    other = Path(str(told))
    return other == path if other.is_absolute() and path.is_absolute() else other.name == path.name


def _yields(function: ast.FunctionDef) -> Iterator[int]:
    waiting: list[ast.AST] = list(function.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, (ast.Yield, ast.YieldFrom)):
            yield node.lineno
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)):
            waiting.extend(ast.iter_child_nodes(node))
