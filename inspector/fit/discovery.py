"""What a module offers, read with `ast`: nothing of it is run.

Candidates are ranked, the obvious one first; one that another candidate calls (a generator inside a factory) is left
out, because the outer one is what `fit` is given.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from inspector.fit.annotations import named_types, parameter
from inspector.fit.call_sites import CallSite, call_sites
from inspector.fit.docstrings import argument_docs
from inspector.fit.problem import BrokenModule, WrongUse


@dataclass(frozen=True)
class Argument:
    """One argument of a factory."""

    name: str
    default: str | None
    """Its default as written; None: it has none."""
    annotation: str | None
    parameter: inspect.Parameter = field(compare=False, repr=False)
    """What it takes, as far as reading tells."""
    doc: str = ""


@dataclass(frozen=True)
class Candidate:
    """One thing in the module that could be handed to `fit`."""

    name: str
    kind: str
    """In words: generator, PyDataset, function, object, ..."""
    line: int
    arguments: tuple[Argument, ...] = ()
    doc: str = ""
    uses: frozenset[str] = field(default=frozenset(), repr=False)

    @property
    def ready(self) -> bool:
        """Whether it can be called with no arguments given."""
        return all(argument.default is not None for argument in self.arguments)


@dataclass(frozen=True)
class Discovered:
    """What a module offers, best first."""

    path: Path
    data: tuple[Candidate, ...]
    models: tuple[Candidate, ...]
    validations: tuple[Candidate, ...]
    callbacks: tuple[Candidate, ...]
    calls: tuple[CallSite, ...] = ()
    """Where the file itself calls fit."""


def discover(path: Path) -> Discovered:
    """Read `path`. Raises `WrongUse` where it is missing, not Python, or has a syntax error."""
    return discover_in(parse(path), path)


def discover_in(tree: ast.Module, path: Path) -> Discovered:
    """The same of a file that was parsed already."""
    found = list(_candidates(tree))
    data = [candidate for role, candidate in found if role == "data"]
    return Discovered(
        path,
        data=_outermost(one for one in data if not _is_validation(one.name)),
        models=_outermost(candidate for role, candidate in found if role == "model"),
        validations=_outermost(one for one in data if _is_validation(one.name)),
        callbacks=_outermost(candidate for role, candidate in found if role == "callbacks"),
        calls=call_sites(tree),
    )


def parse(path: Path) -> ast.Module:
    """The module's syntax tree. Raises `WrongUse` with one clear sentence where there is none to be had."""
    if not path.exists():
        raise WrongUse(f"There is no file {path}: check the path.")
    if path.is_dir():
        raise WrongUse(f"{path} is a folder: choose a Python file (.py) in it.")
    if path.suffix != ".py":
        raise WrongUse(f"{path.name} is not a Python file: choose one that ends in .py.")
    try:
        source = path.read_bytes()
    except OSError as error:
        raise WrongUse(f"{path.name} cannot be read: {error.strerror or error}.") from error
    try:
        return ast.parse(source, filename=str(path))
    except SyntaxError as error:
        where = f"line {error.lineno}" if error.lineno else "its text"
        told = f"{path.name} has a syntax error in {where}: {error.msg}. Mend it and save it."
        raise BrokenModule(told, error.lineno) from error
    except ValueError as error:  # a NUL byte, on some versions of Python
        raise BrokenModule(f"{path.name} is not Python source text: {error}.") from error


def _is_validation(name: str) -> bool:
    return name.lower().lstrip("_").startswith("val") or "validation" in name.lower()


def _outermost(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    listed = list(candidates)
    used = {name for one in listed for name in one.uses if name != one.name}
    return tuple(one for one in listed if one.name not in used)


def _candidates(tree: ast.Module) -> Iterator[tuple[str, Candidate]]:
    roles: dict[str, str] = {}
    known = named_types(tree)
    for node in tree.body:
        found: tuple[str, Candidate] | None = None
        if isinstance(node, ast.FunctionDef):
            found = _function(node, roles, known)
        elif isinstance(node, ast.ClassDef):
            found = _class(node, known)
        elif isinstance(node, (ast.Assign, ast.AnnAssign)):
            found = _assignment(node, roles)
        if found is not None and not found[1].name.startswith("__"):
            roles[found[1].name] = found[0]
            yield found


def _function(node: ast.FunctionDef, roles: dict[str, str], known: Mapping[str, Any]) -> tuple[str, Candidate] | None:
    names = _names(node)
    doc = ast.get_docstring(node) or ""

    def candidate(kind: str) -> Candidate:
        uses = frozenset(names - _locals(node))
        return Candidate(node.name, kind, node.lineno, _arguments(node.args, doc, known), doc, uses)

    if any(isinstance(inner, (ast.Yield, ast.YieldFrom)) for inner in _own_nodes(node)):
        return "data", candidate("generator")
    returned = ast.dump(node.returns) if node.returns else ""
    if not any(isinstance(inner, ast.Return) and inner.value is not None for inner in _own_nodes(node)):
        return None
    if names & {"compile", "Sequential"} or "Model" in names or "Model" in returned:
        return "model", candidate("model factory")
    if "callback" in node.name.lower():
        return "callbacks", candidate("function that returns callbacks")
    if "Dataset" in names | {returned} or "Dataset" in returned or any(roles.get(name) == "data" for name in names):
        return "data", candidate("function that returns data")
    return None


def _class(node: ast.ClassDef, known: Mapping[str, Any]) -> tuple[str, Candidate] | None:
    bases = {name for base in node.bases for name in _names(base)}
    init = next((one for one in node.body if isinstance(one, ast.FunctionDef) and one.name == "__init__"), None)
    doc = ast.get_docstring(node) or ""
    told = "\n\n".join((doc, ast.get_docstring(init) or "")) if init else doc
    arguments = _arguments(init.args, told, known, skip=1) if init else ()
    if bases & {"PyDataset", "Sequence"}:
        return "data", Candidate(node.name, "PyDataset", node.lineno, arguments, doc)
    if "Callback" in bases:
        return "callbacks", Candidate(node.name, "callback class", node.lineno, arguments, doc)
    return None


def _assignment(node: ast.Assign | ast.AnnAssign, roles: dict[str, str]) -> tuple[str, Candidate] | None:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    if len(targets) != 1 or not isinstance(targets[0], ast.Name) or node.value is None:
        return None
    name, names = targets[0].id, frozenset(_names(node.value))

    def candidate(kind: str) -> Candidate:
        return Candidate(name, kind, node.lineno, uses=names)

    if "callback" in name.lower() and isinstance(node.value, (ast.List, ast.Call)):
        return "callbacks", candidate("list of callbacks")
    if not isinstance(node.value, ast.Call):
        return None
    called = _names(node.value.func)
    if called & {"Sequential", "Model", "load_model"} or any(roles.get(one) == "model" for one in called):
        return "model", candidate("model")
    if "Dataset" in called or any(roles.get(one) == "data" for one in called):
        return "data", candidate("data object")
    return None


def _arguments(arguments: ast.arguments, doc: str, known: Mapping[str, Any], skip: int = 0) -> tuple[Argument, ...]:
    docs = argument_docs(doc)
    positional = [*arguments.posonlyargs, *arguments.args]
    defaults: list[ast.expr | None] = [None] * (len(positional) - len(arguments.defaults))
    pairs = list(zip(positional, [*defaults, *arguments.defaults], strict=True))[skip:]
    pairs += list(zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True))
    return tuple(
        Argument(
            one.arg,
            None if default is None else ast.unparse(default),
            None if one.annotation is None else ast.unparse(one.annotation),
            parameter(one, default, known),
            docs.get(one.arg, ""),
        )
        for one, default in pairs
    )


def _names(node: ast.AST) -> set[str]:
    """Every name and attribute name that stands in `node`."""
    names = {inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name)}
    return names | {inner.attr for inner in ast.walk(node) if isinstance(inner, ast.Attribute)}


def _locals(function: ast.FunctionDef) -> set[str]:
    """The names that are the function's own: `model = ...` in `build_model` is not the module's `model`."""
    arguments = {node.arg for node in ast.walk(function.args) if isinstance(node, ast.arg)}
    shared = {name for node in ast.walk(function) if isinstance(node, ast.Global) for name in node.names}
    stored = (node for node in ast.walk(function) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store))
    return (arguments | {node.id for node in stored}) - shared


def _own_nodes(function: ast.FunctionDef) -> Iterator[ast.AST]:
    """The nodes of a function's body without those of functions defined inside it."""
    waiting: list[ast.AST] = list(function.body)
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)):
            waiting.extend(ast.iter_child_nodes(node))
