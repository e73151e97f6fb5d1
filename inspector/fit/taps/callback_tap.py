"""Watching the callbacks: every hook that fit calls on its list, and each object's share of it.

`CallbackList` is public, and fit makes its own. Its hooks are watched on that one instance; what is in them for each
object is seen as the list of the objects is walked.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import get_ident
from typing import Any

from inspector.fit.failure import failure_of
from inspector.fit.taps.compiling import CompiledTrainStep
from inspector.fit.taps.idle_hooks import Hook, IdleHooks
from inspector.fit.taps.walked_callbacks import Share, Walk, WalkedCallbacks, Walks
from inspector.fit.taps.watch import Watch
from inspector.recording.events import MOST, NONE, Kind, Payload, Role

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
# Where Keras hands a batch's end to its executor: the objects are walked there, not in the public hook.
DISPATCHED = {"_on_train_batch_end": Role.TRAIN, "_on_test_batch_end": Role.VALIDATION}


def watch_callbacks(callbacks: Any, watch: Watch, base: type) -> None:
    """Watch one `CallbackList`. `base` is the engine's Callback class, whose hooks do nothing."""
    tap = CallbackTap(callbacks, watch, base)
    for name, kind, role in HOOKS:
        setattr(callbacks, name, tap.hook(getattr(callbacks, name), name, kind, role))
    for name, role in DISPATCHED.items():
        if hasattr(callbacks, name):
            tap.dispatched(name, role)
    callbacks.callbacks = WalkedCallbacks(callbacks.callbacks, watch, tap.walks, tap.note_stop_training)
    tap.idle.of(callbacks.callbacks)


Called = Callable[..., Any]


COMPILING_TAKES_NS = 3_000_000
"""At least: a step that took less has compiled nothing. TensorFlow traces the smallest train step there is in 30 ms."""


class CallbackTap:
    """What the watched hooks of one list share."""

    def __init__(self, callbacks: Any, watch: Watch, base: type) -> None:
        self._callbacks = callbacks
        self._watch = watch
        self._base = base
        self.walks = Walks()
        self.idle = IdleHooks()
        self._steps = {role: watch.calls.alike(Kind.STEP_SITS, role, elsewhere=True) for role in Role}
        self._begun: dict[Role, int] = {}
        self._ended: dict[Role, int] = {}
        self._walked_at_end: dict[Role, Hook] = {}
        """The hook in which the objects are walked at the end of a step."""
        self._stop_seen = False
        self._compiled = CompiledTrainStep()

    def hook(self, original: Called, name: str, kind: Kind, role: Role) -> Called:
        """`original`, recorded as called, with the objects that it walks timed."""
        hook, watch, of_epochs = self._hook(name), self._watch, "epoch" in name
        if name.endswith("_batch_begin"):
            return self._batch_begin(original, hook, kind, role)
        if name.endswith("_batch_end"):
            return self._batch_end(original, hook, kind, role)

        def called(*args: Any, **kwargs: Any) -> Any:
            if role is Role.VALIDATION:
                watch.stage, watch.validating = "model", kind is not Kind.TEST_END
            if kind in (Kind.EPOCH_BEGIN, Kind.TEST_BEGIN) and role in watch.sources:
                watch.sources[role].epoch_begins()
            if kind is Kind.EPOCH_BEGIN:
                watch.epoch = _number(args[0]) if of_epochs and args else NONE
            elif kind is Kind.EPOCH_END:
                self._count_updates()
            if kind in (Kind.EPOCH_END, Kind.TEST_END):
                if self._walked_at_end[role].idle:  # else it is asked there, after each object
                    self.note_stop_training(None, self._ended.get(role, NONE))
                for steps in self._steps.values():
                    steps.forget()
            watch.recorder.note(kind, role, watch.epoch)
            if kind is Kind.EPOCH_BEGIN:
                self._count_updates()
            if kind is not Kind.TRAIN_END:  # there is nothing left to stop
                self._stop_if_asked()
            return self._walked(hook, NONE, original, args, kwargs)

        return called

    def _hook(self, name: str) -> Hook:
        made = Hook(name, self._base)
        self.idle.hooks.append(made)
        return made

    # -- the hooks that are called at each step, where every microsecond counts --

    def _batch_begin(self, original: Called, hook: Hook, kind: Kind, role: Role) -> Called:
        watch, note, stop, validates = self._watch, self._watch.recorder.note, self._watch.stop, role is Role.VALIDATION
        begins, begun, idle = self._steps[role].begins, self._begun, self.idle

        def called(*args: Any, **kwargs: Any) -> Any:
            step = begun[role] = _number(args[0]) if args else NONE
            if validates:
                watch.stage, watch.validating = "model", True
            begins(step, note(kind, role, watch.epoch, step))
            if stop.times:
                self._stop_if_asked()
            idle.refresh()
            if hook.idle:
                return original(*args, **kwargs)
            return self._walked(hook, step, original, args, kwargs)

        return called

    def _batch_end(self, original: Called, hook: Hook, kind: Kind, role: Role) -> Called:
        watch, note, stop, validates = self._watch, self._watch.recorder.note, self._watch.stop, role is Role.VALIDATION
        ends, begun, ended, sources = self._steps[role].ends, self._begun, self._ended, self._watch.sources
        is_dispatched = f"_{hook.name}" in DISPATCHED and hasattr(self._callbacks, f"_{hook.name}")
        self._walked_at_end[role] = hook

        def called(*args: Any, **kwargs: Any) -> Any:
            step = ended[role] = _number(args[0]) if args else NONE
            if validates:
                watch.stage, watch.validating = "model", True
            took_ns = ends(note(kind, role, watch.epoch, step))
            source = sources.get(role)
            if source is not None:
                source.used += step - begun.get(role, step) + 1 if watch.ends_on_last else watch.group
            if took_ns > COMPILING_TAKES_NS and not validates:
                self._note_compiling(step)
            if stop.times:
                self._stop_if_asked()
            if is_dispatched or hook.idle:  # dispatched: the objects are walked there
                return original(*args, **kwargs)
            return self._walked(hook, step, original, args, kwargs)

        return called

    def dispatched(self, name: str, role: Role) -> None:
        """Time the objects that are walked in this method of the list, which Keras may run on its executor.

        It is tapped only while one of them does something in it: to pass a call on costs as much as to record it.
        """
        original = getattr(self._callbacks, name)
        hook = self._walked_at_end[role] = self._hook(name.lstrip("_"))

        def called(*args: Any, **kwargs: Any) -> Any:
            return self._walked(hook, _number(args[0]) if args else NONE, original, args, kwargs)

        def tap(idle: bool) -> None:
            setattr(self._callbacks, name, original if idle else called)

        hook.told = tap

    def _walked(self, hook: Hook, step: int, original: Called, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Call `original`, which walks the objects for this hook."""
        self.idle.refresh()
        if hook.idle:
            return original(*args, **kwargs)
        watch, walks = self._watch, self.walks
        on_fit_thread = get_ident() == watch.fit_thread
        before = walks.now
        walk = walks.now = Walk(hook, step)
        watch.in_hook += on_fit_thread
        try:
            return original(*args, **kwargs)
        except BaseException as error:
            if walk.at is not None:
                self._raised(walk.at, step, error)
            raise
        finally:
            self.note_stop_training(walk.at and walk.at.payload, step)
            walks.now = before
            watch.in_hook -= on_fit_thread
            self.idle.refresh()

    def _raised(self, share: Share, step: int, error: BaseException) -> None:
        watch = self._watch
        watch.failed = True
        share.calls.forget()
        told = {**share.payload, "failure": failure_of(error, "callback")}
        watch.recorder.put(Kind.CALLBACK_RAISED, epoch=watch.epoch, step=step, payload=told)

    # -- stopping and counting --

    def _stop_if_asked(self) -> None:
        stop = self._watch.stop
        if not stop.times:
            return
        stop.raise_if_urgent()
        model = self._callbacks.model
        if model is not None:
            self._stop_seen = self._watch.stopped = True  # it is ours, not a callback's
            model.stop_training = True

    def note_stop_training(self, payload: Payload | None, step: int) -> None:
        """Tell where the model was first seen told to stop, and by which object."""
        if self._stop_seen:
            return
        model = self._callbacks.model
        if model is None or not getattr(model, "stop_training", False):
            return
        self._stop_seen = True
        told = payload or {"callback": "model", "index": NONE, "hook": "stop_training"}
        self._watch.recorder.put(Kind.STOP_TRAINING, epoch=self._watch.epoch, step=step, payload=told)

    def _note_compiling(self, step: int) -> None:
        """Tell where the train step was compiled again; its first time, at the first step, is what every run does."""
        compiled = self._compiled.now(self._callbacks.model)
        if compiled > 1:
            self._watch.recorder.put(Kind.RETRACED, epoch=self._watch.epoch, step=step)

    def _count_updates(self) -> None:
        """The optimizer's own counter; read at the ends of an epoch only, where Keras has waited for its steps."""
        try:
            updates = int(self._callbacks.model.optimizer.iterations.numpy())
        except Exception:  # no optimizer, or the person's own that counts in another way
            return
        self._watch.recorder.put(Kind.OPTIMIZER_COUNT, epoch=self._watch.epoch, batch=updates)


def _number(given: Any) -> int:
    """The epoch or step that a hook was given; a fit of the person's own may give what is no number."""
    try:
        number = given if type(given) is int else int(given)
    except (TypeError, ValueError, OverflowError):
        return NONE
    return number if NONE < number <= MOST else NONE
