"""Memory that was needed for a while goes back to the system."""

from __future__ import annotations

import ctypes
import sys


def give_back() -> None:
    """Hand back what is free.

    glibc keeps up to 64 MB of what it has had for arrays: as much as two million events take. Where the library is
    another one, it does as it sees fit.
    """
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform.startswith("linux") else None
    if trim is not None:
        trim(0)
