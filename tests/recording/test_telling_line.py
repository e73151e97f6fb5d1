"""One line of what an exception said."""

from __future__ import annotations

import pytest

from inspector.fit.failure import first_line
from inspector.recording.telling_line import telling_line


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("no label\nat all", "no label"),
        (
            "Graph execution error:\n\nDetected at node MatMul\n<stack traces>\nIn[0]: [2,2]\n\t [[{{node}}]]",
            "In[0]: [2,2]",
        ),
        ("\x1b[1mException encountered when calling Dense.call().\x1b[0m\n\n\x1b[1mbad rank\x1b[0m", "bad rank"),
        ("Graph execution error:\n", "Graph execution error:"),
        ("", ""),
    ],
)
def test_that_the_line_is_the_first_that_says_what_went_wrong(message: str, told: str) -> None:
    assert telling_line(message) == told
    assert first_line(ValueError(message)) == (told or "no message")
