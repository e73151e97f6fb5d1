"""Watching the callbacks: every hook that fit calls on its list, and each object's share of it.

`CallbackList` is public, and fit makes its own. Its hooks are watched on that one instance. Each object's share is
seen from the list being walked: `for callback in self.callbacks` asks for the next object when the one before is done.
So no callback object is wrapped, replaced or given an attribute, and Keras still finds each as async-safe as it was.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
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


class CallbackTap:
    """What the watched hooks of one list share."""

    def __init__(self, callbacks: Any, watch: Watch, base: type) -> None:
        self._callbacks = callbacks
        self.watch = watch
        self._base = base
        self._walk = threading.local()
        self._payloads: dict[tuple[int, str], Payload] = {}
        self._begun: dict[Role, int] = {}
        self._stop_seen = False
        self._compiled = CompiledTrainStep()

    def hook(self, original: Callable[..., Any], name: str, kind: Kind, role: Role) -> Callable[..., Any]:
        """`original`, recorded as called, with the objects that it walks timed."""
        watch = self.watch
        numbered = "epoch" if "epoch" in name else "step" if "batch" in name else None

        def called(*args: Any, **kwargs: Any) -> Any:
            number = _number(args[0]) if numbered and args else NONE
            if role is Role.VALIDATION:
                watch.stage, watch.validating = "model", kind is not Kind.TEST_END
            if kind is Kind.EPOCH_BEGIN:
                watch.epoch = number
            elif kind is Kind.EPOCH_END:
                self._count_updates()
            if kind in (Kind.EPOCH_END, Kind.TEST_END):
                watch.calls.forget(Kind.STEP_SITS)
            step = number if numbered == "step" else NONE
            watch.recorder.put(kind, role, epoch=watch.epoch, step=step)
            if kind is Kind.EPOCH_BEGIN:
                self._count_updates()
            elif name.endswith("_batch_begin"):
                self._begun[role] = number
                watch.calls.begins(Kind.STEP_SITS, role, number, elsewhere=True)
            elif name.endswith("_batch_end"):
                watch.calls.ends(Kind.STEP_SITS)
                watch.step_ended(role, self._begun.get(role, number), number)
            if kind is Kind.TRAIN_BATCH_END:
                self._note_compiling(step)
            if kind is not Kind.TRAIN_END:  # there is nothing left to stop
                self._stop_if_asked()
            with self._walking(name, step):
                return original(*args, **kwargs)

        return called

    def dispatched(self, original: Callable[..., Any], name: str) -> Callable[..., Any]:
        """`original`, which Keras may run on its executor, with the objects that it walks timed."""

        def called(batch: int, *args: Any, **kwargs: Any) -> Any:
            with self._walking(name, _number(batch)):
                return original(batch, *args, **kwargs)

        return called

    @contextlib.contextmanager
    def _walking(self, name: str, step: int) -> Iterator[None]:
        watch, walk = self.watch, self._walk
        on_fit_thread = threading.get_ident() == watch.fit_thread
        before = (getattr(walk, "hook", None), getattr(walk, "step", NONE), getattr(walk, "at", None))
        walk.hook, walk.step, walk.at = name, step, None
        watch.in_hook += on_fit_thread
        try:
            yield
        except BaseException as error:
            if walk.at is not None:
                self._raised(walk.at, error)
            raise
        finally:
            self._note_stop_training(walk.at)
            walk.hook, walk.step, walk.at = before
            watch.in_hook -= on_fit_thread

    # -- one object's share --

    def walk(self, objects: list[Any]) -> Iterator[Any]:
        """The objects, each one's share of the hook that is being called recorded."""
        walk, watch = self._walk, self.watch
        hook: str | None = getattr(walk, "hook", None)
        for index, callback in enumerate(list.__iter__(objects)):
            if hook is None or not self._does_something(callback, hook):
                yield callback
                continue
            payload = self._payload(index, callback, hook)
            walk.at = payload
            watch.recorder.put(Kind.CALLBACK_BEGIN, epoch=watch.epoch, step=walk.step, payload=payload)
            watch.calls.begins(Kind.CALLBACK_SITS, Role.TRAIN, walk.step, payload)
            yield callback
            watch.calls.ends(Kind.CALLBACK_SITS)
            watch.recorder.put(Kind.CALLBACK_END, epoch=watch.epoch, step=walk.step, payload=payload)
            self._note_stop_training(payload)
            walk.at = None

    def _does_something(self, callback: Any, hook: str) -> bool:
        for name in NAMES.get(hook, (hook,)):
            method = getattr(callback, name, None)
            if getattr(method, "__func__", method) is not getattr(self._base, name, None):
                return True
        return False

    def _payload(self, index: int, callback: Any, hook: str) -> Payload:
        key = (index, hook)
        if key not in self._payloads:
            self._payloads[key] = {"callback": type(callback).__name__, "index": index, "hook": hook}
        return self._payloads[key]

    def _raised(self, payload: Payload, error: BaseException) -> None:
        watch = self.watch
        watch.failed = watch.failed or error
        told = {**payload, "failure": failure_of(error, "callback")}
        watch.recorder.put(Kind.CALLBACK_RAISED, epoch=watch.epoch, step=self._walk.step, payload=told)

    # -- stopping and counting --

    def _stop_if_asked(self) -> None:
        stop = self.watch.stop
        stop.raise_if_urgent()
        model = self._callbacks.model
        if stop.asked and model is not None:
            self._stop_seen = self.watch.stopped = True  # it is ours, not a callback's
            model.stop_training = True

    def _note_stop_training(self, payload: Payload | None) -> None:
        model = self._callbacks.model
        if self._stop_seen or model is None or not getattr(model, "stop_training", False):
            return
        self._stop_seen = True
        told = payload or {"callback": "model", "index": NONE, "hook": "stop_training"}
        self.watch.recorder.put(Kind.STOP_TRAINING, epoch=self.watch.epoch, step=self._walk.step, payload=told)

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
