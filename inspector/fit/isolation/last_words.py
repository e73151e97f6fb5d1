"""What a process writes to its own stderr: C++ libraries' words, and where Python was when a signal ended it."""

from __future__ import annotations

import codecs
import re
from collections import deque
from collections.abc import Callable

from inspector.fit.failure import is_own
from inspector.recording.events import Payload

KEPT = 400
"""Lines that are looked through for the last words."""

# As faulthandler writes them.
_CRASHED = re.compile(r"^(Current thread|Thread) 0x[0-9a-f]+.*\(most recent call first\):")
_FRAME = re.compile(r'^  File "(.+)", line (\d+) in (.+)$')


class LastWords:
    """Takes bytes as they come; gives each whole line to `say`, and keeps the last of them."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._begun = ""
        self._kept: deque[str] = deque(maxlen=KEPT)

    def take(self, data: bytes) -> None:
        """The next bytes; nothing: there are no more."""
        *lines, self._begun = (self._begun + self._decode(data, final=not data)).split("\n")
        if not data and self._begun:
            lines.append(self._begun)
            self._begun = ""
        for line in lines:
            self._kept.append(line)
            self._say(line.rstrip("\r"))

    @property
    def crashed_at(self) -> Payload | None:
        """The line of the person's own code that the crashed thread was on, where faulthandler told it."""
        crashed = False
        for line in self._kept:
            thread, frame = _CRASHED.match(line), _FRAME.match(line)
            if thread is not None:
                crashed = thread[1] == "Current thread"
            elif crashed and frame is not None and is_own(frame[1]):
                return {"file": frame[1], "line": int(frame[2]), "function": frame[3]}
        return None
