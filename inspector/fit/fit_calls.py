"""Calls of `model.fit` in the person's own code, answered by the inspector for as long as a block runs.

`keras.Model` is public, and so are its methods. A method is put on that class for the block and taken off again, so
that every model has it whose class does not define its own; one that does calls it by `super()`. Keras may be imported
before the block or within it: the person's file decides that, and what it sets before must count.
"""

from __future__ import annotations

import contextlib
import functools
import importlib.abc
import importlib.machinery
import inspect
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType, ModuleType
from typing import Any

from inspector.fit.failure import is_own

ENGINES = ("keras", "tf_keras")
_ABSENT = object()


@dataclass(frozen=True)
class FitCall:
    """One call, before it is carried out."""

    model: Any
    method: str
    """fit | fit_generator | evaluate"""
    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    original: Callable[..., Any] | None
    """Keras' own function; None where this Keras has none of the name."""
    stack: tuple[tuple[str, int], ...]
    """File and line of each of the person's own frames, the innermost first."""

    def go_on(self) -> Any:
        """Carry it out as it would have been."""
        if self.original is None:  # the words in which Python would have said it
            raise AttributeError(f"{type(self.model).__name__!r} object has no attribute {self.method!r}")
        return self.original(self.model, *self.args, **self.kwargs)

    def by_name(self) -> dict[str, Any]:
        """The arguments by their names. Raises TypeError where Keras' function does not take them."""
        assert self.original is not None
        bound = inspect.signature(self.original).bind(self.model, *self.args, **self.kwargs)
        named = dict(list(bound.arguments.items())[1:])
        return {**named, **named.pop("kwargs", {})}

    @property
    def at(self) -> tuple[str, int] | None:
        """File and line of the call, where it is in a file of the person's own."""
        return self.stack[0] if self.stack else None


Answer = Callable[[FitCall], Any]
"""Carries a call out, or does not; what it returns is what the person's code gets."""


@contextlib.contextmanager
def answered(answer: Answer, methods: Sequence[str]) -> Iterator[None]:
    """Within the block each of these methods of a Keras model is answered by `answer`."""
    with contextlib.ExitStack() as patches:

        def patch(keras: ModuleType) -> None:
            for method in methods:
                patches.enter_context(_answered_on(keras.Model, method, answer))

        for name in ENGINES:
            if name in sys.modules:
                patch(sys.modules[name])
            else:
                patches.enter_context(_once_imported(name, patch))
        yield


@contextlib.contextmanager
def _answered_on(owner: Any, method: str, answer: Answer) -> Iterator[None]:
    original = getattr(owner, method, None)
    own = vars(owner).get(method, _ABSENT)

    def called(self: Any, *args: Any, **kwargs: Any) -> Any:
        return answer(FitCall(self, method, args, kwargs, original, _own_frames(sys._getframe(1))))

    setattr(owner, method, called if original is None else functools.wraps(original)(called))
    try:
        yield
    finally:
        if own is _ABSENT:
            delattr(owner, method)
        else:
            setattr(owner, method, own)


def _own_frames(frame: FrameType | None) -> tuple[tuple[str, int], ...]:
    own = []
    while frame is not None:
        if is_own(frame.f_code.co_filename):
            own.append((str(Path(frame.f_code.co_filename).absolute()), frame.f_lineno))
        frame = frame.f_back
    return tuple(own)


@contextlib.contextmanager
def _once_imported(name: str, then: Callable[[ModuleType], None]) -> Iterator[None]:
    """Call `then` with the module of this name as soon as it has been imported, if that is within the block."""
    finder = _Finder(name, then)
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)


class _Finder(importlib.abc.MetaPathFinder):
    """Finds one module as Python would, and has its loader tell when it has been loaded."""

    def __init__(self, name: str, then: Callable[[ModuleType], None]) -> None:
        self._name, self._then = name, then

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname != self._name:
            return None
        for finder in sys.meta_path:
            find = getattr(finder, "find_spec", None)
            spec = None if finder is self or find is None else find(fullname, path, target)
            if spec is not None:
                self._tell_after(spec)
                return spec
        return None

    def _tell_after(self, spec: importlib.machinery.ModuleSpec) -> None:
        loader = spec.loader
        if loader is None:
            return
        execute, then = loader.exec_module, self._then

        def exec_module(module: ModuleType) -> None:
            execute(module)
            then(module)

        loader.exec_module = exec_module  # type: ignore[method-assign]
