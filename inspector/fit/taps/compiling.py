"""Whether the train step was compiled (traced) anew: read off TensorFlow's own count, without touching the function.

Keras wraps the traced function in plain ones, so it is looked for in what those refer to.
"""

from __future__ import annotations

from typing import Any


class CompiledTrainStep:
    """How often `model.train_function` has been compiled so far in this fit."""

    def __init__(self) -> None:
        self._function: Any = None
        self._traced: list[Any] = []
        self._before = 0
        self._times = 0

    def now(self, model: Any) -> int:
        """How often it was compiled by now, if it was since the last call; 0 if it was not."""
        try:
            function = getattr(model, "train_function", None)
            if function is not self._function:
                self._function, self._traced, self._before = function, [], 0
                self._traced = _traced_functions(function)
            count = 0
            for traced in self._traced:  # asked at each step: sum() with a generator takes twice as long
                count += traced.experimental_get_tracing_count()
        except Exception:  # a train function of the person's own may close over anything: then there is no count
            self._traced = []
            return 0
        new, self._before = count - self._before, count
        if new <= 0:
            return 0
        self._times += 1
        return self._times


def _traced_functions(function: Any, depth: int = 3) -> list[Any]:
    """The outermost tf.functions that `function` is or refers to."""
    if hasattr(function, "experimental_get_tracing_count"):
        return [function]
    cells = getattr(function, "__closure__", None) or ()
    if depth == 0:
        return []
    inner = (cell.cell_contents for cell in cells if _filled(cell))
    return [traced for one in inner if callable(one) for traced in _traced_functions(one, depth - 1)]


def _filled(cell: Any) -> bool:
    try:
        return cell.cell_contents is not None
    except ValueError:
        return False
