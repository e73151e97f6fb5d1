"""Watching the callbacks: every hook that fit calls on its list, and each object's share of it.

`CallbackList` is public, and fit makes its own. Its hooks are watched on that one instance. Each object's share is
seen from the list being walked: `for callback in self.callbacks` asks for the next object when the one before is done.
So no callback object is wrapped, replaced or given an attribute, and Keras still finds each as async-safe as it was.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from threading import get_ident
from typing import Any

from inspector.fit.failure import failure_of
from inspector.fit.taps.compiling import CompiledTrainStep
from inspector.fit.taps.watch import Watch
from inspector.recording.events import NONE, Kind, Payload, Role

HOOKS: tuple[tuple[str, Kind, Role], ...] = (
    ("on_train_begin", Kind.TRAIN_BEGIN, Role.TRAIN),
    ("on_train_end", Kind.TRAIN_END, Role.TRAIN),
    ("on_epoch_begin", Kind.EPOCH_BEGIN, Role.TRAIN),
    ("on_epoch_end", Kind.EPOCH_END, Role.TRAIN),
    ("on_train_batch_begin", Kind.TRAIN_BATCH_BEGIN, Role.TRAIN),
    ("on_train_batch_end", Kind.TRAIN_BATCH_END, Role.TRAIN),
    ("on_test_begin", Kind.TEST_BEGIN, Role.VALIDATION),
    ("on_test_end", Kind.TEST_END, Role.VALIDATION),
    ("on_test_batch_begin", Kind.TEST_BATCH_BEGIN, Role.VALIDATION),
    ("on_test_batch_end", Kind.TEST_BATCH_END, Role.VALIDATION),
)
# A callback may define the one for both training and testing, which Keras calls from the one for training.
NAMES = {
    "on_train_batch_begin": ("on_train_batch_begin", "on_batch_begin"),
    "on_train_batch_end": ("on_train_batch_end", "on_batch_end"),
}
# Looked up once: before Python 3.12 a member of an enum is found by a call, and these are needed at each step.
_TRAIN, _VALIDATION = Role.TRAIN, Role.VALIDATION
_CALLBACK_BEGIN, _CALLBACK_END = Kind.CALLBACK_BEGIN, Kind.CALLBACK_END
_CALLBACK_SITS, _STEP_SITS = Kind.CALLBACK_SITS, Kind.STEP_SITS
# Where Keras hands a batch's end to its executor: the objects are walked there, not in the public hook.
DISPATCHED = ("_on_train_batch_end", "_on_test_batch_end")


def watch_callbacks(callbacks: Any, watch: Watch, base: type) -> None:
    """Watch one `CallbackList`. `base` is the engine's Callback class, whose hooks do nothing."""
    tap = CallbackTap(callbacks, watch, base)
    for name, kind, role in HOOKS:
        setattr(callbacks, name, tap.hook(getattr(callbacks, name), name, kind, role))
    for name in DISPATCHED:
        if hasattr(callbacks, name):
            setattr(callbacks, name, tap.dispatched(getattr(callbacks, name), name.lstrip("_")))
    callbacks.callbacks = WalkedCallbacks(callbacks.callbacks, tap)


class Walk:
    """Which hook a thread is in, for which step, and at which object's share of it."""

    __slots__ = ("at", "hook", "step")

    def __init__(self, hook: str | None = None, step: int = NONE) -> None:
        self.hook, self.step = hook, step
        self.at: Payload | None = None


class Walks(threading.local):
    """The walk of each thread."""

    def __init__(self) -> None:
        self.now = Walk()


class CallbackTap:
    """What the watched hooks of one list share."""

    def __init__(self, callbacks: Any, watch: Watch, base: type) -> None:
        self._callbacks = callbacks
        self.watch = watch
        self._base = base
        self._walks = Walks()
        self._classes: dict[tuple[type, str], bool] = {}
        """Whether the class of a callback has a hook of its own."""
        self._payloads: dict[tuple[int, str], Payload] = {}
        self._begun: dict[Role, int] = {}
        self._stop_seen = False
        self._compiled = CompiledTrainStep()

    def hook(self, original: Callable[..., Any], name: str, kind: Kind, role: Role) -> Callable[..., Any]:
        """`original`, recorded as called, with the objects that it walks timed."""
        if name.endswith(("_batch_begin", "_batch_end")):
            return self._batch_hook(original, name, kind, role)
        watch, of_epochs = self.watch, "epoch" in name

        def called(*args: Any, **kwargs: Any) -> Any:
            if role is Role.VALIDATION:
                watch.stage, watch.validating = "model", kind is not Kind.TEST_END
            if kind is Kind.EPOCH_BEGIN:
                watch.epoch = _number(args[0]) if of_epochs and args else NONE
            elif kind is Kind.EPOCH_END:
                self._count_updates()
            if kind in (Kind.EPOCH_END, Kind.TEST_END):
                watch.calls.forget(Kind.STEP_SITS)
            watch.recorder.note(kind, role, watch.epoch)
            if kind is Kind.EPOCH_BEGIN:
                self._count_updates()
            if kind is not Kind.TRAIN_END:  # there is nothing left to stop
                self._stop_if_asked()
            return self._walked(name, NONE, original, args, kwargs)

        return called

    def _batch_hook(self, original: Callable[..., Any], name: str, kind: Kind, role: Role) -> Callable[..., Any]:
        """The same for a hook that is called at each step, where every microsecond counts."""
        watch, note, calls, begun = self.watch, self.watch.recorder.note, self.watch.calls, self._begun
        ends, trains = name.endswith("_end"), kind is Kind.TRAIN_BATCH_END

        def called(*args: Any, **kwargs: Any) -> Any:
            step = _number(args[0]) if args else NONE
            if role is _VALIDATION:
                watch.stage, watch.validating = "model", True
            note(kind, role, watch.epoch, step)
            if ends:
                calls.ends(_STEP_SITS)
                watch.step_ended(role, begun.get(role, step), step)
            else:
                begun[role] = step
                calls.begins(_STEP_SITS, role, step, elsewhere=True)
            if trains:
                self._note_compiling(step)
            self._stop_if_asked()
            return self._walked(name, step, original, args, kwargs)

        return called

    def dispatched(self, original: Callable[..., Any], name: str) -> Callable[..., Any]:
        """`original`, which Keras may run on its executor, with the objects that it walks timed."""

        def called(batch: int, *args: Any, **kwargs: Any) -> Any:
            return self._walked(name, _number(batch), original, (batch, *args), kwargs)

        return called

    def _walked(
        self, name: str, step: int, original: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> Any:
        """Call `original`, which walks the objects for the hook of this name."""
        watch, walks = self.watch, self._walks
        on_fit_thread = get_ident() == watch.fit_thread
        before = walks.now
        walk = walks.now = Walk(name, step)
        watch.in_hook += on_fit_thread
        try:
            return original(*args, **kwargs)
        except BaseException as error:
            if walk.at is not None:
                self._raised(walk.at, step, error)
            raise
        finally:
            self._note_stop_training(walk.at, step)
            walks.now = before
            watch.in_hook -= on_fit_thread

    # -- one object's share --

    def walk(self, objects: list[Any]) -> Iterator[Any]:
        """The objects, each one's share of the hook that is being called recorded."""
        walk, watch = self._walks.now, self.watch
        hook, note = walk.hook, watch.recorder.note
        for index, callback in enumerate(list.__iter__(objects)):
            if hook is None or not self._does_something(callback, hook):
                yield callback
                continue
            payload = self._payload(index, callback, hook)
            walk.at = payload
            note(_CALLBACK_BEGIN, _TRAIN, watch.epoch, walk.step, NONE, payload)
            watch.calls.begins(_CALLBACK_SITS, _TRAIN, walk.step, payload)
            yield callback
            watch.calls.ends(_CALLBACK_SITS)
            note(_CALLBACK_END, _TRAIN, watch.epoch, walk.step, NONE, payload)
            self._note_stop_training(payload, walk.step)
            walk.at = None

    def _does_something(self, callback: Any, hook: str) -> bool:
        """Whether it has a hook of its own; a class's are looked up once, an object's each time: they may change."""
        of_class = self._classes.get((type(callback), hook))
        if of_class is None:
            of_class = self._classes[type(callback), hook] = self._overrides(type(callback), hook)
        if of_class:
            return True
        own = getattr(callback, "__dict__", None)
        return own is None or not own.keys().isdisjoint(NAMES.get(hook) or (hook,))

    def _overrides(self, owner: type, hook: str) -> bool:
        names = NAMES.get(hook, (hook,))
        return any(getattr(owner, name, None) is not getattr(self._base, name, None) for name in names)

    def _payload(self, index: int, callback: Any, hook: str) -> Payload:
        key = (index, hook)
        if key not in self._payloads:
            self._payloads[key] = {"callback": type(callback).__name__, "index": index, "hook": hook}
        return self._payloads[key]

    def _raised(self, payload: Payload, step: int, error: BaseException) -> None:
        watch = self.watch
        watch.failed = watch.failed or error
        told = {**payload, "failure": failure_of(error, "callback")}
        watch.recorder.put(Kind.CALLBACK_RAISED, epoch=watch.epoch, step=step, payload=told)

    # -- stopping and counting --

    def _stop_if_asked(self) -> None:
        stop = self.watch.stop
        if not stop.times:
            return
        stop.raise_if_urgent()
        model = self._callbacks.model
        if model is not None:
            self._stop_seen = self.watch.stopped = True  # it is ours, not a callback's
            model.stop_training = True

    def _note_stop_training(self, payload: Payload | None, step: int) -> None:
        if self._stop_seen:
            return
        model = self._callbacks.model
        if model is None or not getattr(model, "stop_training", False):
            return
        self._stop_seen = True
        told = payload or {"callback": "model", "index": NONE, "hook": "stop_training"}
        self.watch.recorder.put(Kind.STOP_TRAINING, epoch=self.watch.epoch, step=step, payload=told)

    def _note_compiling(self, step: int) -> None:
        """Tell where the train step was compiled again; its first time, at the first step, is what every run does."""
        compiled = self._compiled.now(self._callbacks.model)
        if compiled > 1:
            self.watch.recorder.put(Kind.RETRACED, epoch=self.watch.epoch, step=step)

    def _count_updates(self) -> None:
        """The optimizer's own counter; read at the ends of an epoch only, where Keras has waited for its steps."""
        try:
            updates = int(self._callbacks.model.optimizer.iterations.numpy())
        except Exception:  # no optimizer, or the person's own that counts in another way
            return
        self.watch.recorder.put(Kind.OPTIMIZER_COUNT, epoch=self.watch.epoch, batch=updates)


def _number(given: Any) -> int:
    """The epoch or step that a hook was given; a fit of the person's own may give what is no number."""
    try:
        return int(given)
    except (TypeError, ValueError):
        return NONE


class WalkedCallbacks(list[Any]):
    """The list of callbacks, the same objects in the same order, that notes when it is walked within a hook."""

    def __init__(self, objects: list[Any], tap: CallbackTap) -> None:
        super().__init__(objects)
        self._tap = tap

    def __iter__(self) -> Iterator[Any]:
        return self._tap.walk(self)
