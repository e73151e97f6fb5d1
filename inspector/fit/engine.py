"""Which Keras a model belongs to, told by the model itself: Keras 3, or tf-keras (legacy Keras 2)."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from inspector.fit.taps.keras3 import watched_keras3
from inspector.fit.taps.tf_keras import watched_tf_keras
from inspector.fit.taps.watch import Watch


@dataclass(frozen=True)
class Engine:
    """One Keras: its name in the report (also its module), and how a fit of it is watched."""

    name: str
    watched: Callable[[Watch], AbstractContextManager[bool]]

    @property
    def version(self) -> str:
        """The release that is installed."""
        return str(importlib.import_module(self.name).__version__)


KERAS_3 = Engine("keras", watched_keras3)
TF_KERAS = Engine("tf_keras", watched_tf_keras)


def engine_of(model: Any) -> Engine:
    """The Keras whose class `model` is made of."""
    return TF_KERAS if TF_KERAS.name in map(_package, type(model).__mro__) else KERAS_3


def ends_on_last_step(model: Any) -> bool:
    """Whether this Keras gives `on_train_batch_end` the last step of a group under `steps_per_execution`.

    Keras 3 does so from 3.10 on and gives it the first before; read off the code of fit rather than off its version.
    """
    own = (vars(base).get("fit") for base in type(model).__mro__ if _package(base) in (KERAS_3.name, TF_KERAS.name))
    code = next((getattr(inspect.unwrap(fit), "__code__", None) for fit in own if fit is not None), None)
    return code is None or "end_step" in code.co_varnames


def _package(made: type) -> str:
    return made.__module__.partition(".")[0]
