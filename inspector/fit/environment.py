"""What a run runs on, as the report has it."""

from __future__ import annotations

import platform
import sys

from inspector import __version__
from inspector.fit.devices import device_name
from inspector.fit.problem import WrongUse
from inspector.recording.events import Payload


def environment(device: str | None = None) -> Payload:
    """Versions and the device, told once the objects are built, because asking for devices settles them.

    Raises `WrongUse` where Keras does not run on TensorFlow, or there is no such device.
    """
    import tensorflow as tf

    keras = sys.modules.get("keras")
    if keras is not None and keras.backend.backend() != "tensorflow":
        raise WrongUse(
            f"Keras runs on {keras.backend.backend()} here, and the inspector watches it on TensorFlow: leave "
            "KERAS_BACKEND unset, or set it to tensorflow."
        )
    return {
        "inspector": __version__,
        "python": platform.python_version(),
        "tensorflow": tf.__version__,
        "keras": None if keras is None else keras.__version__,
        "engine": "keras",
        "device": device_name(device),
    }
