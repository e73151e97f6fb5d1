"""Which of the module's own calls of `fit` a request means, if it means one."""

from __future__ import annotations

from collections.abc import Sequence

from inspector.fit.call_sites import CallSite
from inspector.fit.discovery import Discovered
from inspector.fit.problem import WrongUse
from inspector.fit.request import FitRequest

NO_CALL = 0
"""As `FitRequest.call`: put the run together from the module's parts, whatever it calls."""


def chosen_call(request: FitRequest, offered: Discovered) -> CallSite | None:
    """The call to carry out; None: the run is put together from the module's parts.

    Raises `WrongUse` where it cannot be told which, where there is none in the line that was named, and where the file
    calls fit only when it is run as a script.
    """
    loaded = [site for site in offered.calls if site.at_load]
    if request.call == NO_CALL:
        return None
    if request.call is not None:
        return _in_line(request, offered.calls)
    if request.data is not None and request.model is not None:
        return None
    if len(loaded) > 1 and request.data is None:
        raise WrongUse(
            f"{request.module.name} calls fit {len(loaded)} times: {_listed(loaded)}. Choose one (on the command line: "
            "--call LINE), or run the file as a script (fit-inspector script), which records every one."
        )
    if len(loaded) == 1:
        return loaded[0]
    if not loaded and offered.calls and not offered.data and request.data is None:
        raise WrongUse(as_script(request, offered.calls[0]))
    return None


def passed_over(calls: Sequence[CallSite]) -> list[int]:
    """The lines in which the file calls fit, where loading it comes to none of them: a run of its parts does not."""
    return [] if any(site.at_load for site in calls) else [site.line for site in calls]


def as_script(request: FitRequest, site: CallSite) -> str:
    """What to do with a file that calls fit only as a script."""
    return (
        f"{request.module.name} calls fit in line {site.line}, where loading the file does not come to: run it as a "
        f"script (on the command line: fit-inspector script {request.module.name})."
    )


def _in_line(request: FitRequest, calls: Sequence[CallSite]) -> CallSite:
    for site in calls:
        if request.call is not None and site.line <= request.call <= site.last_line:
            if not site.at_load:
                raise WrongUse(as_script(request, site))
            return site
    there = f"it is called in {_listed(calls)}" if calls else "it calls fit nowhere"
    raise WrongUse(f"{request.module.name} does not call fit in line {request.call}: {there}.")


def _listed(sites: Sequence[CallSite]) -> str:
    return ", ".join(f"line {site.line}" for site in sites)
