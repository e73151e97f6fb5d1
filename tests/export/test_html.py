"""The HTML report: whole, self-contained, and nothing in it is more than words."""

from __future__ import annotations

from base64 import b64decode
from html.parser import HTMLParser

import pytest

from inspector.analysis.diagnosis import diagnose
from inspector.analysis.run import Run
from inspector.export.html import Pictures, html_report
from inspector.recording.events import Kind
from tests.story import Story, clean, failure, raises_at_batch_3, raises_in_a_step, stops_after_5

PICTURES = Pictures(b"<svg>light</svg>", b"<svg>dark</svg>")
VOID = {"meta", "img", "source", "br"}


class Page(HTMLParser):
    """What is in a page: its words, its tags and where they lead; fails where a tag is not closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("src", "srcset", "href", "data", "action")]
        assert not any(name.startswith("on") for name, _ in attrs)
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] != "style":
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


def page_of(run: Run) -> Page:
    return Page(html_report(run, diagnose(run), PICTURES))


def test_that_a_batch_that_a_step_which_never_ended_may_have_had_is_not_never_used() -> None:
    text = page_of(raises_in_a_step().run()).text
    assert (text.count("perhaps used by a step that never ended"), text.count("never used")) == (1, 2)
    assert "used" not in page_of(Story(call="check").new_pass().read(0).ends().run()).text


@pytest.mark.parametrize("story", [clean, raises_at_batch_3, stops_after_5], ids=lambda story: story.__name__)
def test_that_it_loads_nothing_from_anywhere(story: object) -> None:
    page = page_of(story().run())  # type: ignore[operator]
    assert [link.partition(",")[0] for link in page.links] == ["data:image/svg+xml;base64"] * 2
    assert not {"script", "link", "iframe", "object", "a"} & set(page.tags)
    html = html_report(story().run(), [], PICTURES)  # type: ignore[operator]
    assert "url(" not in html
    assert "@import" not in html


def test_that_the_timeline_is_in_it_for_a_light_and_a_dark_ground() -> None:
    page = page_of(clean().run())
    assert [b64decode(link.partition(",")[2]) for link in page.links] == [PICTURES.dark, PICTURES.light]
    assert "prefers-color-scheme: dark" in html_report(clean().run(), [], PICTURES)


def test_that_every_finding_is_told_with_its_reason_and_its_fix() -> None:
    run = raises_at_batch_3(epochs=2).run()
    text = page_of(run).text
    findings = diagnose(run)
    assert len(findings) > 4
    assert all(finding.title in text for finding in findings)
    cause = findings[0]
    assert " ".join(cause.explanation.split()) in text
    assert "What to do" in text
    assert "raised · 5 errors, 0 warnings" in text


def test_that_a_clean_run_says_so() -> None:
    assert "✓ completed · no error and no warning" in page_of(clean().run()).text


def test_that_a_run_that_raised_before_fit_is_not_called_clean() -> None:
    run = Story().module_fails().run()
    text = Page(html_report(run, [], None)).text
    assert "✕ raised" in text
    assert "✓" not in text


def test_that_the_tables_hold_the_epochs_and_the_batches() -> None:
    text = page_of(clean(epochs=2, steps=3).run()).text
    assert "0 3 of 3 steps, ended 0 1 2 came" in text
    assert "1 3 of 3 steps, ended 3 4 5 came" in text
    assert "epoch 1 step 2" in text
    assert "Checkpoint on_epoch_end 2" in text
    assert "steps_per_epoch 3" in text


def test_that_the_caption_says_what_made_the_run() -> None:
    caption = (
        "train.py · Keras 3.15.1, TensorFlow 2.21.0, Python 3.11.7 · CPU:0 · 2026-11-23 12:00 · Fit Inspector 0.1.0"
    )
    assert caption in page_of(clean().run()).text


def test_that_what_a_persons_code_said_stays_words() -> None:
    story = Story(epochs=1, steps_per_epoch=3, file="<b>&.py").peek(2).train_begin().epoch_begin(0).steps(0, 2)
    bad = {**failure(), "message": "<script>alert('x')</script>"}
    story.step_begins(2)
    story.put(Kind.PULL_BEGIN, step=0, batch=2)
    story.put(Kind.PULL_RAISED, step=0, batch=2, payload=bad)
    page = page_of(story.fit_raises().run())
    assert not {"script", "b"} & set(page.tags)
    assert "<script>alert('x')</script>" in page.text
    assert "<b>&.py" in page.text


def test_that_a_long_run_is_shortened_and_says_so() -> None:
    text = page_of(clean(epochs=1, steps=300).run()).text
    assert "… 260 more …" in text
    assert "The first 200 of 300: the rest is in the CSV of batches" in text
