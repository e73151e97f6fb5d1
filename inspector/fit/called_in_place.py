"""Carrying out one call of `fit` where the module itself makes it, while it is loaded.

There it has about it what the person meant it to have: the files that are open, the device, the strategy. What stands
behind it in the file is left, because that is what training is followed by, and not what it is made of.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any, TypeVar

from inspector.fit.call_sites import METHODS, CallSite
from inspector.fit.engine import engine_of
from inspector.fit.fit_calls import FitCall, answered
from inspector.fit.loading import ModuleFailed, execute
from inspector.fit.problem import WrongUse

Result = TypeVar("Result")


class _CallOver(BaseException):
    """Leaves the rest of the file. No Exception: the person's own `except Exception` must not take it for theirs."""


def carried_out(module: ModuleType, site: CallSite, carry_out: Callable[[FitCall], Result]) -> Result:
    """Load `module` up to the call at `site`, and `carry_out` that call there and then; return what comes of it.

    Raises `WrongUse` where loading never comes to the call, `ModuleFailed` where the module raises before it, and what
    `carry_out` raises.
    """
    begun = False
    came: list[Result] = []
    problems: list[BaseException] = []

    def answer(call: FitCall) -> Any:
        nonlocal begun
        if begun and not came and not problems:
            return call.go_on()  # a fit within the one that is carried out, in a callback say
        if begun or not _is_at(call, module, site):
            return passed_over(call)
        begun = True
        try:
            came.append(carry_out(call))
        except BaseException as problem:  # handed on behind the person's own handlers, which are not meant by it
            problems.append(problem)
        raise _CallOver

    with contextlib.suppress(_CallOver), answered(answer, METHODS):
        try:
            execute(module)
        except ModuleFailed:
            if not begun:
                raise
    if problems:
        raise problems[0]
    if not came:
        raise WrongUse(
            f"{site.words} was not reached when {_file_name(module)} was loaded: look at what it stands under, or run "
            "the file as a script."
        )
    return came[0]


def loaded_without_fit(module: ModuleType, note: Callable[[str], None]) -> None:
    """Load `module` for its parts: the calls of fit in it are passed over. Raises `ModuleFailed` where it raises."""
    passed: list[FitCall] = []

    def answer(call: FitCall) -> Any:
        passed.append(call)
        note(f"{call.method} {_place(call)} was passed over: only the parts of {_file_name(module)} were asked for.")
        return passed_over(call)

    try:
        with answered(answer, METHODS):
            execute(module)
    except ModuleFailed as problem:
        if not passed:  # else it is what stands behind fit, and wants what fit would have given
            sys.modules.pop(module.__name__, None)
            raise
        note(f"What stands behind it was not loaded: {problem}")


def passed_over(call: FitCall) -> Any:
    """What a call gives that is not carried out: the history of no epoch."""
    return sys.modules[engine_of(call.model).name].callbacks.History()


def _is_at(call: FitCall, module: ModuleType, site: CallSite) -> bool:
    return any(file == module.__file__ and site.line <= line <= site.last_line for file, line in call.stack)


def _place(call: FitCall) -> str:
    return "" if call.at is None else f"in line {call.at[1]}"


def _file_name(module: ModuleType) -> str:
    return (module.__file__ or module.__name__).replace("\\", "/").rsplit("/", 1)[-1]
