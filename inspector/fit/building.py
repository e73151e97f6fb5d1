"""The objects that a request means, made from the module that was loaded."""

from __future__ import annotations

from dataclasses import dataclass
from types import ModuleType
from typing import Any

from inspector.fit import choosing
from inspector.fit.discovery import Discovered
from inspector.fit.problem import WrongUse
from inspector.fit.read_first import no_data
from inspector.fit.request import FitRequest
from inspector.recording.events import Payload


@dataclass(frozen=True)
class Built:
    """What `fit` is given, and what to call each of it."""

    model: Any
    data: Any
    validation: Any
    callbacks: list[Any] | None
    names: Payload


def build(module: ModuleType, request: FitRequest, offered: Discovered) -> Built:
    """Make the data, the model, the validation data and the callbacks: what was named, else the only candidate.

    Raises `WrongUse` where something is not there, cannot be told, or is not what `fit` takes.
    """
    data, data_name = build_data(module, request, offered)
    model, data, model_name = _model(module, request, offered, data)
    validation, validation_name = build_validation(module, request, offered)
    callbacks_name = request.callbacks
    if callbacks_name is None and len(offered.callbacks) == 1 and offered.callbacks[0].ready:
        callbacks_name = offered.callbacks[0].name
    callbacks = named_callbacks(module, callbacks_name) if callbacks_name else None
    names = {"data": data_name, "model": model_name, "validation": validation_name, "callbacks": callbacks_name}
    return Built(model, data, validation, callbacks, names)


def build_data(module: ModuleType, request: FitRequest, offered: Discovered) -> tuple[Any, str]:
    """The data and its name."""
    name = choosing.choose(request.data, offered.data, "data", "--data")
    if name is None:
        raise WrongUse(no_data(request.module))
    return named_data(module, request, name), name


def build_validation(module: ModuleType, request: FitRequest, offered: Discovered) -> tuple[Any, str | None]:
    """The validation data and its name; of both nothing, where there is none."""
    name = choosing.choose(request.validation, offered.validations, "validation data", "--validation")
    return (None, None) if name is None else (named_validation(module, request, name), name)


def named_data(module: ModuleType, request: FitRequest, name: str) -> Any:
    """The data of this name."""
    data = choosing.build(module, name, request.data_args, "--data")
    choosing.check_data(data, name)
    return data


def named_validation(module: ModuleType, request: FitRequest, name: str) -> Any:
    """The validation data of this name."""
    validation = choosing.build(module, name, request.validation_args, "--validation")
    choosing.check_data(validation, name)
    return validation


def named_callbacks(module: ModuleType, name: str) -> list[Any]:
    """The callbacks of this name."""
    return choosing.as_callbacks(choosing.build(module, name, {}, "--callbacks"), name)


def named_model(module: ModuleType, request: FitRequest, name: str) -> tuple[Any, str]:
    """The model of this name, or out of the file of this name; and what to call it."""
    if name.endswith(choosing.MODEL_FILES):
        path = request.module.parent / name
        model, name = choosing.load_model_file(path), path.name
    else:
        model = choosing.build(module, name, request.model_args, "--model")
    choosing.check_model(model, name)
    return model, name


def _model(module: ModuleType, request: FitRequest, offered: Discovered, data: Any) -> tuple[Any, Any, str]:
    """The model, the data (from which a look at its first batch has taken nothing), and the model's name."""
    if request.model is not None and request.model.endswith(choosing.MODEL_FILES):
        name: str | None = request.model
    else:
        name = choosing.choose(request.model, offered.models, "model", "--model")
    if name is not None:
        model, name = named_model(module, request, name)
        return model, data, name
    from inspector.fit.small_model import first_batch, small_model_for

    batch, data = first_batch(data)
    return small_model_for(batch), data, "a small model made to fit the data"
