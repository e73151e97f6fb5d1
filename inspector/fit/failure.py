"""An exception as data: what it was, and where in the person's own files it came from, their frames first."""

from __future__ import annotations

import os
import re
import sys
import sysconfig
import traceback
from pathlib import Path

from inspector.recording.events import Payload
from inspector.recording.telling_line import telling_line

_BUNDLE: str = getattr(sys, "_MEIPASS", "")
"""The folder of a program that PyInstaller made: what is bundled is named from there."""
_LIBRARIES = tuple(
    os.path.normcase(path) + os.sep
    for path in (*map(sysconfig.get_path, ("stdlib", "platstdlib", "purelib", "platlib")), _BUNDLE)
    if path
)
_INSPECTOR = os.path.normcase(str(Path(__file__).resolve().parent.parent)) + os.sep
_ANSI = re.compile(r"\x1b\[[0-9;]*m")
_SAMPLES = f"{os.sep}samples{os.sep}"


# A traceback as text, which is all that is left of one that crossed into TensorFlow or came from another process.
_TRACEBACK = "Traceback (most recent call last):"
_FRAME = re.compile(r'^\s*File "(.+?)", line (\d+), in (.+)$', re.MULTILINE)
_LAST_LINE = re.compile(r"^([A-Za-z_][\w.]*)(?:: (.*))?$")


def failure_of(error: BaseException, where: str) -> Payload:
    """`error` as a payload; `where` is data, validation, model, callback or module."""
    own: list[traceback.FrameSummary] = []
    others: list[traceback.FrameSummary] = []
    for frame in traceback.extract_tb(error.__traceback__):
        (own if is_own(frame.filename) else others).append(frame)
    at = own[-1] if own else _own_frame_of_cause(error)
    return {
        "type": type_name(error),
        "message": message_of(error),
        "file": None if at is None else at.filename,
        "line": None if at is None else at.lineno,
        "function": None if at is None else at.name,
        "where": where,
        "traceback": _shown(error, own, others),
    }


def told_in_text(failure: Payload) -> Payload:
    """The exception that a failure's message quotes with its traceback, where it does; else the failure itself.

    So it is with Python code inside a tf.data pipeline: TensorFlow keeps the type, the message and the frames as text.
    """
    _, found, quoted = failure["message"].partition(_TRACEBACK)
    if not found:
        return failure
    frame = _own_frame_in(quoted)
    lines = [line.strip() for line in quoted.splitlines() if line.strip() and not line.lstrip().startswith("[[")]
    said = _LAST_LINE.match(lines[-1]) if lines else None
    if said is None:
        return failure
    return {
        **failure,
        "type": said.group(1).rsplit(".", 1)[-1],
        "message": said.group(2) or "",
        "file": None if frame is None else frame.filename,
        "line": None if frame is None else frame.lineno,
        "function": None if frame is None else frame.name,
    }


def _own_frame_of_cause(error: BaseException) -> traceback.FrameSummary | None:
    """The person's own frame in what an exception was raised from: in another process, or as a StopIteration."""
    seen, cause = {id(error)}, error.__cause__
    while cause is not None and id(cause) not in seen:  # a cause can be made to lead back to itself
        seen.add(id(cause))
        text = getattr(cause, "tb", None)  # multiprocessing's RemoteTraceback
        if isinstance(text, str):
            return _own_frame_in(text)
        own = [frame for frame in traceback.extract_tb(cause.__traceback__) if is_own(frame.filename)]
        if own:
            return own[-1]
        cause = cause.__cause__
    return None


def _own_frame_in(text: str) -> traceback.FrameSummary | None:
    frames = [
        traceback.FrameSummary(file, int(line), function.strip())
        for file, line, function in _FRAME.findall(text)
        if is_own(file)
    ]
    return frames[-1] if frames else None


def message_of(error: BaseException) -> str:
    """What it says, without the colours that Keras prints some messages in."""
    try:
        return _ANSI.sub("", str(error))
    except Exception:  # the person's own exception, whose __str__ raises; in the words that Python has for it
        return f"<exception {type_name(error)} has no readable message>"


def first_line(error: BaseException) -> str:
    """The message in one line: the first that tells something."""
    return telling_line(message_of(error)) or "no message"


def type_name(error: BaseException) -> str:
    """`ZeroDivisionError`, or `tensorflow...UnknownError` by its last part: the name that people know it by."""
    return type(error).__name__


def is_own(filename: str) -> bool:
    """Whether a file is the person's: not Python's, not an installed package's, not ours."""
    path = _absolute(filename)
    if filename.startswith("<") or "__autograph_generated_file" in path or "site-packages" in path:
        return _SAMPLES in path and path.startswith(_INSPECTOR)
    if path.startswith(_INSPECTOR):
        return _SAMPLES in path
    return not path.startswith(_LIBRARIES)


def is_inspector(filename: str) -> bool:
    """Whether a file is ours, and no sample."""
    path = _absolute(filename)
    return path.startswith(_INSPECTOR) and _SAMPLES not in path


def _absolute(filename: str) -> str:
    return os.path.normcase(os.path.abspath(os.path.join(_BUNDLE, filename)))


def _shown(error: BaseException, own: list[traceback.FrameSummary], others: list[traceback.FrameSummary]) -> str:
    """Their frames, then what happened; the libraries' frames after it, because they seldom help."""
    lines = ["Traceback in your files (most recent call last):\n", *traceback.format_list(own)] if own else []
    lines += traceback.format_exception_only(type(error), error)
    passed = [frame for frame in others if not os.path.normcase(frame.filename).startswith(_INSPECTOR)]
    if passed:
        lines += ["\nIt passed through these library frames:\n", *traceback.format_list(passed)]
    return _ANSI.sub("", "".join(lines)).rstrip()
