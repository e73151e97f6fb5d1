"""The recorder and its recording: order, threads, payloads, cursors, many producers."""

from __future__ import annotations

import os
import threading

import numpy as np
import pytest

from inspector.recording import recording as recording_module
from inspector.recording.columns import Columns
from inspector.recording.events import Kind, Role
from inspector.recording.recorder import Recorder


def test_that_an_event_comes_back_as_it_was_put() -> None:
    recorder = Recorder()
    payload = {"text": "Running fit…"}
    recorder.put(Kind.PULL_END, Role.VALIDATION, epoch=1, step=2, batch=3, payload=payload, t_ns=5)
    recorder.drain()
    event = recorder.recording.event(0)
    assert event[:4] == (0, 5, Kind.PULL_END, Role.VALIDATION)
    assert (event.epoch, event.step, event.batch) == (1, 2, 3)
    assert event.payload is payload
    assert (event.process, event.thread) == (os.getpid(), threading.current_thread().name)


def test_that_what_does_not_apply_is_none() -> None:
    recorder = Recorder()
    recorder.put(Kind.TRAIN_BEGIN)
    recorder.drain()
    event = recorder.recording.event(0)
    assert (event.epoch, event.step, event.batch, event.payload) == (None, None, None, None)


def test_that_zero_is_not_taken_for_none() -> None:
    recorder = Recorder()
    recorder.put(Kind.TRAIN_BATCH_BEGIN, epoch=0, step=0, batch=0)
    recorder.drain()
    event = recorder.recording.event(0)
    assert (event.epoch, event.step, event.batch) == (0, 0, 0)


def test_that_nothing_is_recorded_before_it_is_drained_and_nothing_twice() -> None:
    recorder = Recorder()
    recorder.put(Kind.TRAIN_BEGIN)
    assert len(recorder.recording) == 0
    assert [recorder.drain(), recorder.drain()] == [1, 0]
    assert len(recorder.recording) == 1


def test_that_equal_payload_objects_are_stored_once_and_different_ones_are_kept_apart() -> None:
    recorder = Recorder()
    shared, other = {"text": "a"}, {"text": "a"}
    for payload in (shared, shared, other, shared):
        recorder.put(Kind.PHASE, payload=payload)
    recorder.drain()
    assert [event.payload is shared for event in recorder.recording.events()] == [True, True, False, True]
    assert len(recorder.recording.payloads) == 2


def test_that_events_without_a_stamp_are_stamped_in_order() -> None:
    recorder = Recorder()
    for _ in range(50):
        recorder.put(Kind.TRAIN_BEGIN)
    recorder.drain()
    stamps = [event.t_ns for event in recorder.recording.events()]
    assert stamps == sorted(stamps)
    assert stamps[0] > 0


def test_that_a_cursor_sees_each_event_once_while_the_recording_grows(monkeypatch: pytest.MonkeyPatch) -> None:
    recorder = Recorder()
    monkeypatch.setattr(recorder.recording, "rows", Columns(recording_module.ROW, 4))
    seen: list[int] = []
    for step in range(23):
        recorder.put(Kind.TRAIN_BATCH_BEGIN, step=step)
        if step % 3 == 0:
            recorder.drain()
            seen += [event.step or 0 for event in recorder.recording.events(len(seen))]
    recorder.drain()
    seen += [event.step or 0 for event in recorder.recording.events(len(seen))]
    assert seen == list(range(23))


def test_that_many_producers_lose_nothing_and_each_keeps_its_order_and_name() -> None:
    recorder = Recorder()
    ready = threading.Barrier(5)

    def produce(number: int) -> None:
        ready.wait()
        for step in range(400):
            recorder.put(Kind.PULL_BEGIN, step=step, batch=number)

    threads = [threading.Thread(target=produce, args=(n,), name=f"producer {n}") for n in range(4)]
    for thread in threads:
        thread.start()
    ready.wait()
    while any(thread.is_alive() for thread in threads):
        recorder.drain()
    for thread in threads:
        thread.join()
    recorder.drain()
    assert len(recorder.recording) == 1600
    for number in range(4):
        own = [event for event in recorder.recording.events() if event.batch == number]
        assert [event.step for event in own] == list(range(400))
        assert {event.thread for event in own} == {f"producer {number}"}
    assert [event.seq for event in recorder.recording.events()] == list(range(1600))


def test_that_threads_that_python_did_not_start_each_get_a_name_of_their_own() -> None:
    import _thread

    recorder = Recorder()
    started, go, done = threading.Semaphore(0), threading.Barrier(3), threading.Semaphore(0)

    def produce() -> None:
        started.release()
        go.wait()
        recorder.put(Kind.PULL_BEGIN)
        done.release()

    for _ in range(3):
        _thread.start_new_thread(produce, ())
    for _ in range(3):
        assert started.acquire(timeout=10)
    for _ in range(3):
        assert done.acquire(timeout=10)
    recorder.drain()
    names = [event.thread for event in recorder.recording.events()]
    assert len(set(names)) == 3
    assert all(name.startswith("tf.data-") for name in names)


def test_that_hundreds_of_threads_that_come_at_once_are_all_named_apart() -> None:
    recorder = Recorder()
    ready = threading.Barrier(200)

    def produce(number: int) -> None:
        ready.wait()
        recorder.put(Kind.PULL_BEGIN, batch=number, thread=None)

    threads = [threading.Thread(target=produce, args=(n,), name=f"worker {n}") for n in range(200)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    recorder.drain()
    assert {event.thread for event in recorder.recording.events()} <= {f"worker {n}" for n in range(200)}
    assert all(event.thread == f"worker {event.batch}" for event in recorder.recording.events())


def test_that_a_payload_that_several_threads_bring_for_the_first_time_is_stored_once() -> None:
    recorder = Recorder()
    ready, shared = threading.Barrier(50), [{"text": str(number)} for number in range(40)]

    def produce() -> None:
        ready.wait()
        for payload in shared:
            recorder.put(Kind.PHASE, payload=payload)

    threads = [threading.Thread(target=produce) for _ in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    recorder.drain()
    assert sorted(map(id, recorder.recording.payloads)) == sorted(map(id, shared))
    told = [event.payload for event in recorder.recording.events()]
    assert all(sum(payload is one for payload in told) == 50 for one in shared)


def test_that_a_thread_that_is_named_has_that_name_from_then_on() -> None:
    recorder = Recorder()
    recorder.put(Kind.PHASE)
    recorder.name_thread("fit")
    recorder.put(Kind.PHASE)
    recorder.drain()
    assert [event.thread for event in recorder.recording.events()] == [threading.current_thread().name, "fit"]


def test_that_an_event_is_packed_as_its_row_lies() -> None:
    assert recording_module.PACKED.size == recording_module.ROW.itemsize
    fields = {"t_ns": 2**62, "epoch": 1, "step": -1, "batch": 2**31 - 1, "payload": 3, "thread": 65535, "kind": 200}
    packed = recording_module.PACKED.pack(*fields.values(), 1)
    assert np.frombuffer(packed, recording_module.ROW)[0].tolist() == (*fields.values(), 1)


def test_that_kinds_keep_their_numbers() -> None:
    # The numbers are the file format: a change here makes every recording of before unreadable.
    assert (Kind.RUN_BEGIN, Kind.FIT_BEGIN, Kind.PULL_BEGIN, Kind.PASS_BEGIN, Kind.TRAIN_BEGIN) == (0, 10, 20, 30, 40)
    assert (Kind.PULL_SITS, Kind.NON_FINITE, Kind.TEST_BATCH_END, Kind.RETRACED) == (24, 33, 49, 65)
    assert (Kind.CALLBACK_BEGIN, Kind.DATASET_EPOCH_BEGIN, Kind.WARNING, Kind.OUTPUT) == (60, 70, 80, 81)


def test_that_what_is_recorded_while_a_payload_gets_its_number_does_not_wait_for_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    recorder = Recorder()
    original = recorder.recording.keep_payload
    asked: list[object] = []

    def keep_payload(payload: dict[str, object]) -> int:
        if not asked:
            asked.append(payload)
            recorder.put(Kind.OUTPUT, payload={"text": "gone"})
        return original(payload)

    monkeypatch.setattr(recorder.recording, "keep_payload", keep_payload)
    done = threading.Thread(target=lambda: recorder.put(Kind.PHASE, payload={"text": "fit"}), daemon=True)
    done.start()
    done.join(timeout=30)
    assert not done.is_alive()
    recorder.drain()
    assert [event.payload for event in recorder.recording.events()] == [{"text": "gone"}, {"text": "fit"}]
