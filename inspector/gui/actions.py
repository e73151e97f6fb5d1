"""Everything a person can ask of the window: each an action with a stable name, a shortcut and a tooltip."""

from __future__ import annotations

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QMenuBar


class Actions:
    """The window's actions. The menus hold all of them, the toolbar those that are used most."""

    def __init__(self, window: QMainWindow) -> None:
        self._window = window
        self.menus: dict[str, QMenu] = {}
        """by their objectName"""
        self._make_for_files()
        self._make_for_runs()
        self._make_for_views()
        self._make_for_searching()
        self._make_for_the_window()
        self.quit.setMenuRole(QAction.MenuRole.QuitRole)
        self.about.setMenuRole(QAction.MenuRole.AboutRole)
        self.follow.setCheckable(True)
        self.follow.setChecked(True)  # as a view of a run does to begin with
        self.only_matches.setCheckable(True)
        # Step first: a first step that compiles takes longer than all others together, and there it hides nothing.
        self._exclusive(self.step_axis, self.time_axis)
        self._exclusive(self.timeline_view, self.grid_view)
        self._exclusive(self.theme_system, self.theme_light, self.theme_dark)

    def _make_for_files(self) -> None:
        self.open = self._make(
            "actionOpen", "Open…", "Open a Python file, or a recording: it is read, not run", "Ctrl+O"
        )
        self.open_workers = self._make(
            "actionOpenWorkers",
            "Open workers' recordings…",
            "Show the recordings of several workers of one training together",
            "Ctrl+Shift+O",
        )
        self.save_recording = self._make(
            "actionSaveRecording",
            "Save recording as…",
            "Keep this run in a file of its own, to be opened again",
            "Ctrl+S",
        )
        self.compare = self._make(
            "actionCompare",
            "Compare with…",
            "Lay this run beside another one, out of a recording or a report",
            "Ctrl+D",
        )
        self.quit = self._make("actionQuit", "Quit", "End a run that goes on, and close the window", "Ctrl+Q")
        self.export_picture = self._make(
            "actionExportPicture", "Export…", "Save the run as a picture, a page, a table or a trace", "Ctrl+E"
        )
        self.copy_picture = self._make(
            "actionCopyPicture", "Copy picture", "Put the timeline on the clipboard as a picture", "Ctrl+Shift+C"
        )

    def _make_for_runs(self) -> None:
        self.run = self._make("actionRun", "Run", "Run fit and record everything", "Ctrl+R", "F5")
        self.check = self._make(
            "actionCheck", "Check data", "Look at the data that fit would be given, and run no fit", "Ctrl+Shift+K"
        )
        self.run_script = self._make(
            "actionRunScript",
            "Run as a script",
            "Run the whole file as Python would, and record every fit in it",
            "Ctrl+Shift+R",
        )
        self.next_run = self._make("actionNextRun", "Next run", "Show the script's next fit", "Ctrl+PgDown")
        self.previous_run = self._make("actionPreviousRun", "Previous run", "Show the fit before", "Ctrl+PgUp")
        self.stop = self._make(
            "actionStop",
            "Stop",
            "Stop after this batch; again: stop at the next event; a third time: end it, or leave it behind",
            "Ctrl+.",
            "Esc",
        )

    def _make_for_views(self) -> None:
        self.timeline_view = self._make(
            "actionTimelineView", "Timeline", "Show what happened, from left to right", "Ctrl+3"
        )
        self.grid_view = self._make(
            "actionGridView", "Grid", "Show every step of every epoch at a glance: epochs down, steps across",
            "G", "Ctrl+4",
        )  # fmt: skip
        self.time_axis = self._make("actionTimeAxis", "Time", "Lay the run out by when it happened", "T", "Ctrl+1")
        self.step_axis = self._make(
            "actionStepAxis", "Step", "Give every expected step one cell, so that what is missing has a place",
            "S", "Ctrl+2",
        )  # fmt: skip
        self.fit_view = self._make("actionFitView", "Fit view", "Show the whole run", "F", "Ctrl+0")
        self.follow = self._make("actionFollow", "Follow", "Keep the newest in view while the run goes on", "L")
        self.next_finding = self._make("actionNextFinding", "Next finding", "Zoom to the next finding", "N")
        self.previous_finding = self._make(
            "actionPreviousFinding", "Previous finding", "Zoom to the finding before", "Shift+N"
        )
        self.undo_view = self._make("actionUndoView", "Undo view", "Back to what was in view before", "Ctrl+Z")
        self.redo_view = self._make(
            "actionRedoView", "Redo view", "Forward again to the view that was left", "Ctrl+Shift+Z", "Ctrl+Y"
        )

    def _make_for_searching(self) -> None:
        self.palette = self._make(
            "actionPalette",
            "Command palette…",
            "Every action in one list, by some letters of its name",
            "Ctrl+Shift+P",
            "Ctrl+K",
        )
        self.select_next = self._make(
            "actionSelectNext", "Select next", "Select what comes next in its lane", "Alt+Right"
        )
        self.select_previous = self._make(
            "actionSelectPrevious", "Select previous", "Select what came before in its lane", "Alt+Left"
        )
        self.find = self._make("actionFind", "Find…", "Find words in the events, the batches and the log", "Ctrl+F")
        self.find_next = self._make("actionFindNext", "Find next", "Select the next match", "F3", "Ctrl+G")
        self.find_previous = self._make(
            "actionFindPrevious", "Find previous", "Select the match before", "Shift+F3", "Ctrl+Shift+G"
        )
        self.only_matches = self._make(
            "actionOnlyMatches", "Only matches", "Leave the rows out of the tables that do not match", "Ctrl+Shift+F"
        )
        self.copy_table = self._make(
            "actionCopyTable", "Copy table as CSV", "Put all rows of the table in view on the clipboard", "Ctrl+Shift+T"
        )
        self.copy_explanation = self._make(
            "actionCopyExplanation", "Copy explanation",
            "Put on the clipboard what is selected, explained in one sentence", "E",
        )  # fmt: skip

    def _make_for_the_window(self) -> None:
        self.clear_recent = self._make("actionClearRecent", "Forget them", "Forget the files that were opened last")
        self.reset_layout = self._make(
            "actionResetLayout", "Reset layout", "Put every part of the window where it was at the very first start"
        )
        self.theme_system = self._make("actionThemeSystem", "As the system", "Light or dark, as the desktop is")
        self.theme_light = self._make("actionThemeLight", "Light", "Dark words on a light ground")
        self.theme_dark = self._make("actionThemeDark", "Dark", "Light words on a dark ground")
        self.guide = self._make("actionGuide", "Guide", "Read how to use this, and what each finding means", "F1")
        self.tour = self._make(
            "actionTour", "Take the tour", "From the first sample to your own file, step by step", "Shift+F1"
        )
        self.shortcuts = self._make("actionShortcuts", "Keyboard shortcuts", "Every action and its keys", "Ctrl+F1")
        self.about = self._make("actionAbout", "About Fit Inspector", "Which version this is")

    def fill(self, bar: QMenuBar) -> None:
        """Put every action into the menus."""
        menus: dict[str, list[QAction | None]] = {
            "&File": [
                self.open, self.open_workers, self.compare, None,
                self.save_recording, self.export_picture, self.copy_picture, None, self.quit,
            ],
            "&Edit": [
                self.find, self.find_next, self.find_previous, self.only_matches, None,
                self.copy_explanation, self.copy_table,
            ],
            "&Run": [self.run, self.check, self.run_script, self.stop, None, self.next_run, self.previous_run],
            "&View": [
                self.timeline_view, self.grid_view, None,
                self.time_axis, self.step_axis, None,
                self.fit_view, self.follow, self.undo_view, self.redo_view, None,
                self.next_finding, self.previous_finding, self.select_next, self.select_previous,
            ],
            "&Help": [self.palette, None, self.tour, self.guide, self.shortcuts, None, self.about],
        }  # fmt: skip
        for title, actions in menus.items():
            menu = bar.addMenu(title)
            menu.setObjectName("menu" + title.strip("&"))
            self.menus[menu.objectName()] = menu
            menu.setToolTipsVisible(True)
            for action in actions:
                if action is None:
                    menu.addSeparator()
                else:
                    menu.addAction(action)
            if title == "&View":
                menu.addSeparator()
                theme = menu.addMenu("Theme")
                theme.setObjectName("menuTheme")
                theme.addActions([self.theme_system, self.theme_light, self.theme_dark])
                menu.addAction(self.reset_layout)

    def enable(self, *, busy: bool, has_module: bool, has_data: bool, has_run: bool) -> None:
        """Let a person do what can be done now: while a run goes on, with a module open, with a run shown."""
        for action in (self.run, self.check):
            action.setEnabled(has_data and not busy)
        self.run_script.setEnabled(has_module and not busy)
        self.stop.setEnabled(busy)
        for action in (
            self.save_recording, self.export_picture, self.copy_picture, self.compare, self.fit_view,
            self.next_finding, self.previous_finding, self.select_next, self.select_previous,
        ):  # fmt: skip
            action.setEnabled(has_run)

    def all(self) -> list[QAction]:
        """Every action, in the order of the menus."""
        return [action for action in self._window.actions() if action.objectName()]

    def _make(self, name: str, text: str, tip: str, *keys: str) -> QAction:
        action = QAction(text, self._window)
        action.setObjectName(name)
        action.setShortcuts([QKeySequence(key) for key in keys])
        shown = " or ".join(QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in keys)
        action.setToolTip(f"{tip} ({shown})" if shown else tip)
        action.setStatusTip("")
        self._window.addAction(action)
        return action

    def _exclusive(self, *actions: QAction) -> None:
        group = QActionGroup(self._window)
        for action in actions:
            action.setCheckable(True)
            group.addAction(action)
        actions[0].setChecked(True)
