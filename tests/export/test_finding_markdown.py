"""A finding as Markdown."""

from __future__ import annotations

from inspector.analysis.diagnosis import diagnose
from inspector.analysis.finding import Finding, Severity
from inspector.analysis.groups import Group, group
from inspector.export.finding_markdown import markdown
from tests.story import raises_at_batch_3


def finding(rule: str, fix: str = "what to do", **values: int) -> Finding:
    return Finding(rule, Severity.ERROR, f"title of {rule}", "why", fix, **values)  # type: ignore[arg-type]


def test_that_it_holds_the_cause_the_reason_the_fix_and_what_came_of_it() -> None:
    one = Group(finding("a", epoch=1, step=3), (finding("b"),))
    assert markdown(one) == (
        "### title of a\n\n`a` · error · epoch 1, step 3\n\nwhy\n\n"
        "**What to do**\n\nwhat to do\n\n**What came of it**\n\n- title of b (`b`)\n"
    )


def test_that_code_is_fenced_and_lines_are_joined() -> None:
    text = markdown(Group(finding("a", fix="Put this\nin:\n\n    while True:\n        yield 1"), ()))
    assert "Put this in:\n\n```python\nwhile True:\n    yield 1\n```\n" in text


def test_that_it_says_which_run_it_is_of() -> None:
    run = raises_at_batch_3().run()
    text = markdown(group(diagnose(run))[0], run)
    assert text.startswith("### The generator raised at batch 3: ZeroDivisionError")
    assert text.endswith(
        "\n\n<sub>train.py · Keras 3.15.1, TensorFlow 2.21.0, Python 3.11.7 · CPU:0 · 2026-11-23 12:00 · "
        "Fit Inspector 0.1.0</sub>\n"
    )
