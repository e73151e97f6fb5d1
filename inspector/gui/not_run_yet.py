"""What the message strip tells of a file that was opened and not run: whose run is still shown, and what is missing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from inspector.analysis.passed_over import in_lines
from inspector.fit.chosen_call import as_script, passed_over
from inspector.fit.read_first import no_data
from inspector.fit.request import FitRequest
from inspector.gui.message_strip import MessageStrip
from inspector.gui.panels.setup_panel import SetupPanel
from inspector.gui.run_controller import RunController


class NotRunYet:
    """Keeps two files on one screen apart: the one that the setup is of, and the one whose run is shown."""

    def __init__(
        self,
        setup: SetupPanel,
        controller: RunController,
        message: MessageStrip,
        run: Callable[[], None],
        run_script: Callable[[], None],
    ) -> None:
        self._setup, self._controller, self._message = setup, controller, message
        self._run, self._run_script = run, run_script

    def tell(self, path: Path) -> None:
        """Say it of the module that was read just now; nothing where nothing is amiss."""
        other = self._name_of_other(path)
        if not other and self._controller.recorded is not None:
            return  # its own file, and the window tells of the recording
        shown = f"Shown is the run of {other}" if other else ""
        before = f"{shown}. " if shown else ""
        calls = () if self._setup.discovered is None else self._setup.discovered.calls
        busy, script = self._controller.busy, ("Run as a script", self._run_script)
        if not self._setup.has_data and calls and not busy:
            self._message.offer(before + as_script(FitRequest(path), calls[0]), *script)
        elif not self._setup.has_data:
            self._message.problem(before + no_data(path))
        elif shown and busy:
            self._message.note(f"{shown}, which goes on; {path.name} has not been run.")
        elif lines := passed_over(calls):
            self._message.offer(before + _left_alone(path, lines), *script)
        elif shown:
            self._message.offer(f"{shown}; {path.name} has not been run.", "Run", self._run)

    def _name_of_other(self, path: Path) -> str:
        """The file of the run that is shown; empty where that is `path`, or none is shown."""
        controller = self._controller
        if controller.run is None or (controller.request is not None and controller.request.module.absolute() == path):
            return ""
        told = controller.recorded.path if controller.recorded is not None else None
        if told is None and controller.request is not None:
            told = controller.request.module
        return "" if told is None else told.name


def _left_alone(path: Path, lines: Sequence[int]) -> str:
    """Which calls of the file's own Run does not carry out."""
    return (
        f"{path.name} calls fit itself in {in_lines(lines)}, where loading the file does not come to. "
        "Run makes a fit of the parts chosen here, not that one; as a script the file runs as it is."
    )
