"""The command line: the same work as the window's, without one. One command a file; `command_line` joins them."""

from inspector.cli.command_line import main
from inspector.cli.exit_status import Exit

__all__ = ["Exit", "main"]
