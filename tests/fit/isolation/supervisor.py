"""A program for `test_isolated_session`: supervises a session in a process of its own, and says which processes are."""

from __future__ import annotations

import functools
import sys
import threading

from inspector.fit.isolation.isolated_session import IsolatedSession
from inspector.recording.events import Kind
from inspector.recording.runs import Runs
from tests.fit.isolation import jobs

if __name__ == "__main__":
    runs = Runs()
    session = IsolatedSession(functools.partial(jobs.does, sys.argv[1]), runs)
    threading.Thread(target=session.run, daemon=True).start()
    (recorder,) = runs.recorders
    told = 0
    while True:
        recorder.drain()
        for event in recorder.recording.events(told):
            told = event.seq + 1
            if event.kind is Kind.PULL_BEGIN:
                print(event.process, flush=True)
            if event.kind is Kind.OUTPUT and event.payload is not None and "worker" in event.payload["text"]:
                print(event.payload["text"].split()[1], flush=True)
        threading.Event().wait(0.01)
