"""What the taps of one `fit` share: where events go, where fit is now, and whether it was asked to stop."""

from __future__ import annotations

import contextlib
import threading
from collections import deque
from collections.abc import Iterator
from typing import Any

from inspector.fit.failure import failure_of
from inspector.fit.stopping import StopRequest
from inspector.fit.taps.generator_history import GeneratorHistory, history_of
from inspector.fit.taps.open_calls import OpenCalls
from inspector.fit.taps.signature import Signatures
from inspector.fit.taps.statistics import Arrays, arrays_of, non_finite, statistics, surely_finite
from inspector.recording.events import NONE, Kind, Payload, Role
from inspector.recording.recorder import Recorder

# Looked up once: before Python 3.12 a member of an enum is found by a call, and these are needed for each batch.
_PULL_BEGIN, _PULL_END, _DELIVERED = Kind.PULL_BEGIN, Kind.PULL_END, Kind.DELIVERED


ACCOUNTED_TOGETHER = 1024
"""Of how many batches it is looked up at once which were used: at each step it would cost more than all else there."""


class Watch:
    """One watched `fit`. Its numbers are written on fit's thread and may be read on any."""

    def __init__(
        self,
        recorder: Recorder,
        stop: StopRequest,
        statistics: bool = True,
        roles: tuple[Role, ...] = (Role.TRAIN, Role.VALIDATION),
    ) -> None:
        self.recorder = recorder
        self._roles = roles
        self.statistics = statistics
        """Whether the values of batches are described; NaN and infinity are looked for all the same."""
        self.stop = stop
        self.signatures = Signatures()
        self.calls = OpenCalls()
        self.fit_thread = threading.get_ident()
        self.group = 1
        """Steps that one begin and end of a batch stand for."""
        self.ends_on_last = True
        """Whether `on_*_batch_end` is given the last step of such a group, or its first."""
        self.divided = False
        """Whether the fit is one worker's of several: what TensorFlow hands to a step is then not a batch as given."""
        self.epoch = NONE
        self.in_hook = 0
        """How deep fit's thread is in callbacks: a fit or evaluate in there is the callback's own affair."""
        self.stage = "data"
        """What fit is doing, for telling where an exception came from: until it has its callbacks it is at the data."""
        self.validating = False
        self.sources: dict[Role, SourceWatch] = {}
        self._making = False
        self.stopped = False
        """Whether fit was told to stop because the person asked; a press after its last batch stops nothing."""
        self.failed = False
        """Whether an exception was seen at its origin. It is not kept: it holds the frames of fit, and all in them."""

    @property
    def here(self) -> bool:
        """Whether this code is what fit itself does, on its own thread and outside callbacks."""
        return threading.get_ident() == self.fit_thread and self.in_hook == 0 and not self._making

    @contextlib.contextmanager
    def making(self, source: SourceWatch) -> Iterator[None]:
        """Fit makes the adapter over this data: what it makes inside is a part of it."""
        self.stage = "data" if source.role is Role.TRAIN else "validation"
        self._making = True
        try:
            yield
        finally:
            self._making = False

    def fit_ends(self) -> None:
        """What its steps have used is known."""
        for source in self.sources.values():
            source.account()

    def next_source(self) -> SourceWatch | None:
        """The watch for the data adapter that is made next: training first, then validation; evaluate has no first."""
        for role in self._roles:
            if role not in self.sources:
                self.sources[role] = SourceWatch(self, role)
                return self.sources[role]
        return None


class Now:
    """What the thread that pulls is at. A generator cannot be pulled from two at a time."""

    wanted_by = NONE
    """The pass that it pulls for."""
    pulled: int | None = None
    """The batch that it pulled and has not handed over yet."""


class NowByThread(Now, threading.local):
    """What each thread is at, where several may pull at once: looking that up takes longer than a note."""


class SourceWatch:
    """The data of one role. Pulls and deliveries may come from any thread."""

    def __init__(self, watch: Watch, role: Role) -> None:
        self.watch = watch
        self.role = role
        self.passes = 0
        self.from_pipeline = False
        """Whether the batches come out of tf.data, where the person's own code cannot be watched."""
        self._length: int | None = None
        self._delivered = 0
        self.history: GeneratorHistory | None = None
        self.first_batch = 0
        """The index of the first batch that this fit can get: not 0 where an earlier fit took some."""
        self.used = 0
        """How many batches steps have used, written on fit's thread."""
        self._used_before_pass = self._used_before_epoch = 0
        self._accounted = 0
        self._ahead: deque[int] = deque()
        """Those handed over and not accounted for, where a later fit may ask which were used."""
        self._accounts = threading.Lock()
        self.now: Now = NowByThread()
        self._pulls = watch.calls.alike(Kind.PULL_SITS, role)
        self.pooled = watch.calls.alike(Kind.PULL_SITS, role, elsewhere=True)
        """The same where workers make the batches."""
        self._note = watch.recorder.note

    def describe(
        self,
        kind: str,
        name: str,
        length: int | None,
        hooks: tuple[str, ...] = (),
        ordered: bool = True,
        rows: dict[str, int] | None = None,
        lost: list[int] | None = None,
    ) -> None:
        """Tell what the data is; `ordered`: whether steps get its batches in the order in which they are delivered.

        `rows`: of arrays, how many each has, where that was looked at; `lost`: of a generator, what an earlier fit
        took from it and did not use.
        """
        self.from_pipeline, self._length = kind in ("tf_dataset", "arrays"), length
        divided = self.watch.divided
        payload: Payload = {"kind": kind, "name": name, "length": length, "hooks": list(hooks)}
        payload["ordered"] = ordered and not divided
        if divided:
            payload["divided"] = True
        if rows is not None:
            payload["rows"] = rows
        if lost:
            payload["lost"] = lost
        self.watch.recorder.put(Kind.SOURCE, self.role, payload=payload)

    def describe_generator(self, generator: Any, ordered: bool = True) -> None:
        """Tell that the data is this generator, and what an earlier fit took from it."""
        self.history, self.now = history_of(generator), Now()
        self.first_batch = self.history.pulled
        name = getattr(generator, "__name__", type(generator).__name__)
        others = (source.history for source in self.watch.sources.values() if source is not self)
        is_shared = any(history is self.history for history in others)  # validation on the data of this very fit
        self.describe("generator", name, None, ordered=ordered, lost=None if is_shared else self.history.lose())

    # -- pulls: the person's own object is asked for a batch --

    def pull_begins(self, batch: int) -> None:
        """A `next()` or `__getitem__` begins."""
        stop = self.watch.stop
        if stop.times:
            stop.raise_if_urgent()
        self._pulls.begins(batch, self._note(_PULL_BEGIN, self.role, NONE, self.now.wanted_by, batch))

    def pull_ends(self, batch: int, value: Any) -> None:
        """It gave `value`."""
        watch, now = self.watch, self.now
        plain = watch.signatures.plain(value)
        signature = watch.signatures.of(value) if plain is None else plain.signature
        self._pulls.ends(self._note(_PULL_END, self.role, NONE, now.wanted_by, batch, signature))
        now.pulled = batch
        if plain is None:
            self._look_at(batch, arrays_of(value))
        elif watch.statistics:
            self._look_at(batch, plain.arrays_of(value))
        else:
            for place in plain.floats:
                if not surely_finite(value[place]):
                    self._look_at(batch, plain.arrays_of(value))
                    break

    def pull_stops(self, batch: int) -> None:
        """The source has no more."""
        self._pulls.forget()
        self._put(Kind.PULL_STOP, batch, self.wanted_by)

    def pull_raises(self, batch: int, error: BaseException) -> None:
        """It raised."""
        self.raised(batch, self.failure_of(error))

    def raised(self, batch: int, failure: Payload) -> None:
        """The pull of this batch ended with this failure."""
        self._pulls.forget()
        self._put(Kind.PULL_RAISED, batch, self.wanted_by, failure)

    def failure_of(self, error: BaseException) -> Payload:
        """What this data raised, at its origin."""
        self.watch.failed = True
        return failure_of(error, "data" if self.role is Role.TRAIN else "validation")

    def epoch_begins(self) -> None:
        """An epoch, or a validation, begins on fit's thread."""
        self._used_before_epoch = self.used

    def batch_raised(self, failure: Payload, *, anew: bool) -> None:
        """The batch that fit's step waited for raised inside the pipeline; `anew`: each epoch makes a pass of its own.

        Which one it was, what the steps have used tells: tf.data reads on behind a batch that raised.
        """
        if self.used and not self.passes:
            return  # it could not be watched
        used = self.used - self._used_before_pass
        is_first = anew and self.used == self._used_before_epoch
        if not self.passes or (used and (is_first or used == self._length)):
            self.pass_begins()
            used = 0
        batch = min(self._delivered, used + self.watch.group - 1)
        self._put(Kind.PULL_RAISED, batch, self.passes - 1, failure)

    def look_at(self, batch: int, value: Any) -> None:
        """Look at the values: for NaN and infinity, and for what they are like."""
        self._look_at(batch, arrays_of(value))

    def _look_at(self, batch: int, arrays: Arrays) -> None:
        bad = non_finite(arrays)
        if bad:
            self._put(Kind.NON_FINITE, batch, self.wanted_by, {"inputs": bad})
        if self.watch.statistics:
            self._put(Kind.STATISTICS, batch, self.wanted_by, statistics(arrays))

    # -- passes: Keras' own iterator over the data --

    @property
    def wanted_by(self) -> int:
        """The pass that this thread pulls for; NONE: it is a peek."""
        return self.now.wanted_by

    @wanted_by.setter
    def wanted_by(self, number: int) -> None:
        self.now.wanted_by = number

    def pass_begins(self) -> int:
        """Keras has made an iterator and wants its first batch; return its number."""
        number, self.passes = self.passes, self.passes + 1
        self.account()
        self._ahead.clear()  # what the last pass has handed over, and no step has used
        self._delivered = 0
        self._used_before_pass = self.used
        self._put(Kind.PASS_BEGIN, NONE, number)
        return number

    def delivered(self, number: int, batch: int) -> None:
        """Pass `number` hands `batch` over."""
        self._delivered += 1
        self._note(_DELIVERED, self.role, NONE, number, batch)
        if self.history is not None:
            self._ahead.append(batch)
            if len(self._ahead) > ACCOUNTED_TOGETHER:
                self.account()

    def account(self) -> None:
        """Tell the generator's history what steps have used of the pass: the first that it has handed over."""
        if self.history is None:
            return
        with self._accounts:
            used = self.used
            first = min(used - self._accounted, len(self._ahead))
            self.history.use([self._ahead.popleft() for _ in range(first)])
            self._accounted = used

    def pass_ends(self, number: int) -> None:
        """Pass `number` has nothing more."""
        self._put(Kind.PASS_END, NONE, number)

    def _put(self, kind: Kind, batch: int, step: int, payload: dict[str, Any] | None = None) -> None:
        self.watch.recorder.put(kind, self.role, step=step, batch=batch, payload=payload)
