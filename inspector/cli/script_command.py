"""`fit-inspector script TRAIN.py [args]`: a training script as it is, every fit in it recorded."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TextIO

from inspector.cli.exit_status import Exit
from inspector.cli.outputs import add_outputs
from inspector.cli.parsing import Parser, say
from inspector.cli.running import add_recording, add_statistics, run_session
from inspector.fit.discovery import parse
from inspector.fit.fit_session import FitSession
from inspector.fit.script_request import ScriptRequest
from inspector.fit.script_session import ScriptSession
from inspector.fit.sessions import session_for
from inspector.recording.runs import Runs


def add(parser: Parser) -> None:
    """What it takes, and what it does; what stands behind the script's name is the script's own."""
    parser.add_argument("--isolate", action="store_true", help="run it in a process of its own, which may crash")
    add_statistics(parser)
    add_recording(parser)
    add_outputs(parser)
    parser.add_argument("module", type=Path, metavar="TRAIN.py")
    parser.add_argument("arguments", nargs=argparse.REMAINDER, metavar="...", help="the script's own arguments")
    parser.set_defaults(do=_script)


def _script(arguments: argparse.Namespace) -> int:
    parse(arguments.module)
    request = ScriptRequest(
        arguments.module,
        tuple(arguments.arguments),
        isolate=arguments.isolate,
        statistics=not arguments.no_statistics,
    )
    made: list[FitSession] = []
    with os.fdopen(os.dup(1), "w", encoding="utf-8", errors="replace") as stdout:
        # With `--report -` standard output is the report's.
        out = None if arguments.report == "-" else stdout

        def make(runs: Runs, echo: TextIO) -> FitSession:
            here = not request.isolate
            made.append(ScriptSession(request, runs, echo, out) if here else session_for(request, runs, echo))
            return made[-1]

        try:
            status = run_session(make, arguments)
        finally:
            if made and made[0].traceback is not None:
                print(made[0].traceback, file=sys.stderr)
    session = made[0]
    if session.remark is not None:
        say(f"fit-inspector: {session.remark}")
    raised = session.traceback is not None and arguments.fail_on != "never"
    return max(status, Exit.FINDINGS if raised else Exit.CLEAN)
