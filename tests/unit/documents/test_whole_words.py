"""What a PDF's reader copies or reads aloud of words that are drawn whole."""

import io
import re
from typing import Any

import pypdf
import pytest

from app.documents.fonts import BUILT
from app.documents.scripts import SCRIPTS
from app.documents.typesetting import typeset
from app.documents.whole_words import OF_NO_USE, PIECES, put_whole_words, texts_in, words_of
from tests.printed import RIGHT_TO_LEFT, copied, read
from tests.unit.documents.test_typesetting import booklet_of

URDU = "ہمیں بتائیں کہ آپ کیا سوچتے ہیں۔ آپ کی رائے اہم ہے، اور ہم اسے پڑھتے ہیں۔ کیوں؟ و ب"
ARABIC = "أخبرنا برأيك في الرعاية، لا أحد يستمع إلينا"
POSTER = {
    **dict.fromkeys(("event", "code")),
    "title": "Rose House",
    "sheet": "A4",
    "paper": "a4",
    "faces": 1,
    "sizes": [12],
    "compact": False,
    "beside": True,
    "side": 60,
    "url": "https://fb.example.org/s/K7QF2M",
    "host": "fb.example.org",
    "service": "Rose House",
    "languages": ["English"],
}
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'


ISOLATES = dict.fromkeys(range(0x2066, 0x206A))


def language_of(tag: str) -> dict[str, object]:
    return {"tag": tag, "rtl": tag in RIGHT_TO_LEFT, "nastaliq": tag == "ur"}


def poster_of(said: str, tag: str) -> bytes:
    """A poster that says one thing."""
    block = {**language_of(tag), "heading": said, "title": said, "lines": []}
    return typeset("poster", {**POSTER, "blocks": [block]}, {"code": PICTURE})


def pack_of(said: str, tag: str, title: str = "Pack") -> bytes:
    """A pack with one quote."""
    quote = {
        "is": "quote",
        "text": f"“{said}”",
        "language": language_of(tag),
        "attribution": "A resident",
    }
    section = {"level": 1, "title": "Quotes", "blocks": [quote]}
    words = {"title": title, "facts": [["Of", "Rose House"]], "is_short": True}
    return typeset("pack", {**words, "wholes": [{"is_page": False, "sections": [section]}]})


@pytest.mark.parametrize("sheet", [poster_of, pack_of])
@pytest.mark.parametrize(("said", "tag"), [(URDU, "ur"), (ARABIC, "ar")])
def test_what_is_copied_is_the_text_itself_and_the_file_is_tagged(sheet, said, tag):
    pdf = sheet(said, tag)
    assert said in copied(pdf)
    root: Any = pypdf.PdfReader(io.BytesIO(pdf)).root_object
    assert bool(root["/MarkInfo"]["/Marked"])


def test_marks_of_vowels_stand_behind_their_letters_and_no_stand_in_is_left():
    said = "أَخْبِرْنَا بِرَأْيِكَ فِي الرِّعَايَةِ، اُردُو جِدًّا"
    pdf = pack_of(said, "ar")
    assert said in copied(pdf)
    assert [each for each in copied(pdf) + read(pdf) if ord(each) in OF_NO_USE] == []


def test_a_title_with_marks_of_vowels_is_the_same_in_what_the_file_says_of_itself():
    made = pypdf.PdfReader(io.BytesIO(pack_of("x", "ur", title="اُردُو")))
    assert made.metadata.title == "اُردُو"


def test_numbers_keep_their_order_among_words_from_right_to_left():
    said = "فون \u206601632 960 001\u2069 یا 020 7946 000 پر، 12/05/2026 کو، ۱۲ بار"
    assert said.translate(ISOLATES) in copied(pack_of(said, "ur"))


def test_names_codes_and_addresses_get_lines_of_their_own_among_words_from_right_to_left():
    """PDFium guesses how a line runs: on one that runs both ways it turns their parts."""
    written = ("Rose House", "K7Q-F2M", "fb.example.org/d/1-a")
    name, code, address = (f"\u2066{each}\u2069" for each in written)
    said = f"ہم ({name}) پر {code} لکھیں، یا {address}۔"
    for pdf in (pack_of(said, "ur"), booklet_of(said, "ur")):
        assert "ہم (Rose House) پر K7Q-F2M لکھیں، یا fb.example.org/d/1-a۔" in copied(pdf)
        assert [each for each in written if each not in read(pdf)] == []


def test_what_somebody_typed_among_words_from_right_to_left_stays_as_it_was_written():
    """Nobody marked the name in it: PDFium copies its words turned, and pypdf as they are."""
    pdf = pack_of("ہم Rose House پر " + "لکھیں " * 9, "ur")
    assert ("House Rose" in copied(pdf), "Rose House" in read(pdf)) == (True, True)


def test_a_line_of_latin_letters_is_right_in_a_sheet_from_right_to_left():
    assert b"/Direction/R2L" not in booklet_of("ہم", "ur")
    assert "1 · ur-1" in copied(booklet_of("ہم", "ur", version="1 · ur-1"))


def test_the_words_are_those_of_every_text_with_and_without_punctuation():
    text = "\n".join(texts_in({"a": ["آپ، abc ہم"], "b": {"c": "کیا؟", "d": 3, "e": None}}))
    assert words_of(SCRIPTS[0], text) == ["آپ", "آپ،", "کیا", "کیا؟", "ہم"]


def test_without_such_words_no_font_is_made(tmp_path):
    assert put_whole_words({"title": "Rose House"}, BUILT, tmp_path) == []
    assert list(tmp_path.iterdir()) == []


def test_what_two_scripts_have_makes_no_word(tmp_path):
    made = put_whole_words({"title": "আপনি।"}, BUILT, tmp_path)
    assert [each["family"] for each in made] == ["Own Words Whole Bengali"]


def test_arabic_is_drawn_in_another_hand_than_urdu(tmp_path):
    said = {tag: {"a": "آپ", "language": language_of(tag)} for tag in ("ar", "ur")}
    [arabic], [urdu] = (put_whole_words(said[tag], BUILT, tmp_path) for tag in said)
    assert arabic["hands"]["ar"] == "Own Words Whole Naskh"
    assert (urdu["hands"], urdu["family"]) == ({}, "Own Words Whole Arabic")


def test_a_long_word_is_never_broken_between_letters_that_are_joined():
    pieces = re.findall(PIECES, "क्षेत्री" * 12)
    assert ("".join(pieces), len(pieces) > 1) == ("क्षेत्री" * 12, True)
    assert {each[0] for each in pieces} <= {"क", "त"}
    assert re.findall(PIECES, "abcd" * 9) == ["abcd" * 4 + "ab", "cdab" + "cdab" * 3 + "cd"]


@pytest.mark.parametrize(
    ("tags", "language"), [({"en", "ne"}, "ne"), ({"hi", "mr"}, "hi"), ({"en"}, "hi")]
)
def test_letters_have_the_forms_of_the_one_language_that_a_sheet_is_in(tags, language):
    devanagari = next(each for each in SCRIPTS if each.name == "Devanagari")
    assert devanagari.language_among(tags) == language


def test_words_beyond_the_most_are_set_from_the_plain_font(monkeypatch):
    monkeypatch.setattr("app.documents.whole_words.MOST_WORDS", 1)
    assert "கொள்கை" in copied(pack_of("கொள்கை கொள்", "ta"))


def test_letters_that_are_joined_without_end_are_set_all_the_same():
    assert "क्क" in copied(pack_of("क्" * 200 + "क", "hi"))
