"""The form of a file as it was when the file was run last: to JSON and back, as far as the file still has it."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path
from typing import Any, get_type_hints

from inspector.fit.discovery import Discovered
from inspector.fit.problem import WrongUse
from inspector.fit.request import FitRequest

ARGUMENTS = ("data_args", "model_args", "validation_args")
NAMES = ("data", "model", "validation", "callbacks")
SAVED_MODELS = (".keras", ".h5")


def form_of(request: FitRequest) -> dict[str, Any]:
    """What was asked for, but for the file."""
    told = {one.name: getattr(request, one.name) for one in fields(request) if one.name != "module"}
    return {name: dict(value) if name in ARGUMENTS else value for name, value in told.items()}


def request_from(form: Any, module: Path) -> FitRequest | None:
    """The request that a form stands for; None where it makes no sense."""
    if not isinstance(form, dict):
        return None
    kinds = get_type_hints(FitRequest)
    given: dict[str, Any] = {}
    for name, value in form.items():
        if name in ARGUMENTS:
            if isinstance(value, dict):
                given[name] = {str(key): str(text) for key, text in value.items()}
        elif name in kinds and name != "module" and isinstance(value, kinds[name]):
            given[name] = value
    try:
        return FitRequest(module, **given)
    except WrongUse:
        return None


def still_offered(request: FitRequest, discovered: Discovered) -> FitRequest:
    """The request without the names and calls that the file does not have any more."""
    offered = {
        "data": discovered.data,
        "model": discovered.models,
        "validation": discovered.validations,
        "callbacks": discovered.callbacks,
    }
    gone: dict[str, Any] = {}
    for name in NAMES:
        asked = getattr(request, name)
        known = {candidate.name for candidate in offered[name]}
        if asked and asked not in known and not asked.endswith(SAVED_MODELS):
            gone[name] = None
    if request.call and all(site.line != request.call for site in discovered.calls):
        gone["call"] = None
    return replace(request, **gone)
