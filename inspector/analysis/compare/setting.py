"""What was asked for and on what it ran: it may explain what differs, and is no difference of what happened."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from inspector.analysis.compare.difference import Difference, Topic
from inspector.analysis.compare.side import Side

NOT_GIVEN = "not given"


def setting_differences(a: Side, b: Side) -> Iterator[Difference]:
    """What both tell, and tell otherwise."""
    yield from _differing(Topic.REQUESTED, {"call": a.call}, {"call": b.call})
    yield from _differing(Topic.REQUESTED, a.requested, b.requested)
    if a.setting and b.setting:
        yield from _differing(Topic.SETUP, a.setting, b.setting)
    yield from _differing(Topic.ENVIRONMENT, a.environment, b.environment)


def _differing(topic: Topic, a: Mapping[str, object], b: Mapping[str, object]) -> Iterator[Difference]:
    for name in dict.fromkeys([*a, *b]):
        one, other = a.get(name), b.get(name)
        if one != other:
            yield Difference(topic, name, _words(one), _words(other))


def _words(value: object) -> str:
    return NOT_GIVEN if value is None else str(value)
