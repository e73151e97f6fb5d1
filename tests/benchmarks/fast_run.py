"""A session that records at a steady pace what a fit would, and does nothing else: for a process of its own."""

from __future__ import annotations

import time
from time import perf_counter
from typing import NamedTuple, TextIO

from inspector.recording.events import NONE, Kind, Role
from inspector.recording.recorder import Recorder
from inspector.recording.runs import Runs
from tests.benchmarks.long_run import CALLS, SIGNATURE, payloads

A_STEP = 7
"""Events that one step records: see `_tell_step`."""
EVERY_S = 0.002


class Feed(NamedTuple):
    """What is recorded: so many epochs at a steady pace, after others that come all at once."""

    events_a_second: float
    epochs: int
    before: int = 0

    def steps(self, seconds: float) -> int:
        """How many each epoch has, so that it takes so long."""
        return max(1, round(seconds * self.events_a_second / A_STEP / self.epochs))


class FastRun:
    """Runs no Keras, so that the pace is what was asked for."""

    can_be_ended = False
    problem = remark = traceback = None

    def __init__(self, feed: Feed, seconds: float, runs: Runs, echo: TextIO | None = None) -> None:
        self._pace_s = A_STEP / feed.events_a_second
        self._before, self._epochs = feed.before, feed.before + feed.epochs
        self._steps = feed.steps(seconds)
        self._payloads = payloads(self._epochs, self._steps, 1)
        self._recorder: Recorder = runs.begin()
        self._stops = 0

    def stop(self) -> int:
        """Leave off after this step."""
        self._stops += 1
        return self._stops

    def run(self) -> None:
        """Record all epochs."""
        self._begin()
        began, done = perf_counter(), 0
        for epoch in range(self._epochs):
            self._recorder.note(Kind.EPOCH_BEGIN, Role.TRAIN, epoch)
            if epoch <= self._before:
                began = perf_counter() - done * self._pace_s
            for step in range(self._steps):
                while epoch >= self._before and done * self._pace_s > perf_counter() - began and not self._stops:
                    time.sleep(EVERY_S)
                if self._stops:
                    self._end("cancelled")
                    return
                self._tell_step(epoch, step, done + 1)
                done += 1
            self._recorder.note(Kind.EPOCH_END, Role.TRAIN, epoch)
        self._recorder.put(Kind.TRAIN_END)
        self._end("completed")

    def _begin(self) -> None:
        header, environment, requested, source, signature = self._payloads[: SIGNATURE + 1]
        put, note = self._recorder.put, self._recorder.note
        put(Kind.RUN_BEGIN, payload=header)
        put(Kind.ENVIRONMENT, payload=environment)
        put(Kind.FIT_BEGIN, payload=requested)
        put(Kind.SOURCE, payload=source)
        note(Kind.PULL_BEGIN, Role.TRAIN, NONE, NONE, 0)
        note(Kind.PULL_END, Role.TRAIN, NONE, NONE, 0, signature)
        put(Kind.TRAIN_BEGIN)
        put(Kind.PASS_BEGIN, step=0)
        put(Kind.DELIVERED, step=0, batch=0)

    def _tell_step(self, epoch: int, step: int, batch: int) -> None:
        note, callback = self._recorder.note, self._payloads[CALLS]
        note(Kind.TRAIN_BATCH_BEGIN, Role.TRAIN, epoch, step)
        note(Kind.PULL_BEGIN, Role.TRAIN, NONE, 0, batch)
        note(Kind.PULL_END, Role.TRAIN, NONE, 0, batch, self._payloads[SIGNATURE])
        note(Kind.DELIVERED, Role.TRAIN, NONE, 0, batch)
        note(Kind.TRAIN_BATCH_END, Role.TRAIN, epoch, step)
        note(Kind.CALLBACK_BEGIN, Role.TRAIN, epoch, step, NONE, callback)
        note(Kind.CALLBACK_END, Role.TRAIN, epoch, step, NONE, callback)

    def _end(self, outcome: str) -> None:
        self._recorder.put(Kind.FIT_END)
        self._recorder.put(Kind.RUN_END, payload={"outcome": outcome})
