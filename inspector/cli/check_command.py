"""`fit-inspector check MODULE.py`: the data alone, before any fit."""

from __future__ import annotations

import argparse

from inspector.cli.outputs import add_outputs
from inspector.cli.parsing import Parser
from inspector.cli.run_command import add_request, fit_request
from inspector.cli.running import add_recording, run_session
from inspector.fit.check_request import CheckRequest


def add(parser: Parser) -> None:
    """What it takes, and what it does; its options are those of `run`: what is checked is what that would be given."""
    add_request(parser)
    add_recording(parser)
    add_outputs(parser)
    parser.set_defaults(do=_check)


def _check(arguments: argparse.Namespace) -> int:
    from inspector.fit.sessions import session_for

    request = CheckRequest(fit_request(arguments))
    return run_session(lambda runs, echo: session_for(request, runs, echo), arguments)
