"""Hand-written recordings: a run told as a short list of calls, in milliseconds, without Keras.

story = Story(epochs=1, steps_per_epoch=10)
story.peek(2).train_begin().epoch_begin(0)
story.steps(0, 3).step_begins(3).source_raises(3)
run = story.fit_raises().run()
"""

from __future__ import annotations

from inspector.analysis.run import Run
from inspector.recording.events import NONE, Kind, Payload, Role
from inspector.recording.recorder import Recorder

MILLISECOND = 1_000_000


def signature(rows: int = 32, features: int = 10, dtype: str = "float32") -> Payload:
    """The signature of a batch `(x, y)`."""
    return {
        "structure": "(x, y)",
        "inputs": [
            {"name": "x", "shape": [rows, features], "dtype": dtype},
            {"name": "y", "shape": [rows, 1], "dtype": dtype},
        ],
    }


def failure(type_: str = "ZeroDivisionError", message: str = "division by zero", where: str = "data") -> Payload:
    """An exception out of the person's own file."""
    return {
        "type": type_,
        "message": message,
        "file": "train.py",
        "line": 12,
        "function": "batches",
        "where": where,
        "traceback": f'  File "train.py", line 12, in batches\n{type_}: {message}',
    }


class Story:
    """A run, told call by call. Each call is one millisecond after the one before unless it says otherwise."""

    def __init__(
        self,
        *,
        epochs: int | None = 1,
        steps_per_epoch: int | None = None,
        initial_epoch: int | None = None,
        validation_steps: int | None = None,
        steps_per_execution: int | None = None,
        kind: str = "generator",
        length: int | None = None,
        hooks: tuple[str, ...] = (),
        file: str = "train.py",
        engine: str = "keras",
        call: str = "fit",
    ) -> None:
        self.recorder = Recorder()
        self.t_ns = 1_000 * MILLISECOND
        self.epoch = NONE
        self.passes = {Role.TRAIN: 0, Role.VALIDATION: 0}
        self.yielded = {Role.TRAIN: 0, Role.VALIDATION: 0}
        self.peeked = {Role.TRAIN: 0, Role.VALIDATION: 0}
        self._taken = {Role.TRAIN: 0, Role.VALIDATION: 0}
        self.signatures: dict[int, Payload] = {}
        self.put(
            Kind.RUN_BEGIN,
            payload={
                "file": file,
                "data": "batches",
                "model": "build_model",
                "validation": None,
                "started": "2026-11-23T12:00:00",
                "version": "0.1.0",
            },
        )
        self.put(
            Kind.ENVIRONMENT,
            payload={
                "inspector": "0.1.0",
                "python": "3.11.7",
                "tensorflow": "2.21.0",
                "keras": "3.15.1",
                "engine": engine,
                "device": "CPU:0",
                "lineage": "observed",
            },
        )
        self.put(
            Kind.FIT_BEGIN,
            payload={
                "requested": {
                    "epochs": epochs,
                    "initial_epoch": initial_epoch,
                    "steps_per_epoch": steps_per_epoch,
                    "validation_steps": validation_steps,
                    "steps_per_execution": steps_per_execution,
                },
                "call": call,
            },
        )
        self.source(kind, length, hooks, Role.VALIDATION if call == "evaluate" else Role.TRAIN)

    def put(self, kind: Kind, role: Role = Role.TRAIN, *, after_ms: float = 1.0, **values: object) -> Story:
        """Append one event, `after_ms` after the one before."""
        self.t_ns += int(after_ms * MILLISECOND)
        self.recorder.put(kind, role, t_ns=self.t_ns, **values)  # type: ignore[arg-type]
        return self

    # -- data --

    def source(self, kind: str, length: int | None, hooks: tuple[str, ...] = (), role: Role = Role.TRAIN) -> Story:
        return self.put(
            Kind.SOURCE,
            role,
            payload={"kind": kind, "name": "batches", "length": length, "hooks": list(hooks)},
        )

    def pull(
        self,
        role: Role = Role.TRAIN,
        *,
        for_pass: int = NONE,
        rows: int = 32,
        features: int = 10,
        dtype: str = "float32",
        after_ms: float = 0.5,
    ) -> Story:
        batch = self.yielded[role]
        self.yielded[role] += 1
        self.put(Kind.PULL_BEGIN, role, step=for_pass, batch=batch, after_ms=0.1)
        payload = self.signed(rows, features, dtype)
        return self.put(Kind.PULL_END, role, step=for_pass, batch=batch, payload=payload, after_ms=after_ms)

    def peek(self, batches: int = 2, role: Role = Role.TRAIN, **how: object) -> Story:
        for _ in range(batches):
            self.pull(role, **how)  # type: ignore[arg-type]
        self.peeked[role] = batches
        return self

    def pass_begin(self, role: Role = Role.TRAIN) -> Story:
        self.put(Kind.PASS_BEGIN, role, step=self.passes[role], after_ms=0.05)
        self.passes[role] += 1
        for batch in range(self.peeked[role]):
            self.deliver(batch, role)
        return self

    def deliver(self, batch: int, role: Role = Role.TRAIN) -> Story:
        return self.put(Kind.DELIVERED, role, step=self.passes[role] - 1, batch=batch, after_ms=0.02)

    def feed(self, batches: int = 1, role: Role = Role.TRAIN, **how: object) -> Story:
        """Pull `batches` more from the source and hand them over to the current pass."""
        for _ in range(batches):
            self.pull(role, for_pass=self.passes[role] - 1, **how)  # type: ignore[arg-type]
            self.deliver(self.yielded[role] - 1, role)
        return self

    def source_stops(self, role: Role = Role.TRAIN) -> Story:
        current = self.passes[role] - 1
        self.put(Kind.PULL_BEGIN, role, step=current, batch=self.yielded[role], after_ms=0.1)
        self.put(Kind.PULL_STOP, role, step=current, batch=self.yielded[role], after_ms=0.1)
        return self.put(Kind.PASS_END, role, step=current, after_ms=0.1)

    def source_raises(self, role: Role = Role.TRAIN, *, peek: bool = False, raised: Payload | None = None) -> Story:
        current = NONE if peek else self.passes[role] - 1
        where = "data" if role is Role.TRAIN else "validation"
        self.put(Kind.PULL_BEGIN, role, step=current, batch=self.yielded[role], after_ms=0.1)
        return self.put(
            Kind.PULL_RAISED, role, step=current, batch=self.yielded[role], payload=raised or failure(where=where)
        )

    def sits(self, batch: int, line: int = 41, role: Role = Role.TRAIN, since_ms: float = 0.0) -> Story:
        """A `next()` that takes long, since so long ago, was seen at a line."""
        return self.put(Kind.PULL_SITS, role, batch=batch, payload=self._seen_at(line, since_ms))

    def step_sits(self, step: int, since_ms: float) -> Story:
        """A step that takes long was seen at a line."""
        return self.put(Kind.STEP_SITS, step=step, payload=self._seen_at(41, since_ms))

    def callback_sits(self, hook: str, since_ms: float, name: str = "Checkpoint") -> Story:
        """The hook of a callback began long ago and was seen at a line; it has not come back."""
        who = {"callback": name, "index": 0, "hook": hook}
        self.put(Kind.CALLBACK_BEGIN, epoch=self.epoch, payload=who)
        self.t_ns += int(since_ms * MILLISECOND)
        return self.put(Kind.CALLBACK_SITS, payload={**who, **self._seen_at(41, since_ms)})

    def _seen_at(self, line: int, since_ms: float) -> Payload:
        since = self.t_ns - int(since_ms * MILLISECOND)
        return {"file": "train.py", "line": line, "function": "batches", "since_ns": since}

    def non_finite(self, batch: int, values: int = 3, role: Role = Role.TRAIN) -> Story:
        bad = {"name": "x", "count": values, "of": 320, "sampled": False}
        return self.put(Kind.NON_FINITE, role, batch=batch, payload={"inputs": [bad]})

    # -- data that is asked for by index, and starts anew for each pass: a PyDataset, a tf.data.Dataset, arrays --

    def new_pass(self, role: Role = Role.TRAIN) -> Story:
        """A pass of data that Keras does not peek at, or throws away what it peeked at."""
        self.put(Kind.PASS_BEGIN, role, step=self.passes[role], after_ms=0.05)
        self.passes[role] += 1
        return self

    def pass_end(self, role: Role = Role.TRAIN) -> Story:
        return self.put(Kind.PASS_END, role, step=self.passes[role] - 1, after_ms=0.02)

    def read(self, *batches: int, role: Role = Role.TRAIN, after_ms: float = 0.5, **how: object) -> Story:
        """Ask for these batches and hand them over to the current pass, ahead of the steps."""
        for batch in batches:
            current = self.passes[role] - 1
            payload = self.signed(**how)  # type: ignore[arg-type]
            self.put(Kind.PULL_BEGIN, role, step=current, batch=batch, after_ms=0.1)
            self.put(Kind.PULL_END, role, step=current, batch=batch, payload=payload, after_ms=after_ms)
            self.deliver(batch, role)
        return self

    def take(self, step: int, batch: int, role: Role = Role.TRAIN, **how: object) -> Story:
        """A whole step on a batch that is asked for when the step has begun."""
        return self.step_begins(step, role).read(batch, role=role, **how).step_ends(step, role)  # type: ignore[arg-type]

    def ready_steps(self, first: int, stop: int, role: Role = Role.TRAIN) -> Story:
        """Whole steps on batches that were handed over before."""
        for step in range(first, stop):
            self.step_begins(step, role).step_ends(step, role)
        return self

    def whole_pass(self, length: int, role: Role = Role.TRAIN, **how: object) -> Story:
        """One pass over data of this length, a step a batch."""
        self.new_pass(role)
        for index in range(length):
            self.take(index, index, role, **how)
        return self.pass_end(role)

    def signed(self, rows: int = 32, features: int = 10, dtype: str = "float32") -> Payload:
        """The one payload object for batches of this kind."""
        return self.signatures.setdefault(hash((rows, features, dtype)), signature(rows, features, dtype))

    # -- hooks --

    def train_begin(self) -> Story:
        return self.put(Kind.TRAIN_BEGIN)

    def train_end(self) -> Story:
        return self.put(Kind.TRAIN_END)

    def epoch_begin(self, epoch: int, optimizer: int | None = None) -> Story:
        self.epoch = epoch
        self.put(Kind.EPOCH_BEGIN, epoch=epoch)
        return self if optimizer is None else self.put(Kind.OPTIMIZER_COUNT, epoch=epoch, batch=optimizer)

    def epoch_end(self, optimizer: int | None = None) -> Story:
        if optimizer is not None:
            self.put(Kind.OPTIMIZER_COUNT, epoch=self.epoch, batch=optimizer)
        return self.put(Kind.EPOCH_END, epoch=self.epoch)

    def step_begins(self, step: int, role: Role = Role.TRAIN) -> Story:
        kind = Kind.TRAIN_BATCH_BEGIN if role is Role.TRAIN else Kind.TEST_BATCH_BEGIN
        return self.put(kind, role, epoch=self.epoch, step=step, after_ms=0.2)

    def step_ends(self, step: int, role: Role = Role.TRAIN) -> Story:
        kind = Kind.TRAIN_BATCH_END if role is Role.TRAIN else Kind.TEST_BATCH_END
        return self.put(kind, role, epoch=self.epoch, step=step)

    def steps(self, first: int, stop: int, role: Role = Role.TRAIN, **how: object) -> Story:
        """Whole steps from `first` up to `stop`, each with a batch: the first step of a pass opens it."""
        for step in range(first, stop):
            self.step_begins(step, role)
            if self.passes[role] == 0:
                self.pass_begin(role)
            self._feed_if_hungry(role, how)
            self.step_ends(step, role)
            self._taken[role] += 1
        return self

    def group(self, first: int, size: int) -> Story:
        """A group of steps under `steps_per_execution`, on batches that were handed over before."""
        return self.step_begins(first).step_ends(first + size - 1)

    def validate(self, steps: int) -> Story:
        """A validation pass of a generator, over a new iterator with the peeked batches in front."""
        role = Role.VALIDATION
        self.test_begin().pass_begin(role)
        for step in range(steps):
            if step >= self.peeked[role]:
                self.feed(1, role)
            self.ready_steps(step, step + 1, role)
        return self.test_end()

    def dataset_hook(self, kind: Kind, role: Role = Role.TRAIN) -> Story:
        return self.put(kind, role, after_ms=0.1)

    def test_begin(self) -> Story:
        return self.put(Kind.TEST_BEGIN, Role.VALIDATION, epoch=self.epoch)

    def test_end(self) -> Story:
        return self.put(Kind.TEST_END, Role.VALIDATION, epoch=self.epoch)

    # -- callbacks --

    def callback(
        self,
        hook: str,
        name: str = "Checkpoint",
        index: int = 0,
        *,
        step: int = NONE,
        took_ms: float = 0.5,
        raises: bool = False,
    ) -> Story:
        who = {"callback": name, "index": index, "hook": hook}
        self.put(Kind.CALLBACK_BEGIN, epoch=self.epoch, step=step, payload=who, after_ms=0.05)
        if raises:
            told = {**who, "failure": failure("ValueError", "nothing to monitor", "callback")}
            return self.put(Kind.CALLBACK_RAISED, epoch=self.epoch, step=step, payload=told, after_ms=took_ms)
        return self.put(Kind.CALLBACK_END, epoch=self.epoch, step=step, payload=who, after_ms=took_ms)

    def stop_training(self, hook: str = "on_epoch_end", name: str = "EarlyStopping", *, step: int = NONE) -> Story:
        who = {"callback": name, "index": 0, "hook": hook}
        return self.put(Kind.STOP_TRAINING, epoch=self.epoch, step=step, payload=who)

    def retraced(self, step: int) -> Story:
        return self.put(Kind.RETRACED, epoch=self.epoch, step=step)

    # -- the end --

    def module_fails(self) -> Story:
        """The module raised: there is no fit."""
        self.put(Kind.FIT_RAISED, payload=failure("ModuleNotFoundError", "No module named 'cv3'", "module"))
        return self.put(Kind.RUN_END, payload={"outcome": "raised"})

    def dies(self, signal: str | None = "SIGKILL", exit_code: int | None = None) -> Story:
        return self.put(Kind.RUN_END, payload={"outcome": "died", "signal": signal, "exit_code": exit_code})

    def fit_raises(self, wrapped: Payload | None = None) -> Story:
        self.put(Kind.FIT_RAISED, payload=wrapped or failure("UnknownError", "ZeroDivisionError: ...", "model"))
        return self.put(Kind.RUN_END, payload={"outcome": "raised"})

    def stop_asked(self) -> Story:
        return self.put(Kind.STOP_ASKED, batch=1)

    def ends(self, outcome: str = "completed") -> Story:
        self.put(Kind.FIT_END)
        return self.put(Kind.RUN_END, payload={"outcome": outcome})

    def run(self) -> Run:
        """The run so far."""
        self.recorder.drain()
        run = Run(self.recorder.recording)
        run.update()
        return run

    def _feed_if_hungry(self, role: Role, how: dict[str, object]) -> None:
        if self._taken[role] >= self.yielded[role]:
            self.feed(1, role, **how)


def raises_at_batch_3(epochs: int = 1) -> Story:
    """The article's first generator: 3 of 10 steps, the fourth begun, no end of anything."""
    story = Story(epochs=epochs, steps_per_epoch=10)
    story.peek(2).train_begin().epoch_begin(0).steps(0, 2)
    story.step_begins(2).feed(1).source_raises().step_ends(2)
    return story.step_begins(3).fit_raises()


def raises_in_a_step() -> Story:
    """The model raises: 3 of 10 steps, the fourth begun, the batch after them handed over and two more read ahead."""
    story = Story(steps_per_epoch=10).peek(2).train_begin().epoch_begin(0).steps(0, 3)
    return story.step_begins(3).feed(3).fit_raises()


def sizes_alternate() -> Story:
    """The article's second generator: 10 of 10 steps, 32 and 16 rows."""
    story = Story(epochs=1, steps_per_epoch=10)
    story.pull(rows=32).pull(rows=16)
    story.peeked[Role.TRAIN] = 2
    story.train_begin().epoch_begin(0)
    for step in range(10):
        story.steps(step, step + 1, rows=32 if step % 2 == 0 else 16)
    return story.epoch_end().train_end().ends()


def stops_after_5() -> Story:
    """The article's third generator: 5 of 10 steps, and on_epoch_end called for the short epoch."""
    story = Story(epochs=1, steps_per_epoch=10)
    story.peek(2).train_begin().epoch_begin(0).steps(0, 5)
    return story.step_begins(5).source_stops().epoch_end().train_end().ends()


def clean(epochs: int = 2, steps: int = 4) -> Story:
    """A generator that loops: nothing to find."""
    story = Story(epochs=epochs, steps_per_epoch=steps)
    story.peek(2).train_begin()
    for epoch in range(epochs):
        story.epoch_begin(epoch).steps(0, steps).callback("on_epoch_end").epoch_end()
    return story.train_end().ends()
