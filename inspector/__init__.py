"""Fit Inspector: see what `model.fit` really did with your data generator.

Importing this package imports neither Qt nor TensorFlow.

    import inspector

    with inspector.record("run.fitrec") as recorded:
        model.fit(...)
    print(recorded)
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from inspector.recorded import Recorded, record

__version__ = "0.1.0"
__all__ = ["Recorded", "__version__", "record"]


def __getattr__(name: str) -> Any:
    # When it is asked for, and not before: every module of the inspector imports this one for its version.
    if name in ("Recorded", "record"):
        return getattr(importlib.import_module("inspector.recorded"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
