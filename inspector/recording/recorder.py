"""The append-only recorder: many producers, one drain.

Producers run where training runs, so an append takes no lock that training could wait for and keeps no tensor.
The queue has no bound on purpose: blocking would distort what is measured, and dropping would invent missing steps.
"""

from __future__ import annotations

import itertools
import os
import threading
from collections import deque
from collections.abc import Hashable, Sequence
from threading import get_ident
from time import perf_counter_ns

import numpy as np

from inspector.recording.events import NONE, Kind, Payload, Role
from inspector.recording.recording import PACKED, ROW, Recording

_pack = PACKED.pack


class Recorder:
    """Takes events from any thread; `drain` moves them into the recording, from one thread at a time."""

    def __init__(self) -> None:
        self.recording = Recording()
        # An event is packed at once: 28 bytes that nobody needs to look through, where a tuple is several objects that
        # Python's garbage collector does.
        self._queue: deque[bytes] = deque()
        self._append = self._queue.append
        self._drain_lock = threading.Lock()
        # Taken again by whoever has it: an object that goes may print as it does, and is let go of at any moment.
        self._numbering = threading.RLock()
        self._threads: dict[Hashable, int] = {}
        self._payloads: dict[int, int] = {}
        """By identity: taps share one object between equal events, and the recording keeps it, so ids are unique."""
        # A counter, and not the size of a dict: several threads come here for the first time at once.
        self._foreign = itertools.count()

    def put(
        self,
        kind: Kind,
        role: Role = Role.TRAIN,
        *,
        epoch: int = NONE,
        step: int = NONE,
        batch: int = NONE,
        payload: Payload | None = None,
        t_ns: int | None = None,
        thread: tuple[int, str] | int | None = None,
    ) -> None:
        """Append one event, stamped now unless `t_ns` (of `perf_counter_ns`) says when it was.

        `thread` tells what happened on another one: a process id and a name for a dataset's worker, the ident of a
        thread of this process.
        """
        ident: Hashable = get_ident() if thread is None else thread
        number = self._threads.get(ident)
        if number is None:
            number = self._thread_number(ident)
        what = NONE if payload is None else self._payload_number(payload)
        stamp = perf_counter_ns() if t_ns is None else t_ns
        self._append(_pack(stamp, epoch, step, batch, what, number, kind, role))

    def note(
        self, kind: Kind, role: Role, epoch: int, step: int = NONE, batch: int = NONE, payload: Payload | None = None
    ) -> int:
        """`put` for what happens at each step, here and now: its arguments have no names, which cost half of it.

        Returns when that was, for who would ask next.
        """
        ident = get_ident()
        number = self._threads.get(ident)
        if number is None:
            number = self._thread_number(ident)
        what = NONE if payload is None else self._payload_number(payload)
        now_ns = perf_counter_ns()
        self._append(_pack(now_ns, epoch, step, batch, what, number, kind, role))
        return now_ns

    def name_thread(self, name: str) -> None:
        """Name the thread that calls this: one that Qt started has no name in Python, and would pass for tf.data's."""
        with self._numbering:
            self._threads[get_ident()] = self.recording.keep_thread((os.getpid(), name))

    @property
    def waiting(self) -> int:
        """How many events were appended and not drained yet."""
        return len(self._queue)

    def drain(self, at_most: int | None = None) -> int:
        """Move what was appended into the recording, in order, or the first of it; return how many events that were."""
        with self._drain_lock:
            return self._drain(at_most)

    def _drain(self, at_most: int | None = None) -> int:
        moved = len(self._queue) if at_most is None else min(at_most, len(self._queue))
        events = b"".join([self._queue.popleft() for _ in range(moved)])
        self.recording.rows.extend(np.frombuffer(events, ROW))
        return moved

    # -- what another process recorded, see `received` --

    def take_threads(self, threads: Sequence[tuple[int, str]]) -> list[int]:
        """Make threads of another process known; return their numbers here."""
        return [self._thread_number(thread) for thread in threads]

    def take_payloads(self, payloads: Sequence[Payload]) -> list[int]:
        """Keep payloads of another process; return their numbers here."""
        return [self._payload_number(payload) for payload in payloads]

    def take_rows(self, rows: np.ndarray) -> None:
        """Append events of another process, which name threads and payloads by their numbers here."""
        with self._drain_lock:
            self._drain()
            self.recording.rows.extend(rows)

    # -- numbers: given by who appends, with a lock only for what comes for the first time --

    def _payload_number(self, payload: Payload) -> int:
        number = self._payloads.get(id(payload))
        if number is None:
            with self._numbering:
                number = self._payloads.get(id(payload))
                if number is None:
                    number = self._payloads[id(payload)] = self.recording.keep_payload(payload)
        return number

    def _thread_number(self, ident: Hashable) -> int:
        """By a thread's ident, or by a process id and a name."""
        thread = ident if isinstance(ident, tuple) else self._named(ident)
        with self._numbering:
            number = self._threads.get(ident)
            if number is None:
                number = self._threads[ident] = self.recording.keep_thread(thread)
        return number

    def _named(self, ident: Hashable) -> tuple[int, str]:
        # Not current_thread(): for a thread that Python did not start it would register a dummy for ever.
        for thread in threading.enumerate():
            if thread.ident == ident and not isinstance(thread, threading._DummyThread):
                return os.getpid(), thread.name
        return os.getpid(), f"tf.data-{next(self._foreign)}"
