"""The whole command line: its commands, and what becomes of what they raise.

A command is imported once it is asked for: neither the window nor a line of help waits for what others are made of.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence

from inspector import __version__
from inspector.cli.exit_status import Exit
from inspector.cli.parsing import Parser, say
from inspector.display import require_display
from inspector.fit.problem import MEMORY_RAN_OUT, WrongUse
from inspector.recording.unreadable import UnreadableRecording

COMMANDS = (
    ("demo", "the window, with a sample loaded and run"),
    ("open", "the window, with a Python file or a recording opened in it"),
    ("run", "no window: run, report, exit"),
    ("check", "the data alone, before any fit"),
    ("script", "a training script as it is, every fit in it recorded"),
    ("report", "the report of an earlier run, out of its recording"),
    ("compare", "what differs between two recordings or reports"),
    ("export", "a recording as a picture, a page, a table or a trace"),
    ("workers", "the recordings of several workers, held against each other"),
)
"""Each with what `--help` says of it, in the order in which it lists them."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit status."""
    try:
        given = sys.argv[1:] if argv is None else argv
        _require_command(given)
        arguments = _parser(given).parse_args(given)
        return int(arguments.do(arguments))
    except (WrongUse, UnreadableRecording) as problem:
        say(f"fit-inspector: {problem}")
        return Exit.WRONG_USE
    except BrokenPipeError:  # the reader of our output left
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return Exit.FAILED
    except MemoryError:
        say(f"fit-inspector: {MEMORY_RAN_OUT}")
        return Exit.WRONG_USE
    except Exception as error:  # ours: one line and a status of its own, not a traceback
        say(f"fit-inspector: the inspector itself failed ({type(error).__name__}: {error}). Please report this.")
        if os.environ.get("FIT_INSPECTOR_DEBUG"):
            raise
        return Exit.FAILED


def _require_command(given: Sequence[str]) -> None:
    """Raise `WrongUse` where a file stands in the place of the command, as with most programs it may."""
    if given and given[0].lower().endswith((".py", ".fitrec")):
        file = given[0]
        raise WrongUse(f"{file} is a file, not a command: did you mean fit-inspector open {file}? (see --help)")


def _parser(given: Sequence[str]) -> Parser:
    """The parser of what was given: what a command takes is needed only where it is named."""
    parser = Parser(
        prog="fit-inspector",
        description="See what model.fit really did with your data generator. Without a command: the window.",
    )
    parser.add_argument("--version", action="version", version=f"fit-inspector {__version__}")
    parser.set_defaults(do=_window)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", parser_class=Parser)
    for name, does in COMMANDS:
        command = commands.add_parser(name, help=does)
        if name in given:
            _add(name)(command)
    return parser


def _window(arguments: argparse.Namespace) -> int:
    require_display()
    from inspector.gui.app import run_window

    return run_window()


def _add(name: str) -> Callable[[Parser], None]:
    """The function that tells a parser what this command takes, and what it does."""
    match name:
        case "demo":
            from inspector.cli.demo_command import add
        case "open":
            from inspector.cli.open_command import add
        case "run":
            from inspector.cli.run_command import add
        case "check":
            from inspector.cli.check_command import add
        case "script":
            from inspector.cli.script_command import add
        case "report":
            from inspector.cli.report_command import add
        case "compare":
            from inspector.cli.compare_command import add
        case "export":
            from inspector.cli.export_command import add
        case _:
            from inspector.cli.workers_command import add
    return add
