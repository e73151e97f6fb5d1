"""Threads of `fit` that sit in a call which no request to stop can reach.

They cannot be ended: whoever ends a thread that holds Python's lock ends Python. Nor can they be destroyed, which would
abort the process. They are left until their call returns, or to the end of the process.
"""

from __future__ import annotations

from inspector.gui.fit_thread import FitThread

_left: list[FitThread] = []


def leave_behind(thread: FitThread) -> None:
    """Keep the thread alive, whoever owned it."""
    thread.setParent(None)
    _left.append(thread)


def any_left_behind() -> bool:
    """Whether one of them still runs. Those whose call has returned after all are let go."""
    for thread in [one for one in _left if one.isFinished()]:
        _left.remove(thread)
        thread.deleteLater()
    return bool(_left)
