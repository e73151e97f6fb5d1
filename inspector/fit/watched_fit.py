"""Calling `model.fit` (or `evaluate`) with the taps in place, and telling how it ended."""

from __future__ import annotations

import operator
import types
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from inspector.fit.cluster import in_a_cluster, task_of
from inspector.fit.engine import ends_on_last_step, engine_of
from inspector.fit.failure import failure_of, told_in_text
from inspector.fit.request import FitRequest
from inspector.fit.stall_sampler import StallSampler
from inspector.fit.stopping import StoppedByPerson, StopRequest
from inspector.fit.taps.generator_tap import watched_generator
from inspector.fit.taps.watch import Watch
from inspector.recording.events import Kind, Payload, Role
from inspector.recording.recorder import Recorder


@dataclass(frozen=True)
class Arguments:
    """What `fit` is called with, and what of it the person gave."""

    given: dict[str, Any]
    """Keyword arguments of fit."""
    requested: Payload = field(default_factory=dict)
    """The report's `requested`, None where nothing was given."""
    method: str = "fit"
    """fit | evaluate"""
    translated: Payload | None = None
    """Where the person's file calls what this Keras does not have: what was called instead, see `old_fit`."""

    @classmethod
    def of(cls, request: FitRequest, data: Any, validation: Any, callbacks: list[Any] | None) -> Arguments:
        """The arguments that a request means: what was not given is not passed, so that fit's own default holds."""
        given: dict[str, Any] = {"x": data, "verbose": 0}
        if isinstance(data, tuple) and len(data) in (2, 3) and all(hasattr(part, "shape") for part in data):
            given.update(zip(("x", "y", "sample_weight"), data, strict=False))
        optional = {
            "validation_data": validation,
            "callbacks": callbacks,
            "epochs": request.epochs,
            "initial_epoch": request.initial_epoch,
            "steps_per_epoch": request.steps_per_epoch,
            "validation_steps": request.validation_steps,
        }
        given.update({name: value for name, value in optional.items() if value is not None})
        return cls(given, {name: getattr(request, name) for name in REQUESTED})

    @classmethod
    def of_call(cls, given: dict[str, Any], method: str = "fit", translated: Payload | None = None) -> Arguments:
        """The arguments of a call in the person's own code."""
        requested = {name: _whole(given.get(name)) for name in REQUESTED}
        if method == EVALUATE:
            requested["validation_steps"] = _whole(given.get("steps"))
        return cls(given, requested, method, translated)


REQUESTED = ("epochs", "initial_epoch", "steps_per_epoch", "validation_steps", "steps_per_execution")
EVALUATE = "evaluate"


@dataclass(frozen=True)
class Ended:
    """How a watched call ended."""

    outcome: str
    """completed | raised | cancelled"""
    value: Any = None
    """What it returned."""
    error: BaseException | None = None
    """What it raised."""


Call = Callable[[dict[str, Any]], Any]
"""Carries the call out, with these arguments by name."""


def watched_fit(
    model: Any,
    arguments: Arguments,
    recorder: Recorder,
    stop: StopRequest,
    statistics: bool = True,
    call: Call | None = None,
) -> Ended:
    """Run fit to its end, watched; raises nothing of what fit raises.

    `statistics`: whether to describe the values of batches, not only their shapes. `call`: where the call is another
    than `model.fit`.
    """
    evaluates = arguments.method == EVALUATE
    watch = Watch(recorder, stop, statistics, (Role.VALIDATION,) if evaluates else tuple(Role))
    if evaluates:
        watch.stage = "validation"
    call = call or (lambda given: model.fit(**given))
    watch.group, watch.ends_on_last = _group(model), ends_on_last_step(model)
    watch.divided = in_a_cluster(model)
    requested = {**arguments.requested}
    if requested.get("steps_per_execution") is None and watch.group != 1:
        requested["steps_per_execution"] = watch.group
    try:
        engine = engine_of(model)
        with engine.watched(watch) as observed, StallSampler(watch.calls, recorder):
            lineage = "observed" if observed and not watch.divided else "inferred"
            told = {"engine": engine.name, "keras": engine.version, "lineage": lineage}
            recorder.put(Kind.ENVIRONMENT, payload=told)
            ends_on = "last" if watch.ends_on_last else "first"
            begun: dict[str, Any] = {"requested": requested, "ends_on": ends_on, "call": arguments.method}
            often = _validation_freq(arguments.given.get("validation_freq", 1))
            if often != 1:
                begun["validation_freq"] = often
            if watch.divided:
                begun["task"] = task_of(model)
            if arguments.translated is not None:
                begun["translated"] = arguments.translated
            recorder.put(Kind.FIT_BEGIN, payload=begun)
            value = call(arguments.given if observed else _with_watched_generators(arguments.given, watch))
    except BaseException as error:  # sys.exit() and KeyboardInterrupt in the person's code end fit, not the inspector
        if not watch.failed and _is_our_stop(error):
            recorder.put(Kind.FIT_END)
            return Ended("cancelled", error=error)
        failure = failure_of(error, _where(error, watch))
        if not watch.failed:
            _tell_of_the_pipeline(failure, watch, requested["steps_per_epoch"] is not None)
        recorder.put(Kind.FIT_RAISED, payload=failure)
        return Ended("raised", error=error)
    recorder.put(Kind.FIT_END)
    return Ended("cancelled" if watch.stopped else "completed", value)


def _validation_freq(given: Any) -> int | list[int]:
    """As Keras understands it: after every how many epochs, or after which. What it refuses is every one here."""
    if isinstance(given, int):
        return given if given > 0 else 1
    try:
        return sorted(int(number) for number in given)
    except (TypeError, ValueError):
        return 1


def _with_watched_generators(given: dict[str, Any], watch: Watch) -> dict[str, Any]:
    """Where adapters cannot be tapped: what the generators give is seen all the same, what reaches a step not."""
    tapped = dict(given)
    for name in ("x", "validation_data"):
        if isinstance(given.get(name), types.GeneratorType):
            source = watch.next_source()
            if source is not None:
                source.describe_generator(given[name])
                tapped[name] = watched_generator(given[name], source)
    return tapped


def _whole(value: Any) -> int | None:
    """The number of epochs or steps that was given; a call may give numpy's, or what is no number at all."""
    try:
        return None if value is None else operator.index(value)
    except TypeError:
        return None


def _group(model: Any) -> int:
    """The model's `steps_per_execution`; tf-keras keeps it in a variable."""
    for name in ("steps_per_execution", "_steps_per_execution"):
        value = getattr(model, name, None)
        if value is not None:
            return int(value.numpy()) if hasattr(value, "numpy") else int(value)
    return 1


def set_group(model: Any, steps: int) -> None:
    """Set the model's `steps_per_execution`, as `compile` would."""
    if hasattr(model, "_steps_per_execution") and hasattr(model._steps_per_execution, "assign"):
        model._steps_per_execution.assign(steps)
    else:
        model.steps_per_execution = steps


def _is_our_stop(error: BaseException) -> bool:
    """Whether fit died of the second press on Stop; where it was raised inside tf.data, only its name is left."""
    return isinstance(error, StoppedByPerson) or StoppedByPerson.__name__ in str(error)


def _where(error: BaseException, watch: Watch) -> str:
    """Whether an exception out of fit came from handing the data over rather than from the model.

    TensorFlow names the operation that failed in the message: reading the next batch is IteratorGetNext.
    """
    if watch.failed or watch.stage != "model":
        return watch.stage
    text = str(error)
    from_data = any(sign in text for sign in ("IteratorGetNext", "generator_py_func", "{{node PyFunc}}"))
    return ("validation" if watch.validating else "data") if from_data else "model"


def _tell_of_the_pipeline(failure: Payload, watch: Watch, carried_on: bool) -> None:
    """Where fit died of reading a batch out of tf.data: that batch raised, with what the message quotes of it.

    `carried_on`: whether a pass over the training data goes on from epoch to epoch.
    """
    if failure["where"] not in ("data", "validation") or watch.stage != "model":
        return  # before the steps Keras refused the data as a whole
    source = watch.sources.get(Role.VALIDATION if failure["where"] == "validation" else Role.TRAIN)
    if source is not None and source.from_pipeline:
        anew = not carried_on or source.role is Role.VALIDATION
        source.batch_raised(told_in_text(failure), anew=anew)
