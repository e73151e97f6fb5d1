"""What an argument takes, read from its annotation and its default as they are written: nothing of it is run.

The outcome is an `inspect.Parameter`, as the function itself would give one at run time: a form and a run read a text
by the same rules (`values.value_of`). A name that the module alone cannot explain stands for anything.
"""

from __future__ import annotations

import ast
import enum
import functools
import inspect
import operator
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

NOT_READ = object()
"""Stands for a default that only running the module would tell."""
KNOWN: Mapping[str, Any] = {
    **{kind.__name__: kind for kind in (bool, int, float, str, tuple, list, dict, Path)},
    "Tuple": tuple,
    "List": list,
    "Dict": dict,
}
ENUMS = frozenset({"Enum", "IntEnum", "StrEnum"})


def named_types(tree: ast.Module) -> dict[str, Any]:
    """The types that a module's annotations may name: Python's own, the module's enums, and its `Literal`s."""
    known = dict(KNOWN)
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and ENUMS & {_last_name(base) for base in node.bases}:
            known[node.name] = _enum(node)
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Subscript):
            known |= {target.id: _type(node.value, known) for target in node.targets if isinstance(target, ast.Name)}
    return known


def parameter(argument: ast.arg, default: ast.expr | None, known: Mapping[str, Any]) -> inspect.Parameter:
    """The argument as `inspect.signature` would tell of it, as far as reading can."""
    empty = inspect.Parameter.empty
    return inspect.Parameter(
        argument.arg,
        inspect.Parameter.KEYWORD_ONLY,
        default=empty if default is None else _default(default, known),
        annotation=empty if argument.annotation is None else _type(argument.annotation, known),
    )


def type_written(text: str) -> Any:
    """The type that an annotation means which is no more than text at run time either."""
    try:
        return _type(ast.parse(text, mode="eval").body, KNOWN)
    except (SyntaxError, ValueError):
        return Any


def _type(node: ast.expr, known: Mapping[str, Any]) -> Any:
    if isinstance(node, ast.Constant):
        if node.value is None:
            return type(None)
        return type_written(node.value) if isinstance(node.value, str) else Any
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        return _either([_type(node.left, known), _type(node.right, known)])
    if isinstance(node, ast.Subscript):
        return _subscripted(node, known)
    return known.get(_last_name(node), Any)


def _subscripted(node: ast.Subscript, known: Mapping[str, Any]) -> Any:
    inner = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
    match _last_name(node.value):
        case "Literal":
            values = [_literal(one) for one in inner]
            told = all(isinstance(one, (str, bytes, int, type(None))) for one in values)
            return Literal[tuple(values)] if told else Any
        case "Optional":
            return _either([_type(inner[0], known), type(None)])
        case "Union":
            return _either([_type(one, known) for one in inner])
        case "Annotated":
            return _type(inner[0], known)
        case name:
            return known.get(name, Any)


def _either(types: list[Any]) -> Any:
    return Any if Any in types else functools.reduce(operator.or_, types)


def _default(node: ast.expr, known: Mapping[str, Any]) -> Any:
    if isinstance(node, ast.Attribute) and isinstance(known.get(_last_name(node.value)), enum.EnumMeta):
        return getattr(known[_last_name(node.value)], node.attr, NOT_READ)
    if isinstance(node, ast.Call) and _last_name(node.func) == "Path" and len(node.args) == 1:
        text = _literal(node.args[0])
        return Path(text) if isinstance(text, str) else NOT_READ
    return _literal(node)


def _literal(node: ast.expr) -> Any:
    try:
        return ast.literal_eval(node)
    except (ValueError, TypeError):
        return NOT_READ


def _enum(node: ast.ClassDef) -> Any:
    """An enum with the members' names; what they stand for is told at run time."""
    targets = [one.targets[0] for one in node.body if isinstance(one, ast.Assign)]
    names = [one.id for one in targets if isinstance(one, ast.Name) and not one.id.startswith("_") and one.id != "mro"]
    return enum.Enum(node.name, list(dict.fromkeys(names))) if names else Any


def _last_name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
