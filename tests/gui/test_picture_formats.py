"""The picture as SVG and PDF: vectors, whose words are words."""

from __future__ import annotations

import re
import zlib
from xml.etree import ElementTree

import pytest
from PySide6.QtGui import QColor, QImage

from inspector.analysis.diagnosis import diagnose
from inspector.analysis.run import Run
from inspector.export.caption import caption_of
from inspector.export.formats import Format
from inspector.gui.drawing import draw
from inspector.gui.picture import Framing, RunPicture, run_picture
from inspector.gui.picture_formats import pdf_of, svg_of
from inspector.gui.theme import DARK, LIGHT
from tests.story import clean, raises_at_batch_3

SVG = "{http://www.w3.org/2000/svg}"


def svg_root(run: Run, framing: Framing) -> ElementTree.Element:
    with run_picture(run, framing) as picture:
        return ElementTree.fromstring(svg_of(picture).decode("utf-8"))


def words_in(root: ElementTree.Element) -> list[str]:
    return [element.text or "" for element in root.iter(f"{SVG}text")]


def test_that_the_words_of_an_svg_are_words() -> None:
    run = raises_at_batch_3().run()
    words = words_in(svg_root(run, Framing()))
    for wanted in ("Source", "Steps", "Epochs", "raised at batch 3", "3 of 10 · never ended", caption_of(run)):
        assert wanted in words
    assert {finding.title for finding in diagnose(run)} <= set(words)


def test_that_an_svg_holds_no_image_and_loads_nothing() -> None:
    root = svg_root(raises_at_batch_3().run(), Framing())
    assert list(root.iter(f"{SVG}image")) == []
    links = [value for element in root.iter() for name, value in element.items() if name.endswith("href")]
    assert links == []


def test_that_an_svg_says_how_large_it_is_and_what_it_shows() -> None:
    run = clean().run()
    root = svg_root(run, Framing(width=1000))
    assert (root.get("width"), root.get("viewBox")) == ("1000", f"0 0 1000 {root.get('height')}")
    assert root.findtext(f"{SVG}title") == "train.py · batches → build_model"
    assert root.findtext(f"{SVG}desc") == caption_of(run)


def test_that_words_keep_their_room_where_the_typeface_is_another() -> None:
    texts = list(svg_root(clean().run(), Framing()).iter(f"{SVG}text"))
    assert texts
    assert all(float(text.get("textLength", "0")) > 0 for text in texts)
    assert all(text.get("font-family", "").endswith("sans-serif") for text in texts)
    (steps,) = [text for text in texts if text.text == "Steps"]
    assert 25 < float(steps.get("textLength", "0")) < 45


def test_that_the_words_of_a_pdf_can_be_found_in_it() -> None:
    with run_picture(raises_at_batch_3().run()) as picture:
        text = pdf_text(pdf_of(picture))
    for wanted in ("Source", "raised at batch 3", "x (None, 10) float32", "7 of 10 steps missing in epoch 0", "CPU:0"):
        assert wanted in text


def test_that_a_pdf_brings_its_typeface_and_is_as_large_as_the_picture() -> None:
    with run_picture(clean().run()) as picture:
        pdf, size = pdf_of(picture), picture.size
    assert pdf.startswith(b"%PDF-")
    box = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    assert box is not None
    assert [float(one) for one in box.groups()] == pytest.approx([size.width() * 0.75, size.height() * 0.75], abs=0.5)
    assert b"/FontFile" in pdf
    assert b"/Subtype /Image" not in pdf


def test_that_only_what_is_in_view_is_in_a_picture_of_it() -> None:
    run = clean(epochs=2, steps=4).run()
    whole, part = words_in(svg_root(run, Framing())), words_in(svg_root(run, Framing(span=(5.0, 9.0))))
    assert "epoch 0 · 4 of 4" in whole
    assert "epoch 0 · 4 of 4" not in part
    assert "epoch 1 · 4 of 4" in part


def test_that_a_dark_picture_is_dark() -> None:
    for theme in (LIGHT, DARK):
        with run_picture(clean().run(), Framing(theme=theme)) as picture:
            assert corner(picture) == theme.canvas


def test_that_a_page_of_html_has_both_pictures_without_their_captions() -> None:
    run = clean().run()
    html = draw(Format.HTML, run, diagnose(run), Framing(), 1)().decode("utf-8")
    assert html.count("data:image/svg+xml;base64,") == 2
    assert html.count(caption_of(run)) == 1


def corner(picture: RunPicture) -> str:
    image: QImage = picture.image(1)
    return QColor(image.pixel(image.width() - 2, image.height() - 2)).name()


# -- reading the words of a PDF: enough of the format for what Qt writes --

CODES = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")


def pdf_text(pdf: bytes) -> str:
    """The words of a page, by the tables with which a reader searches and copies them."""
    objects = {int(number): body for number, body in re.findall(rb"\n(\d+) 0 obj\n(.*?)\nendobj", pdf, re.S)}
    streams = {number: stream_of(body) for number, body in objects.items() if b"stream" in body}
    letters: dict[bytes, dict[int, str]] = {}
    for body in objects.values():
        found = re.search(rb"/ToUnicode (\d+) 0 R", body)
        if found:
            name = next(n for n, b in objects.items() if b is body)
            letters[b"F%d" % name] = letters_of(streams[int(found[1])])
    page = max(streams.values(), key=lambda stream: stream.count(b"Tf"))
    text, font = [], b""
    for token in re.finditer(rb"/(F\d+) [\d.]+ Tf|<([0-9a-fA-F]+)>|(ET)", page):
        if token[1]:
            font = token[1]
        elif token[2]:
            codes = bytes.fromhex(token[2].decode())
            text += [
                letters[font].get(int.from_bytes(codes[at : at + 2], "big"), "?") for at in range(0, len(codes), 2)
            ]
        else:
            text.append("\n")
    return "".join(text).replace("\t", " ")  # one glyph stands for both, and readers take either for a space


def stream_of(body: bytes) -> bytes:
    data = body.split(b"stream\n", 1)[1].rsplit(b"\nendstream", 1)[0]
    return zlib.decompress(data) if b"FlateDecode" in body else data


def letters_of(table: bytes) -> dict[int, str]:
    letters: dict[int, str] = {}
    for first, last, start in CODES.findall(table):
        for offset in range(int(last, 16) - int(first, 16) + 1):
            letters[int(first, 16) + offset] = chr(int(start, 16) + offset)
    for codes in re.findall(rb"<([0-9a-fA-F]+)> <[0-9a-fA-F]+> \[([^\]]+)\]", table):
        for offset, code in enumerate(re.findall(rb"<([0-9a-fA-F]+)>", codes[1])):
            letters[int(codes[0], 16) + offset] = bytes.fromhex(code.decode()).decode("utf-16-be")
    return letters
