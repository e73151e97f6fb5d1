"""Which hooks of a list no callback does something in, as most of those of each step: they are passed on as they are.

That is looked up once, and again where an object got or lost an attribute: a hook may be given to it at any time.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

# A callback may define the one for both training and testing, which Keras calls from the one for training.
NAMES = {
    "on_train_batch_begin": ("on_train_batch_begin", "on_batch_begin"),
    "on_train_batch_end": ("on_train_batch_end", "on_batch_end"),
}


class Hook:
    """One hook of the list, and which objects do something in it. `base` is the class whose hooks do nothing."""

    def __init__(self, name: str, base: type) -> None:
        self.name = name
        self.idle = False
        """Whether none of them does, when that was last looked up."""
        self.told: Callable[[bool], None] | None = None
        """Called with that each time it was looked up."""
        self._names = NAMES.get(name, (name,))
        self._base = base
        self._classes: dict[type, bool] = {}

    def does_something(self, callback: Any) -> bool:
        """Whether it has a hook of its own; a class's are looked up once, an object's each time: they may change."""
        of_class = self._classes.get(type(callback))
        if of_class is None:
            of_class = self._classes[type(callback)] = self._overrides(type(callback))
        if of_class:
            return True
        own = getattr(callback, "__dict__", None)
        return own is None or not own.keys().isdisjoint(self._names)

    def look(self, callbacks: list[Any]) -> None:
        """Look up whether one of these does something in it."""
        self.idle = not any(map(self.does_something, callbacks))
        if self.told is not None:
            self.told(self.idle)

    def _overrides(self, owner: type) -> bool:
        return any(getattr(owner, name, None) is not getattr(self._base, name, None) for name in self._names)


class IdleHooks:
    """Keeps `Hook.idle` of these hooks true for the objects of a list."""

    def __init__(self) -> None:
        self.hooks: list[Hook] = []
        self._objects: list[Any] = []
        self._owns: list[dict[str, Any]] = []
        self._size = -1

    def of(self, objects: list[Any]) -> None:
        """These are the objects from now on."""
        self._objects, self._size = objects, -1

    def refresh(self) -> None:
        """Look again, if the objects have not as many attributes as before."""
        size = len(self._objects)
        for own in self._owns:
            size += len(own)
        if size != self._size:
            self._look()

    def _look(self) -> None:
        objects = list(list.__iter__(self._objects))  # to walk it as others do would be seen as Keras' doing
        self._owns = [own for one in objects if (own := getattr(one, "__dict__", None)) is not None]
        self._size = len(objects) + sum(map(len, self._owns))
        for hook in self.hooks:
            hook.look(objects)
