"""Which session does what is asked, and where: in this process, or in one of its own."""

from __future__ import annotations

import functools
from typing import TextIO

from inspector.fit.check_request import CheckRequest
from inspector.fit.check_session import CheckSession
from inspector.fit.fit_session import FitSession
from inspector.fit.isolation.child import Job
from inspector.fit.isolation.isolated_session import IsolatedSession
from inspector.fit.request import FitRequest
from inspector.fit.script_request import ScriptRequest
from inspector.fit.script_session import ScriptSession
from inspector.fit.session import Session
from inspector.recording.runs import Runs

Request = FitRequest | ScriptRequest | CheckRequest


def session_for(request: Request, runs: Runs, echo: TextIO | None = None) -> FitSession:
    """The session that does what is asked, where it is asked to be done; it begins its first run at once."""
    job: Job = functools.partial(_here, request)
    return IsolatedSession(job, runs, echo) if request.isolate else job(runs, echo)


def _here(request: Request, runs: Runs, echo: TextIO | None = None) -> FitSession:
    if isinstance(request, ScriptRequest):
        return ScriptSession(request, runs, echo)
    if isinstance(request, CheckRequest):
        return CheckSession(request.fit, runs.begin(), echo)
    return Session(request, runs.begin(), echo)
