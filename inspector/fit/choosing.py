"""From names to objects: the data, the model, the validation data and the callbacks that a request means."""

from __future__ import annotations

import inspect
import types
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from inspector.fit.discovery import Candidate, discover
from inspector.fit.failure import failure_of, first_line, type_name
from inspector.fit.loading import ModuleFailed
from inspector.fit.problem import WrongUse
from inspector.fit.values import value_of

MODEL_FILES = (".keras", ".h5")


def choose(wanted: str | None, candidates: Sequence[Candidate], what: str, flag: str) -> str | None:
    """The name to use: the one asked for, else the only candidate; None where there is none.

    An empty name asks for none, whatever there is.

    Raises `WrongUse` with the candidates listed where there are several.
    """
    if wanted is not None:
        return wanted or None
    if len(candidates) > 1:
        listed = ", ".join(f"{one.name} (line {one.line})" for one in candidates)
        raise WrongUse(
            f"There are {len(candidates)} candidates for the {what}: {listed}. "
            f"Choose one (on the command line: {flag} NAME)."
        )
    return candidates[0].name if candidates else None


def build(module: types.ModuleType, name: str, arguments: Mapping[str, str], flag: str) -> Any:
    """The object behind `name`: what the function or class gives when called, or the module-level object itself.

    Raises `WrongUse` where there is no such name, where an argument is missing or unknown, and `ModuleFailed` where
    the person's code raises.
    """
    file = Path(module.__file__ or module.__name__).name
    found = _look_up(module, name, file, flag)
    if not (inspect.isfunction(found) or inspect.isclass(found)):
        if arguments:
            raise WrongUse(f"{name} in {file} is an object, not a function: it takes no arguments.")
        return found
    values = _bound(module, found, name, arguments, f"{flag}-arg")
    try:
        return found(**values)
    except (Exception, SystemExit) as error:
        line = failure_of(error, "module")["line"]
        at = f" in line {line}" if line else ""
        raise ModuleFailed(f"{name}() in {file} raised {type_name(error)}{at}: {first_line(error)}", error) from error


def _look_up(module: types.ModuleType, name: str, file: str, flag: str) -> Any:
    if hasattr(module, name):
        return getattr(module, name)
    own = sorted(
        key
        for key, value in vars(module).items()
        if not key.startswith("_")
        and not inspect.ismodule(value)
        and getattr(value, "__module__", module.__name__) == module.__name__
        and not _is_constant(value)
    )
    others = _of_another_role(Path(module.__file__), flag) if own and module.__file__ else set()
    offered = [key for key in own if key not in others]
    has = f"it has {', '.join(offered)}" if offered else "it has nothing that could be given there"
    raise WrongUse(f"There is no {name} in {file}: {has}.")


def _of_another_role(path: Path, flag: str) -> set[str]:
    """What reading the file tells to be something else than what is named by `flag`."""
    found = discover(path)
    data = {one.name for one in (*found.data, *found.validations)}
    models, callbacks = ({one.name for one in role} for role in (found.models, found.callbacks))
    match flag:
        case "--model":
            return data | callbacks
        case "--callbacks":
            return data | models
        case _:
            return models | callbacks


def _bound(
    module: types.ModuleType, function: Any, name: str, arguments: Mapping[str, str], flag: str
) -> dict[str, Any]:
    parameters = _parameters(function, module)
    if parameters is None:
        return {key: value_of(text, None) for key, text in arguments.items()}
    open_ended = any(one.kind is one.VAR_KEYWORD for one in parameters.values())
    unknown = [key for key in arguments if key not in parameters and not open_ended]
    if unknown:
        raise WrongUse(f"{name}() takes no argument {unknown[0]!r}: it takes {', '.join(parameters) or 'none'}.")
    missing = [
        key
        for key, one in parameters.items()
        if one.default is one.empty and one.kind not in (one.VAR_POSITIONAL, one.VAR_KEYWORD) and key not in arguments
    ]
    if missing:
        raise WrongUse(
            f"{name}() needs a value for {missing[0]!r}: give it one (on the command line: {flag} {missing[0]}=VALUE)."
        )
    try:
        return {key: value_of(text, parameters.get(key)) for key, text in arguments.items()}
    except ValueError as problem:
        raise WrongUse(f"{name}(): {problem}") from None


def _parameters(function: Any, module: types.ModuleType) -> Mapping[str, inspect.Parameter] | None:
    try:
        parameters = inspect.signature(function).parameters
    except (TypeError, ValueError):
        return None
    return {name: _with_annotation(one, module) for name, one in parameters.items()}


def _with_annotation(parameter: inspect.Parameter, module: types.ModuleType) -> inspect.Parameter:
    """With what the annotation means where it is text; one by one, for some are there for a type checker only."""
    if not isinstance(parameter.annotation, str):
        return parameter
    try:
        return parameter.replace(annotation=eval(parameter.annotation, vars(module)))
    except Exception:  # it is the person's code, which can raise anything; as text it may still say enough
        return parameter


def check_data(data: Any, name: str) -> None:
    """Raise `WrongUse` where `fit` could not read from this at all."""
    if _is_constant(data) or inspect.isfunction(data):
        raise WrongUse(
            f"{name} gives {_kind(data)}, which fit cannot read batches from: let it give a generator, a PyDataset, "
            "a tf.data.Dataset, or arrays."
        )


def _is_constant(value: Any) -> bool:
    return value is None or isinstance(value, (str, bytes, int, float, bool))


def check_model(model: Any, name: str) -> None:
    """Raise `WrongUse` where this is no Keras model, or one that was not compiled."""
    if not (hasattr(model, "fit") and hasattr(model, "compile")):
        raise WrongUse(f"{name} gives {_kind(model)}, not a Keras model: return the model from it.")
    if not getattr(model, "compiled", getattr(model, "optimizer", None) is not None):
        raise WrongUse(
            f"The model of {name} is not compiled: call model.compile(optimizer=..., loss=...) before returning it."
        )


def as_callbacks(made: Any, name: str) -> list[Any]:
    """The callbacks as a list. Raises `WrongUse` where something in it is none."""
    listed = list(made) if isinstance(made, (list, tuple)) else [made]
    for one in listed:
        if not hasattr(one, "on_epoch_end"):
            raise WrongUse(f"{name} gives {_kind(one)}, which is not a Keras callback.")
    return listed


def load_model_file(path: Path) -> Any:
    """The model saved at `path`, in Keras' safe mode. Raises `WrongUse` where it cannot be had."""
    import keras

    if not path.exists():
        raise WrongUse(f"There is no model file {path}: check the path.")
    try:
        return keras.saving.load_model(path)
    except Exception as error:  # reading a broken or foreign file can raise anything
        why = first_line(error).split(". ")[0].rstrip(".")
        raise WrongUse(
            f"{path.name} could not be loaded as a Keras model: {why}. It is loaded in Keras' safe mode, which runs "
            "no code out of a file; what you trust, load in a function of your own that returns it compiled."
        ) from error


def _kind(value: Any) -> str:
    name = type(value).__name__
    return "None" if value is None else f"{'an' if name[0] in 'aeiou' else 'a'} {name}"
