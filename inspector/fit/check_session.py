"""A check: the data of one `fit` is pulled and looked at, and no model is trained.

Everything up to the call is as for a run: the same file, the same choices, the same arguments; so what is looked at is
what that fit would be given.
"""

from __future__ import annotations

import platform
import sys
from types import ModuleType
from typing import Any

from inspector import __version__
from inspector.fit.building import build_data, build_validation
from inspector.fit.called_in_place import loaded_without_fit
from inspector.fit.discovery import Discovered
from inspector.fit.engine import KERAS_3, Engine, engine_of
from inspector.fit.environment import environment
from inspector.fit.failure import failure_of, told_in_text
from inspector.fit.preflight import Look, divided, look_for
from inspector.fit.session import Session
from inspector.fit.stall_sampler import StallSampler
from inspector.fit.stopping import StoppedByPerson
from inspector.fit.taps.watch import Watch
from inspector.fit.watched_fit import Arguments, Call, Ended
from inspector.recording.events import Kind, Payload, Role


class CheckSession(Session):
    """Looks at the data where a `Session` calls fit."""

    def _fit_of_parts(self, module: ModuleType, offered: Discovered) -> Ended:
        loaded_without_fit(module, self._note)
        self._phase("Building the data…")
        data, data_name = build_data(module, self.request, offered)
        validation, validation_name = build_validation(module, self.request, offered)
        names = {"data": data_name, "model": None, "validation": validation_name, "callbacks": None}
        self._tell_parts(names, offered)
        return self._fit(None, Arguments.of(self.request, data, validation, None))

    def _fit(self, model: Any, arguments: Arguments, call: Call | None = None) -> Ended:
        looks = _looks(arguments)
        self._tell_environment(engine_of(looks[0].data if model is None else model))
        needed = {look.role.name.lower(): look.needed for look in looks}
        self.recorder.put(Kind.FIT_BEGIN, payload={"requested": arguments.requested, "call": "check", "needed": needed})
        watch = Watch(self.recorder, self.stopping, self.request.statistics)
        with StallSampler(watch.calls, self.recorder):
            for look in looks:
                self._phase("Looking at the data…" if look.role is Role.TRAIN else "Looking at the validation data…")
                ended = self._look(look, watch)
                if ended.outcome != "completed":
                    return ended
        self.recorder.put(Kind.FIT_END)
        return ended

    def _look(self, look: Look, watch: Watch) -> Ended:
        source = watch.next_source()
        assert source is not None
        try:
            finished = look.at(source)
        except StoppedByPerson:
            return Ended("cancelled")
        except BaseException as error:  # sys.exit() in the person's code ends the check, not the inspector
            self.recorder.put(Kind.FIT_RAISED, payload=told_in_text(failure_of(error, look.where)))
            return Ended("raised", error=error)
        return Ended("completed" if finished else "cancelled")

    def _tell_environment(self, engine: Engine) -> None:
        """TensorFlow is not loaded for the telling: data that does without it is checked without it."""
        told: Payload = {"inspector": __version__, "python": platform.python_version(), "engine": engine.name}
        if "tensorflow" in sys.modules:
            told = {**environment(self.request.device), **told}
        if engine is not KERAS_3:
            told["keras"] = engine.version
        self.recorder.put(Kind.ENVIRONMENT, payload=told)


def _looks(arguments: Arguments) -> list[Look]:
    """What there is to look at. Raises `WrongUse` where fit cannot read from it."""
    given, asked = arguments.given, arguments.requested
    parts = tuple(given[name] for name in ("x", "y", "sample_weight") if given.get(name) is not None)
    x = parts[0] if len(parts) == 1 else parts
    validation = given.get("validation_data")
    if given.get("validation_split") and validation is None:
        x, validation = divided(x, given["validation_split"])
    epochs = (asked.get("epochs") or 1) - (asked.get("initial_epoch") or 0)
    looks = [look_for(Role.TRAIN, x, asked.get("steps_per_epoch"), epochs, given.get("batch_size"))]
    if validation is not None:
        size = given.get("validation_batch_size") or given.get("batch_size")
        # How much of it later epochs would take anew depends on how it is read: one pass is what is needed for certain.
        looks.append(look_for(Role.VALIDATION, validation, asked.get("validation_steps"), 1, size))
    return looks
