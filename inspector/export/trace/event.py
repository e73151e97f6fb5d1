"""One entry of the trace, as the format has it: times in microseconds, `ph` says what it is."""

from __future__ import annotations

from typing import Any

TraceEvent = dict[str, Any]

PROCESS = 1


class Clock:
    """Microseconds since `fit` began: the format knows no time before its zero."""

    def __init__(self, zero_ns: int, last_ns: int) -> None:
        self._zero_ns = zero_ns
        self.last_ns = last_ns
        """Where what has no end is cut off."""

    def at(self, t_ns: int) -> float:
        """The instant, to the nanosecond."""
        return max(0, t_ns - self._zero_ns) / 1000

    def slice(
        self, lane: int, name: str, began_ns: int, ended_ns: int | None, args: TraceEvent, kind: str
    ) -> TraceEvent:
        """What took a while. What never ended lasts to the end of the run, and says so."""
        if ended_ns is None:
            name, args = f"{name} · never ended", {**args, "ended": False}
        end = max(began_ns, self.last_ns if ended_ns is None else ended_ns)
        made = self._event("X", lane, name, began_ns, args, kind)
        made["dur"] = (end - began_ns) / 1000
        return made

    def instant(self, lane: int, name: str, t_ns: int, args: TraceEvent, kind: str) -> TraceEvent:
        """What happened at once."""
        made = self._event("i", lane, name, t_ns, args, kind)
        made["s"] = "t"
        return made

    def count(self, name: str, t_ns: int, value: int) -> TraceEvent:
        """A number that changes."""
        return self._event("C", 0, name, t_ns, {name: value}, "data")

    def flow(self, lane: int, t_ns: int, number: int, *, ends: bool) -> TraceEvent:
        """One end of an arrow, in the slice that lies there."""
        made = self._event("f" if ends else "s", lane, "batch", t_ns, {}, "lineage")
        made["id"] = number
        if ends:
            made["bp"] = "e"
        del made["args"]
        return made

    def _event(self, ph: str, lane: int, name: str, t_ns: int, args: TraceEvent, kind: str) -> TraceEvent:
        told = {key: value for key, value in args.items() if value is not None}
        return {"name": name, "cat": kind, "ph": ph, "ts": self.at(t_ns), "pid": PROCESS, "tid": lane, "args": told}


def metadata(what: str, lane: int, args: TraceEvent) -> TraceEvent:
    """What a process or a lane is called, and where it stands."""
    return {"name": what, "ph": "M", "pid": PROCESS, "tid": lane, "args": args}
