"""Which device `fit` uses, in words a person knows."""

from __future__ import annotations

import contextlib

from inspector.fit.problem import WrongUse


def device_name(chosen: str | None) -> str:
    """`CPU:0`, or `GPU:0 (NVIDIA H200)`: the chosen one, else the first GPU that TensorFlow finds, else the CPU.

    Raises `WrongUse` where the chosen one is not there.
    """
    import tensorflow as tf

    devices = [device for kind in ("GPU", "CPU") for device in tf.config.list_logical_devices(kind)]
    names = {f"{device.device_type}:{device.name.rsplit(':', 1)[-1]}": device for device in devices}
    wanted = next(iter(names)) if chosen is None else chosen.upper().removeprefix("/").removeprefix("DEVICE:")
    if chosen is not None and ":" not in wanted:
        wanted += ":0"
    if wanted not in names:
        raise WrongUse(f"There is no device {chosen}: TensorFlow finds {', '.join(names)}.")
    return wanted + _model_of(wanted)


def on_device(chosen: str | None) -> contextlib.AbstractContextManager[object]:
    """Place what runs in the block on the chosen device; None leaves TensorFlow's choice."""
    if chosen is None:
        return contextlib.nullcontext()
    import tensorflow as tf

    device: contextlib.AbstractContextManager[object] = tf.device("/" + chosen.split(" ")[0])
    return device


def _model_of(name: str) -> str:
    import tensorflow as tf

    kind, number = name.split(":")
    physical = tf.config.list_physical_devices(kind)
    if kind != "GPU" or int(number) >= len(physical):
        return ""
    with contextlib.suppress(Exception):  # an old driver does not tell
        details = tf.config.experimental.get_device_details(physical[int(number)])
        return f" ({details['device_name']})"
    return ""
