"""The way from values to a PDF file."""

import io
from typing import Any

import pypdf
import pypdfium2
import pytest

from app.documents.typesetting import Spoilt, typeset

CARD = {
    "title": "Rose House",
    "language": {"tag": "en", "rtl": False, "nastaliq": False},
    "sizes": [10],
    "side": 37,
    "url": "https://fb.example.org/s/K7QF2M",
    "service": "Rose House",
    "survey": "A tiny survey",
    "codes": ["K7QF-2MAB"],
    "lines": [],
}
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'


def test_the_file_is_tagged_and_bears_its_title():
    made = pypdf.PdfReader(io.BytesIO(typeset("cards", CARD, {"code": PICTURE})))
    root: Any = made.root_object
    assert (made.metadata.title, root["/Lang"], root["/MarkInfo"]["/Marked"]) == (
        *("Rose House", "en"),
        True,
    )
    assert "pdfuaid" in root["/Metadata"].get_data().decode()


def test_a_template_that_fails_is_a_fault_of_ours_and_not_a_refusal():
    with pytest.raises(Spoilt, match="code"):
        typeset("cards", CARD)
    with pytest.raises(Spoilt, match="No such file"):
        typeset("nothing", {})


def booklet_of(said: str, language: str, version: str = "1") -> bytes:
    """A booklet in which every text is the same."""
    rtl = language == "ur"
    option = {"text": said, "picture": None, "beside": False}
    question = {
        **dict.fromkeys(("rule", "picture", "unit")),
        "id": "q",
        "number": "1.",
        "how": "",
        "lines": 0,
        "boxes": [],
        "text": said,
        "hint": said,
        "options": [option],
    }
    words = {
        **dict.fromkeys(("title", "service", "event", "booklet", "booklet_note", "worried"), said),
        "language": {"tag": language, "rtl": rtl, "nastaliq": rtl},
        "points": 14,
        "version": version,
        "front": [said],
        "parts": [{"heading": said, "questions": [question]}],
        "helplines": [said],
        "last": [],
    }
    return typeset("booklet", words)


@pytest.mark.parametrize(("language", "letters"), [("en", "abcd"), ("ur", "ابپت")])
def test_two_hundred_letters_without_a_space_stay_on_the_paper(language, letters):
    with pypdfium2.PdfDocument(booklet_of(letters * 50, language)) as made:
        for page in made:
            text = page.get_textpage()
            boxes = [text.get_charbox(place) for place in range(text.count_chars())]
            assert min(left for left, *_ in boxes) > 0
            assert max(right for _, _, right, _ in boxes) < page.get_width()
            text.close()
            page.close()


def test_a_long_word_that_is_broken_is_still_one_word_in_the_text():
    [first, *_] = pypdf.PdfReader(io.BytesIO(booklet_of("abcd" * 50, "en"))).pages
    assert "".join(first.extract_text().split()).startswith("abcd" * 50)


def test_what_keeps_its_own_direction_leaves_no_mark_in_the_text():
    said = "فون \u206601632 960 001\u2069 پر \u2066Rose House (made up)\u2069 سے بات کریں"
    [first, *_] = pypdf.PdfReader(io.BytesIO(booklet_of(said, "ur"))).pages
    text = " ".join(first.extract_text().split())
    with pypdfium2.PdfDocument(booklet_of(said, "ur")) as made:
        page = made[0].get_textpage()
        shown = page.get_text_range()
        page.close()
    assert [
        each for each in shown if "\u2066" <= each <= "\u2069" or "\u202a" <= each <= "\u202e"
    ] == []
    assert "01632 960 001" in text
    assert "Rose House (made up)" in text
