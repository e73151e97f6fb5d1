"""Where a file calls `fit`, and with what: read with `ast`, nothing is run.

A call at the top of the module is met when the file is loaded; one inside a function, or under
`if __name__ == "__main__"`, only when it is run as a script.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

METHODS = ("fit", "fit_generator")
# What Keras' fit takes and other libraries' fit (a scaler's, a classifier's) does not.
_OF_KERAS = frozenset(
    {
        "batch_size", "callbacks", "epochs", "initial_epoch", "nb_epoch", "steps_per_epoch", "validation_data",
        "validation_split", "validation_steps", "verbose",
    }
)  # fmt: skip
_NUMBERS = ("epochs", "initial_epoch", "steps_per_epoch", "validation_steps")
_OLD_NAMES = {"generator": "x", "nb_epoch": "epochs"}
# fit_generator had no y: what stands second there is steps_per_epoch.
_PLACES = {
    "fit": ("x", "y", "batch_size", "epochs"),
    "fit_generator": ("x", "steps_per_epoch", "epochs"),
    "evaluate": ("x", "y"),
}


@dataclass(frozen=True)
class CallSite:
    """One call of `fit` in the file; texts are as written."""

    line: int
    last_line: int
    method: str
    """fit | fit_generator | evaluate"""
    model: str
    data: str | None
    validation: str | None
    callbacks: str | None
    at_load: bool
    """Whether loading the module comes to it."""
    numbers: Mapping[str, int] = field(default_factory=dict)
    """epochs, steps_per_epoch, ..., where they stand there as numbers, or as names of numbers of the module."""
    arguments: Mapping[str, str] = field(default_factory=dict)
    """All of them by name, as written."""

    @property
    def words(self) -> str:
        """`model.fit in line 12`."""
        return f"{self.model}.{self.method} in line {self.line}"


def call_sites(tree: ast.Module, methods: Sequence[str] = METHODS) -> tuple[CallSite, ...]:
    """The calls of Keras' `fit` in the file, in its order; those that loading comes to first."""
    constants = _constants(tree)
    calls = ((call, at_load) for call, at_load in _calls(tree.body, True) if _method(call) in methods)
    found = [_site(call, at_load, constants) for call, at_load in calls if _is_keras(call, tree)]
    return tuple(sorted(found, key=lambda site: (not site.at_load, site.line)))


def _calls(body: list[ast.stmt], at_load: bool) -> Iterator[tuple[ast.Call, bool]]:
    for statement in body:
        yield from _calls_in(statement, at_load and not _is_main_guard(statement))


def _calls_in(node: ast.AST, at_load: bool) -> Iterator[tuple[ast.Call, bool]]:
    later = isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda))
    for inner in ast.iter_child_nodes(node):
        yield from _calls_in(inner, at_load and not later)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        yield node, at_load


def _method(call: ast.Call) -> str:
    assert isinstance(call.func, ast.Attribute)
    return call.func.attr


def _is_main_guard(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.If) and any(
        isinstance(inner, ast.Name) and inner.id == "__name__" for inner in ast.walk(statement.test)
    )


def _is_keras(call: ast.Call, tree: ast.Module) -> bool:
    """Whether this looks like the fit of a Keras model; one that does not is found when the file runs as a script."""
    assert isinstance(call.func, ast.Attribute)
    if _method(call) == "fit_generator" or any(keyword.arg in _OF_KERAS for keyword in call.keywords):
        return True
    receiver = ast.unparse(call.func.value)
    return "model" in receiver.lower() or receiver in _keras_models(tree)


def _keras_models(tree: ast.Module) -> set[str]:
    made = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call) and len(node.targets) == 1:
            factory = ast.unparse(node.value.func).rsplit(".", 1)[-1]
            if factory in ("Sequential", "Model") and isinstance(node.targets[0], ast.Name):
                made.add(node.targets[0].id)
    return made


def _site(call: ast.Call, at_load: bool, constants: Mapping[str, int]) -> CallSite:
    assert isinstance(call.func, ast.Attribute)
    method = _method(call)
    given: dict[str, ast.expr] = dict(zip(_PLACES[method], call.args, strict=False))
    for keyword in call.keywords:
        if keyword.arg is not None:
            given[_OLD_NAMES.get(keyword.arg, keyword.arg)] = keyword.value
    texts = {name: ast.unparse(value) for name, value in given.items()}
    numbers = {name: number for name in _NUMBERS if (number := _number(given.get(name), constants)) is not None}
    data = texts.get("x")
    if data is not None and "y" in texts:
        data = f"{data}, {texts['y']}"
    return CallSite(
        call.lineno,
        call.end_lineno or call.lineno,
        method,
        ast.unparse(call.func.value),
        data,
        texts.get("validation_data"),
        texts.get("callbacks"),
        at_load,
        numbers,
        texts,
    )


def _constants(tree: ast.Module) -> dict[str, int]:
    """The module's own names for whole numbers that are set once."""
    values: dict[str, list[int | None]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            values.setdefault(node.id, []).append(None)
    for statement in tree.body:
        if isinstance(statement, ast.Assign) and len(statement.targets) == 1:
            target, value = statement.targets[0], _number(statement.value, {})
            if isinstance(target, ast.Name) and value is not None and len(values[target.id]) == 1:
                values[target.id] = [value]
    return {name: found[0] for name, found in values.items() if len(found) == 1 and found[0] is not None}


def _number(value: ast.expr | None, constants: Mapping[str, int]) -> int | None:
    if isinstance(value, ast.Constant) and type(value.value) is int:
        return value.value
    return constants.get(value.id) if isinstance(value, ast.Name) else None
