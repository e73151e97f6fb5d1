"""`fit-inspector check MODULE.py`: the data alone, before any fit."""

from __future__ import annotations

import argparse
from typing import Any

from inspector.cli.outputs import add_outputs
from inspector.cli.run_command import add_request, fit_request
from inspector.cli.running import add_recording, run_session
from inspector.fit.check_request import CheckRequest


def add(commands: Any) -> None:
    """The command; its options are those of `run`, because what is checked is what that would be given."""
    check = commands.add_parser("check", help="the data alone, before any fit")
    add_request(check)
    add_recording(check)
    add_outputs(check)
    check.set_defaults(do=_check)


def _check(arguments: argparse.Namespace) -> int:
    from inspector.fit.sessions import session_for

    request = CheckRequest(fit_request(arguments))
    return run_session(lambda runs, echo: session_for(request, runs, echo), arguments)
