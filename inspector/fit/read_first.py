"""What reading a file tells of a request before anything of it is run: that it cannot be carried out."""

from __future__ import annotations

import ast
from pathlib import Path

from inspector.fit.check_request import CheckRequest
from inspector.fit.choosing import MODEL_FILES
from inspector.fit.chosen_call import chosen_call
from inspector.fit.discovery import discover_in, parse
from inspector.fit.problem import WrongUse
from inspector.fit.request import FitRequest
from inspector.fit.script_request import ScriptRequest

DYNAMIC = {"globals", "locals", "vars", "exec", "eval", "setattr", "__getattr__", "__dict__", "*"}
"""Where one of these stands in a file, only running it tells which names it has."""


def read_first(request: FitRequest | CheckRequest | ScriptRequest) -> None:
    """Raise `WrongUse` where no run need begin: no Python, no such call, no data, or a name that is not there."""
    match request:
        case ScriptRequest():
            parse(request.module)
        case CheckRequest(fit=fit):
            _read(fit, fit.data, fit.validation)
        case FitRequest():
            _read(request, request.data, request.model, request.validation, request.callbacks)


def no_data(module: Path) -> str:
    """What to do about a file in which there is nothing to give to fit."""
    return (
        f"No generator or dataset was found in {module.name}: define a function that yields batches, "
        "a PyDataset or a tf.data.Dataset in it, or name one (on the command line: --data NAME)."
    )


def _read(request: FitRequest, *wanted: str | None) -> None:
    tree = parse(request.module)
    offered = discover_in(tree, request.module)
    if chosen_call(request, offered) is None and not request.data and not offered.data:
        raise WrongUse(no_data(request.module))
    names = _names(tree)
    gone = [name for name in wanted if name and name not in names and not name.endswith(MODEL_FILES)]
    if gone and not names & DYNAMIC:
        has = ", ".join(_own_names(tree)) or "no names of its own"
        raise WrongUse(f"There is no {gone[0]} in {request.module.name}: it has {has}.")


def _names(tree: ast.Module) -> set[str]:
    """Every name that the file may have: what stands in it and is not merely read, wherever that is."""
    found = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id in DYNAMIC}
    for node in ast.walk(tree):
        if not isinstance(getattr(node, "ctx", None), ast.Load):
            found.update(value.split(".")[0] for _, value in ast.iter_fields(node) if isinstance(value, str))
        elif isinstance(node, ast.Attribute) and node.attr in DYNAMIC:
            found.add(node.attr)
    return found


def _own_names(tree: ast.Module) -> list[str]:
    named = [node.name for node in tree.body if isinstance(node, (ast.FunctionDef, ast.ClassDef))]
    stored = [
        target.id
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    ]
    return sorted(name for name in {*named, *stored} if not name.startswith("_"))
