"""What one event carries, in words on one line. No Qt."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.analysis.wording import batches, raised, spans
from inspector.gui.panels.values import number
from inspector.gui.panels.words import duration, shapes
from inspector.recording.events import Event, Kind, Payload

PARTS = ("data", "model", "validation", "callbacks")
SOURCES = {"generator": "generator", "py_dataset": "dataset", "tf_dataset": "tf.data.Dataset", "arrays": "arrays"}
VERSIONS = {"inspector": "Fit Inspector", "python": "Python", "tensorflow": "TensorFlow"}


def event_detail(event: Event) -> str:
    """What the event carries, on one line."""
    payload = event.payload
    if payload is None:
        return ""
    match event.kind:
        case Kind.RUN_BEGIN:
            return _run_begins(payload, first=event.seq == 0)
        case Kind.ENVIRONMENT:
            return ", ".join(_environment(payload))
        case Kind.RUN_END:
            return ", ".join(_run_over(payload))
        case Kind.FIT_BEGIN:
            return ", ".join(_fit_begins(payload))
        case Kind.SOURCE:
            return ", ".join(_source(payload))
        case Kind.PULL_END:
            return shapes(payload) or str(payload.get("structure", ""))
        case Kind.FIT_RAISED | Kind.PULL_RAISED:
            return _raised(payload)
        case Kind.CALLBACK_RAISED:
            return f"{_hook(payload)}: {_raised(payload['failure'])}"
        case Kind.PULL_SITS | Kind.STEP_SITS | Kind.CALLBACK_SITS:
            return ", ".join(_sits(payload, event.t_ns))
        case Kind.NON_FINITE:
            return " · ".join(f"{one['name']} {one['count']:,}{_of(one)}" for one in payload["inputs"])
        case Kind.STATISTICS:
            return " · ".join(_values(one) for one in payload["inputs"])
    return _hook(payload) if "hook" in payload else _line(payload.get("text", ""))


def _run_begins(payload: Payload, *, first: bool) -> str:
    """First what was asked for, then, where the file had to be read for that, what it turned out to be."""
    file, call = _file(payload.get("called_in") or payload.get("file") or ""), payload.get("call")
    where = f"the call in line {call} of {file}" if call else file
    parts = [f"{part} {payload[part]}" for part in PARTS if payload.get(part)]
    if first and ("arguments" in payload or "data" not in payload):
        return f"asked for: {', '.join([where, *parts, *_options(payload)])}"
    if left := payload.get("passed_over"):
        plural = "" if len(left) == 1 else "s"
        parts.append(f"and not the call{plural} of fit in line{plural} {spans(left)}")
    return f"{where}: {', '.join(parts)}" if parts else where


def _options(payload: Payload) -> Iterator[str]:
    if "script" in payload:
        yield " ".join(["as a script", *map(str, payload["script"].get("arguments", ()))])
    for part, given in payload.get("arguments", {}).items():
        if given:
            yield f"{', '.join(f'{name}={value}' for name, value in given.items())} for the {part}"
    for name in ("steps_per_execution", "seed", "device"):
        if payload.get(name) is not None:
            yield f"{name} {payload[name]}"
    if payload.get("statistics") is False:
        yield "values not described"
    if payload.get("isolate"):
        yield "in a process of its own"


def _environment(payload: Payload) -> Iterator[str]:
    versions = {**VERSIONS, "keras": "tf-keras" if payload.get("engine") == "tf_keras" else "Keras"}
    yield from (f"{words} {payload[name]}" for name, words in versions.items() if payload.get(name))
    if payload.get("device"):
        yield f"on {payload['device']}"
    if payload.get("lineage"):
        yield f"the batch of each step is {payload['lineage']}"


def _run_over(payload: Payload) -> Iterator[str]:
    yield str(payload.get("outcome", ""))
    if payload.get("signal"):
        yield f"by {payload['signal']}"
    if payload.get("exit_code") is not None:
        yield f"exit code {payload['exit_code']}"
    if payload.get("at"):
        yield f"at {_place(payload['at'])}"
    if payload.get("problem"):
        yield _line(payload["problem"])


def _fit_begins(payload: Payload) -> Iterator[str]:
    if payload.get("call", "fit") != "fit":
        yield str(payload["call"])
    yield from (f"{name} {value}" for name, value in payload["requested"].items() if value is not None)


def _source(payload: Payload) -> Iterator[str]:
    kind, name = SOURCES.get(payload["kind"], "data"), payload.get("name")
    yield f"{kind} {name}" if name and name != kind else kind
    if payload.get("length") is not None:
        yield f"length {payload['length']:,}"
    if payload.get("rows"):
        yield f"rows {' · '.join(f'{one} {rows:,}' for one, rows in payload['rows'].items())}"
    if payload.get("hooks"):
        yield f"with {' and '.join(payload['hooks'])}"
    if payload.get("lost"):
        yield f"an earlier fit took {batches(payload['lost'])} and did not use them"


def _raised(payload: Payload) -> str:
    return raised(payload["type"], payload["message"])


def _sits(payload: Payload, now_ns: int) -> Iterator[str]:
    if "hook" in payload:
        yield _hook(payload)
    if "since_ns" in payload:
        yield f"for {duration(now_ns - payload['since_ns'])}"
    yield f"at {_place(payload)}"


def _values(one: Payload) -> str:
    """`x −1 to 2.5, mean 0.3`."""
    if one.get("min") is None:
        return str(one["name"])
    about = "≈ " if one.get("sampled") else ""
    return f"{one['name']} {about}{number(one['min'])} to {number(one['max'])}, mean {number(one['mean'])}"


def _of(one: Payload) -> str:
    return f" of {one['of']:,}" if one.get("of") else ""


def _hook(payload: Payload) -> str:
    return f"{payload['callback']}.{payload['hook']}"


def _place(at: Payload) -> str:
    return f"{_file(at.get('file') or '')}, line {at.get('line')}, in {at.get('function')}"


def _file(path: str) -> str:
    return path.replace("\\", "/").rsplit("/", 1)[-1]


def _line(text: object) -> str:
    return str(text).strip().split("\n", 1)[0]
