"""What is remembered, in the window's own terms: files, forms, the theme and where the parts of the window are."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path

from inspector.fit.request import FitRequest
from inspector.gui.memory.form import form_of, request_from
from inspector.gui.memory.settings_file import SettingsFile

RECENT = 8
FORMS = 50


@dataclass(frozen=True)
class WindowLayout:
    """Where the parts of the window were; None: as the window puts them itself."""

    geometry: str | None = None
    """Qt's own bytes, in base 64"""
    columns: tuple[int, ...] | None = None
    bottom: int | None = None
    """pixels of height of the tabs at the foot"""
    details: int | None = None
    """pixels of height of the details, where a person chose them"""


class Memory:
    """Small things only: nothing here is read or written that takes time."""

    def __init__(self, path: Path | None = None) -> None:
        """`path`: the settings file; None: nothing outlives the window."""
        self._file = SettingsFile(path)

    @property
    def set_aside(self) -> Path | None:
        """Where the settings file was put, if it was damaged."""
        return self._file.set_aside

    def write(self) -> None:
        """Write at once what was not written yet."""
        self._file.write()

    # -- files and their forms ------------------------------------------------------------------------------------

    @property
    def recent(self) -> list[Path]:
        """The files that were opened, the last one first. Whether they are still there is not looked at."""
        return [Path(name) for name in self._file["recent"] if isinstance(name, str)]

    def add_recent(self, path: Path) -> None:
        """This file was opened."""
        others = [one for one in self.recent if one != path]
        self._file["recent"] = [str(one) for one in [path, *others][:RECENT]]

    def forget_recent(self, path: Path | None = None) -> None:
        """Forget this file; None: all of them."""
        self._file["recent"] = [] if path is None else [str(one) for one in self.recent if one != path]

    def form(self, path: Path) -> FitRequest | None:
        """What was asked of this file when it was run last."""
        return request_from(self._file["forms"].get(str(path)), path)

    def keep_form(self, request: FitRequest) -> None:
        """This was run."""
        forms = {name: form for name, form in self._file["forms"].items() if name != str(request.module)}
        forms[str(request.module)] = form_of(request)
        self._file["forms"] = dict(list(forms.items())[-FORMS:])

    # -- how it looks ---------------------------------------------------------------------------------------------

    @property
    def theme(self) -> str:
        """system | light | dark"""
        return self._file["theme"] if self._file["theme"] in ("light", "dark") else "system"

    @theme.setter
    def theme(self, choice: str) -> None:
        self._file["theme"] = choice

    @property
    def as_grid(self) -> bool:
        """Whether runs are shown in the grid, rather than in the timeline."""
        return bool(self._file["view"] == "grid")

    @as_grid.setter
    def as_grid(self, as_grid: bool) -> None:
        self._file["view"] = "grid" if as_grid else "timeline"

    @property
    def layout(self) -> WindowLayout:
        """Where the parts of the window were."""
        told = self._file["layout"]
        columns = told.get("columns")
        return WindowLayout(
            told.get("geometry") if isinstance(told.get("geometry"), str) else None,
            tuple(columns) if isinstance(columns, list) and all(_is_size(one) for one in columns) else None,
            told.get("bottom") if _is_size(told.get("bottom")) else None,
            told.get("details") if _is_size(told.get("details")) else None,
        )

    @layout.setter
    def layout(self, layout: WindowLayout) -> None:
        self._file["layout"] = asdict(layout)


def _is_size(told: object) -> bool:
    return isinstance(told, int) and not isinstance(told, bool) and 0 <= told < 100_000
