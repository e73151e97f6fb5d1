"""One run, from the person's file to the last event: load, build, watch `fit`, tell how it ended.

Separation of concerns:

- `discovery`, `call_sites`: what a module offers, without running it.
- `loading`, `called_in_place`: the module, and its own call of `fit` while it is loaded.
- `choosing`, `building`: the objects in it.
- `taps`: watching Keras.
- `ModuleSession`: how a run begins and ends.
- `Session` (here): the order of it all, on whichever thread `run` is called.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from types import ModuleType
from typing import Any

from inspector.fit.building import build, named_callbacks, named_data, named_model, named_validation
from inspector.fit.call_sites import CallSite
from inspector.fit.called_in_place import carried_out, loaded_without_fit
from inspector.fit.chosen_call import NO_CALL, chosen_call, passed_over
from inspector.fit.devices import device_name, on_device
from inspector.fit.discovery import Discovered, discover
from inspector.fit.environment import environment
from inspector.fit.failure import first_line
from inspector.fit.fit_calls import FitCall
from inspector.fit.loading import ModuleFailed, importable, new_module
from inspector.fit.module_session import ModuleSession
from inspector.fit.old_fit import GONE, as_fit
from inspector.fit.watched_fit import REQUESTED, Arguments, Call, Ended, set_group, watched_fit
from inspector.recording.events import Kind, Payload


class Session(ModuleSession):
    """`fit` on what the module offers, or as the module itself calls it."""

    def _run(self) -> str:
        offered = discover(self.request.module)
        site = chosen_call(self.request, offered)
        with self._loading():
            module = new_module(self.request.module)
            if site is not None:
                return carried_out(module, site, lambda call: self._fit_as_called(call, module, site)).outcome
            return self._fit_of_parts(module, offered).outcome

    @contextlib.contextmanager
    def _loading(self) -> Iterator[None]:
        request = self.request
        # The module first: what it sets before it imports Keras (environment variables, devices) must still count.
        first = "" if "tensorflow" in sys.modules else " and TensorFlow"
        self._phase(f"Loading {request.module.name}{first}…")
        if request.seed is not None:
            import keras

            keras.utils.set_random_seed(request.seed)
        if request.device is not None:
            device_name(request.device)
        with importable(request.module), on_device(request.device):
            yield

    def _fit_of_parts(self, module: ModuleType, offered: Discovered) -> Ended:
        loaded_without_fit(module, self._note)
        self._phase("Building the data and the model…")
        built = build(module, self.request, offered)
        self._tell_parts(built.names, offered)
        arguments = Arguments.of(self.request, built.data, built.validation, built.callbacks)
        return self._fit(built.model, arguments)

    def _fit_as_called(self, call: FitCall, module: ModuleType, site: CallSite) -> Ended:
        given, translated = _arguments(call)
        model, names = self._with_parts(call.model, given, module, site)
        arguments = Arguments.of_call({"verbose": 0, **given}, translated=translated)
        if self.request.steps_per_execution is not None:
            arguments.requested["steps_per_execution"] = self.request.steps_per_execution
        self._tell(names)
        return self._fit(model, arguments)

    def _with_parts(self, model: Any, given: dict[str, Any], module: ModuleType, site: CallSite) -> tuple[Any, Payload]:
        """Put what the request names in the place of what the call was given; return the model, and the names."""
        request = self.request
        names: Payload = {
            "data": request.data or site.data,
            "model": request.model or site.model,
            "validation": request.validation or site.validation,
            "callbacks": request.callbacks or site.callbacks,
            "call": site.line,
            "named": [role for role in ("data", "model", "validation", "callbacks") if getattr(request, role)],
        }
        if request.data:
            given.pop("y", None)
            given["x"] = named_data(module, request, request.data)
        if request.model:
            model, names["model"] = named_model(module, request, request.model)
        if request.validation is not None:
            name = request.validation
            given["validation_data"] = named_validation(module, request, name) if name else None
            names["validation"] = name or None
        if request.callbacks is not None:
            name = request.callbacks
            given["callbacks"] = named_callbacks(module, name) if name else None
            names["callbacks"] = name or None
        for number in REQUESTED:
            if number != "steps_per_execution" and getattr(request, number) is not None:
                given[number] = getattr(request, number)
        return model, names

    def _fit(self, model: Any, arguments: Arguments, call: Call | None = None) -> Ended:
        request = self.request
        if request.steps_per_execution is not None:
            set_group(model, request.steps_per_execution)
        self.recorder.put(Kind.ENVIRONMENT, payload=environment(request.device))
        self._phase("Running fit…")
        return watched_fit(model, arguments, self.recorder, self.stopping, request.statistics, call)

    def _tell(self, names: Payload) -> None:
        self.recorder.put(Kind.RUN_BEGIN, payload={**self._header(), **names})

    def _tell_parts(self, names: Payload, offered: Discovered) -> None:
        """With the calls that the file makes itself, and that were not asked to be left alone."""
        left = [] if self.request.call == NO_CALL else passed_over(offered.calls)
        self._tell({**names, "passed_over": left} if left else names)

    def _note(self, text: str) -> None:
        self.recorder.put(Kind.OUTPUT, payload={"text": text, "stream": "inspector"})


def _arguments(call: FitCall) -> tuple[dict[str, Any], Payload | None]:
    """The arguments of fit by their names, and what had to be translated. Raises `ModuleFailed` where fit has no such.

    tf-keras has fit_generator still: there it is fit by another name.
    """
    if call.original is None:
        return as_fit(call)
    try:
        given = call.by_name()
    except TypeError as error:
        line = "" if call.at is None else f" in line {call.at[1]}"
        raise ModuleFailed.at(
            f"{call.method}{line} cannot be called so: {first_line(error)}", error, call.at
        ) from error
    if call.method == GONE:
        given["x"] = given.pop("generator")
    return given, None
