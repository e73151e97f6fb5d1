"""From a text to the value that an argument takes: what was typed into a field, or given on the command line."""

from __future__ import annotations

import ast
import enum
import inspect
import types
import typing
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from inspector.fit.annotations import type_written

WORDS: Mapping[Any, str] = {
    bool: "True or False",
    int: "a whole number",
    float: "a number",
    tuple: "a tuple such as (32, 32)",
    list: "a list such as [1, 2]",
    dict: "a dict such as {'a': 1}",
}
NUMBERS_BY_DEFAULT = (int, float, bool, tuple, list, dict, type(None))
"""What stands for a number where only the default says that it is one: a person who wrote `size=8` may mean a pair."""


def value_of(text: str, parameter: inspect.Parameter | None) -> Any:
    """`text` as the parameter takes it; as Python would read it, or else as text, where nothing is said about it.

    Raises `ValueError` with one sentence where it cannot be what the parameter takes.
    """
    kinds = () if parameter is None else kinds_of(parameter)
    for kind in sorted(kinds, key=lambda one: one is str):  # any text is a str: what says more comes first
        try:
            return _read(text, kind)
        except (ValueError, TypeError):
            continue
    if parameter is None or not kinds:
        return _as_written(text)
    wanted = [words for kind in kinds if (words := _words(kind))]
    if parameter.annotation is parameter.empty:
        wanted = wanted[:1]
    raise ValueError(f"{parameter.name} is “{text}”: give {' or '.join(wanted)}.")


def kinds_of(parameter: inspect.Parameter) -> tuple[Any, ...]:
    """The types that the parameter takes, in the order they are written; empty where it takes anything."""
    default = parameter.default
    if parameter.annotation is parameter.empty:
        kinds = _kinds_of_default(default)
    else:
        kinds = _alternatives(parameter.annotation)
        if default is None and not any(kind is type(None) for kind in kinds):
            kinds = (*kinds, type(None))
    return kinds if all(_is_told(kind) for kind in kinds) else ()


def choices_of(kind: Any) -> dict[str, Any]:
    """The values of which `kind` takes one, by what they are called; empty where it is open."""
    if isinstance(kind, enum.EnumMeta):
        return dict(kind.__members__)
    if typing.get_origin(kind) is Literal:
        return {one if isinstance(one, str) else repr(one): one for one in typing.get_args(kind)}
    return {"True": True, "False": False} if kind is bool else {}


def _kinds_of_default(default: Any) -> tuple[Any, ...]:
    kind = type(default)
    if kind in (int, float):
        return tuple(sorted(NUMBERS_BY_DEFAULT, key=lambda one: one is not kind))
    return (kind, type(None)) if kind in (bool, str) or isinstance(default, (enum.Enum, Path)) else ()


def _alternatives(annotation: Any) -> tuple[Any, ...]:
    if isinstance(annotation, str):
        annotation = type_written(annotation)
    if annotation is None:
        return (type(None),)
    origin = typing.get_origin(annotation)
    if origin is typing.Annotated:
        return _alternatives(typing.get_args(annotation)[0])
    if origin in (typing.Union, types.UnionType):
        return tuple(kind for one in typing.get_args(annotation) for kind in _alternatives(one))
    return (annotation if origin in (None, Literal) else origin,)


def _is_told(kind: Any) -> bool:
    # `is`, not `==`: anything may stand as an annotation, an array too
    return any(kind is one for one in (*WORDS, str, type(None))) or _is_path(kind) or bool(choices_of(kind))


def _is_path(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Path)


def _read(text: str, kind: Any) -> Any:
    if kind is str:
        return text
    if _is_path(kind):
        return Path(text)
    if choices := choices_of(kind):
        return _chosen(text, kind, choices)
    value = _as_written(text)
    if kind is float:
        return float(text if isinstance(value, str) else value)  # a str: nan and inf are no literals
    if kind is tuple and isinstance(value, list):
        return tuple(value)
    if type(value) is not kind:
        raise ValueError
    return value


def _chosen(text: str, kind: Any, choices: Mapping[str, Any]) -> Any:
    named = text.removeprefix(f"{getattr(kind, '__name__', '')}.") if isinstance(kind, enum.EnumMeta) else text
    if named in choices:
        return choices[named]
    value = _as_written(text)
    for one in choices.values():
        plain = one.value if isinstance(one, enum.Enum) else one
        if plain == value and (type(plain) is type(value) or kind is bool):
            return one
    if kind is bool and text.capitalize() in choices:
        return choices[text.capitalize()]
    raise ValueError


def _words(kind: Any) -> str:
    if kind in WORDS:
        return WORDS[kind]
    return f"one of {', '.join(choices)}" if (choices := choices_of(kind)) else "None" if kind is type(None) else ""


def _as_written(text: str) -> Any:
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return text
