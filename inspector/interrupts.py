"""Ctrl+C while `fit` runs on the main thread, heard even where that thread sits in a call that never returns.

Python runs a signal's handler only between two lines of Python, so a generator that hangs would swallow Ctrl+C. What
the signal does at once is write a byte to the wake-up socket; a thread of our own reads it.
"""

from __future__ import annotations

import contextlib
import signal
import socket
import threading
from collections.abc import Callable, Iterator

TIMES = 3
"""The press that leaves without waiting for anything."""


@contextlib.contextmanager
def interrupts(pressed: Callable[[int], None]) -> Iterator[None]:
    """Call `pressed` with 1, 2, 3, ... on a thread of our own, each time Ctrl+C is pressed within the block."""
    ours, signals = socket.socketpair()
    signals.setblocking(False)
    handler = signal.signal(signal.SIGINT, lambda *_: None)
    wakeup = signal.set_wakeup_fd(signals.fileno(), warn_on_full_buffer=False)

    def listen() -> None:
        times = 0
        while byte := ours.recv(1):
            if byte[0] == signal.SIGINT:
                times += 1
                pressed(times)

    listener = threading.Thread(target=listen, name="fit-inspector-interrupts", daemon=True)
    listener.start()
    try:
        yield
    finally:
        signal.set_wakeup_fd(wakeup)
        signal.signal(signal.SIGINT, handler)
        signals.close()  # the listener's recv ends
        listener.join()
        ours.close()
