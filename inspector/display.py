"""What a window needs of the machine: Qt's libraries, and a display."""

from __future__ import annotations

from inspector.fit.problem import WrongUse


def require_qt() -> None:
    """Raise `WrongUse` with the package to install where a system library of Qt's is missing."""
    from inspector.gui.qt_libraries import missing_library_help

    problem = missing_library_help()
    if problem is not None:
        raise WrongUse(problem)


def require_display() -> None:
    """Raise `WrongUse` with what to do instead where no window can be opened."""
    require_qt()
    from inspector.gui.qt_libraries import has_display

    if not has_display():
        raise WrongUse(
            "There is no display to open a window on. Without one, `fit-inspector run MODULE.py --image T.png` does "
            "the same job, and `fit-inspector demo` shows the window as a picture."
        )
