"""What a script prints, in whichever way it does so, is recorded; and none of it finds its stream changed."""

from __future__ import annotations

import contextlib
import faulthandler
import io
import os
import sys
import threading
import warnings
from collections.abc import Iterator

import pytest

from inspector.fit.output import record_output
from inspector.recording.events import Kind
from inspector.recording.recorder import Recorder


@pytest.fixture
def recorder() -> Recorder:
    return Recorder()


def lines(recorder: Recorder, stream: str = "stdout") -> list[str]:
    """The lines recorded of one stream."""
    recorder.drain()
    payloads = [event.payload or {} for event in recorder.recording.events() if event.kind is Kind.OUTPUT]
    return [payload["text"] for payload in payloads if payload["stream"] == stream]


def test_that_lines_are_recorded_whole_however_they_are_written(recorder: Recorder) -> None:
    with record_output(recorder):
        print("one")
        print("t", end="")
        print("wo\nthree", end="")
        sys.stdout.buffer.write(b"\nfour\nfi")
        sys.stdout.writelines(["ve", "\n", "six"])
    assert lines(recorder) == ["one", "two", "three", "four", "five", "six"]


def test_that_a_character_may_come_in_two_pieces(recorder: Recorder) -> None:
    with record_output(recorder):
        first, second = "\u00e8\n".encode()[:1], "\u00e8\n".encode()[1:]
        sys.stdout.buffer.write(first)
        sys.stdout.buffer.write(second)
    assert lines(recorder) == ["\u00e8"]


def test_that_a_redrawn_line_is_recorded_as_it_stood_last(recorder: Recorder) -> None:
    with record_output(recorder):
        for done in range(10):
            sys.stderr.write(f"\r{done} of 10")
        sys.stderr.write("\r\n\rover\r\n")
    assert lines(recorder, "stderr") == ["9 of 10", "over"]


def test_that_a_progress_bar_without_a_line_end_is_not_hoarded(recorder: Recorder) -> None:
    with record_output(recorder):
        printed = sys.stderr.buffer
        for done in range(1000):
            sys.stderr.write(f"\r{done} of 1000")
        assert len("".join(printed._line)) < 20  # type: ignore[attr-defined]
    assert lines(recorder, "stderr") == ["999 of 1000"]


def test_that_scripts_find_what_they_use_of_a_stream(recorder: Recorder) -> None:
    with record_output(recorder):
        for stream, descriptor in ((sys.stdout, 1), (sys.stderr, 2)):
            assert stream.encoding == "utf-8"
            assert stream.isatty() is False
            assert stream.writable()
            assert not stream.readable()
            assert stream.fileno() == descriptor
            stream.reconfigure(encoding="utf-8", line_buffering=True)  # type: ignore[union-attr]
            stream.flush()
        faulthandler.dump_traceback(file=sys.stderr)
    assert any("test_output.py" in line for line in lines(recorder, "native"))


def test_that_what_has_no_bytes_is_recorded_all_the_same(recorder: Recorder) -> None:
    with record_output(recorder):
        print("\ud800 goes through")
    assert lines(recorder) == ["\\ud800 goes through"]


def test_that_what_a_script_wraps_around_the_stream_is_recorded_too(recorder: Recorder) -> None:
    with record_output(recorder):
        sys.stdout = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8")
        print("held back by the wrapper")
    assert lines(recorder) == ["held back by the wrapper"]


def test_that_prints_are_passed_on_and_that_nobody_listening_ends_nothing(recorder: Recorder) -> None:
    class Gone(io.StringIO):
        def write(self, text: str) -> int:
            if "two" in text:
                raise BrokenPipeError
            return super().write(text)

    echo = Gone()
    with record_output(recorder, echo):
        print("one")
        print("two")
        print("three")
    assert lines(recorder) == ["one", "two", "three"]
    assert echo.getvalue() == "one\n"


def test_that_a_stream_kept_after_its_run_speaks_to_the_next_one(recorder: Recorder) -> None:
    with record_output(recorder):
        kept = sys.stderr
    later = Recorder()
    with record_output(later):
        print("late", file=kept)
    assert lines(recorder, "stderr") == []
    assert lines(later, "stderr") == ["late"]


def test_that_a_stream_kept_after_its_run_speaks_to_nobody_in_its_own_place(recorder: Recorder) -> None:
    with record_output(recorder):
        kept = sys.stderr
    with contextlib.redirect_stderr(kept):
        print("to itself", file=kept)
    assert lines(recorder, "stderr") == []


def test_that_native_words_are_recorded(recorder: Recorder) -> None:
    with record_output(recorder):
        os.write(2, b"from C\n")
    assert lines(recorder, "native") == ["from C"]


@contextlib.contextmanager
def nothing_left() -> Iterator[None]:
    threads, descriptors = set(threading.enumerate()), len(os.listdir("/proc/self/fd"))
    yield
    assert set(threading.enumerate()) == threads
    assert len(os.listdir("/proc/self/fd")) == descriptors


@pytest.mark.skipif(not os.path.isdir("/proc/self/fd"), reason="counts descriptors where the system lists them")
def test_that_no_thread_and_no_descriptor_is_left_behind(recorder: Recorder) -> None:
    with nothing_left():
        for _ in range(3):
            with record_output(recorder):
                os.write(2, b"from C\n")
    assert lines(recorder, "native") == ["from C"] * 3


def test_that_everything_stands_where_it_stood(recorder: Recorder) -> None:
    def standing() -> tuple[object, ...]:
        return sys.stdout, sys.stderr, warnings.showwarning, list(warnings.filters), os.fstat(2).st_ino

    before = standing()

    def fail() -> None:
        with record_output(recorder):
            warnings.simplefilter("error")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert standing() == before


def test_that_a_process_without_streams_can_run(recorder: Recorder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    with record_output(recorder):
        print("heard")
    assert lines(recorder) == ["heard"]
