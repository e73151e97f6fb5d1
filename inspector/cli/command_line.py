"""The whole command line: its commands, and what becomes of what they raise."""

from __future__ import annotations

import os
from collections.abc import Sequence

from inspector import __version__
from inspector.cli import (
    check_command,
    compare_command,
    export_command,
    report_command,
    run_command,
    script_command,
    window_commands,
    workers_command,
)
from inspector.cli.exit_status import Exit
from inspector.cli.parsing import Parser, say
from inspector.fit.problem import MEMORY_RAN_OUT, WrongUse
from inspector.recording.unreadable import UnreadableRecording

# In the order in which --help lists them.
COMMANDS = (
    window_commands.add_demo,
    window_commands.add_open,
    run_command.add,
    check_command.add,
    script_command.add,
    report_command.add,
    compare_command.add,
    export_command.add,
    workers_command.add,
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit status."""
    try:
        arguments = _parser().parse_args(argv)
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


def _parser() -> Parser:
    parser = Parser(
        prog="fit-inspector",
        description="See what model.fit really did with your data generator. Without a command: the window.",
    )
    parser.add_argument("--version", action="version", version=f"fit-inspector {__version__}")
    parser.set_defaults(do=window_commands.window)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", parser_class=Parser)
    for add in COMMANDS:
        add(commands)
    return parser
