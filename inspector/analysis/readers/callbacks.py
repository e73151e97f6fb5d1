"""The callback objects: each one's share of the hooks, and what they did to training."""

from __future__ import annotations

from inspector.analysis.facts import Facts
from inspector.analysis.model import CallbackCall, CallbackObject, Retrace, Step, StopTraining
from inspector.analysis.readers import Reads
from inspector.analysis.readers.failures import failure_in
from inspector.recording.events import Event, Kind, Payload


class CallbackReader:
    """The calls of each object; that one stopped training, and that the step was compiled again."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._objects: dict[int, CallbackObject] = {}
        self._open: dict[tuple[int, str], list[CallbackCall]] = {}
        self.reads: Reads = {
            Kind.CALLBACK_BEGIN: self._begin,
            Kind.CALLBACK_END: self._end,
            Kind.CALLBACK_RAISED: self._raised,
            Kind.STOP_TRAINING: self._stop_training,
            Kind.RETRACED: self._retraced,
        }

    def _begin(self, event: Event) -> None:
        payload = event.payload or {}
        callback = self._objects.get(payload["index"]) or self._first_seen(payload)
        call = CallbackCall(callback, payload["hook"], event.seq, event.t_ns, event.epoch, event.step)
        self._facts.callback_calls.append(call)
        self._open.setdefault((event.process, event.thread), []).append(call)

    def _first_seen(self, payload: Payload) -> CallbackObject:
        callback = self._objects[payload["index"]] = CallbackObject(payload["index"], payload["callback"])
        self._facts.callbacks[:] = [self._objects[index] for index in sorted(self._objects)]
        return callback

    def _end(self, event: Event) -> None:
        self._ended(event)

    def _raised(self, event: Event) -> None:
        call = self._ended(event)
        if call is not None:
            call.failure = failure_in(event, (event.payload or {})["failure"])
            self._facts.callback_failure = self._facts.callback_failure or call

    def _ended(self, event: Event) -> CallbackCall | None:
        opened = self._open.get((event.process, event.thread))
        if not opened:
            return None
        call = opened.pop()
        call.ended_ns = event.t_ns
        key, spent = (call.callback.index, call.hook), self._facts.callback_ns
        spent[key] = spent.get(key, 0) + event.t_ns - call.began_ns
        return call

    def _stop_training(self, event: Event) -> None:
        facts, payload, epoch = self._facts, event.payload or {}, event.epoch or 0
        if facts.stop_training is None or facts.stop_training.epoch != epoch:
            facts.stop_training = StopTraining(
                payload["callback"], payload["hook"], epoch, event.step, event.seq, event.t_ns
            )

    def _retraced(self, event: Event) -> None:
        facts = self._facts
        steps = [step for epoch in facts.epochs[-2:] for step in epoch.steps if step.batches][-2:]
        before = self._inputs(steps[:-1])
        facts.retraces.append(Retrace(event.epoch, event.step, event.seq, before, self._inputs(steps)))

    def _inputs(self, steps: list[Step]) -> tuple[Payload, ...]:
        """The shapes and dtypes of the last batch that these steps trained on; empty where that is unknown."""
        batch = steps[-1].batches[-1] if steps else None
        signature = None if batch is None else self._facts.train.signatures.get(batch)
        return () if signature is None else tuple(signature["inputs"])
