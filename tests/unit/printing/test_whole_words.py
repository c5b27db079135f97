"""What a PDF's reader copies or reads aloud of words in Arabic letters."""

import io
import unicodedata
from typing import Any

import pypdf
import pypdfium2
import pytest

from app.printing.fonts import BUILT
from app.printing.typesetting import typeset
from app.printing.whole_words import arabic_words, put_whole_words

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


def language_of(tag: str) -> dict[str, object]:
    return {"tag": tag, "rtl": True, "nastaliq": tag == "ur"}


def poster_of(said: str, tag: str) -> bytes:
    """A poster that says one thing."""
    block = {**language_of(tag), "heading": said, "title": said, "lines": []}
    return typeset("poster", {**POSTER, "blocks": [block]}, {"code": PICTURE})


def pack_of(said: str, tag: str) -> bytes:
    """A pack with one quote."""
    quote = {"is": "quote", "text": f"“{said}”", "language": language_of(tag), "said": "A resident"}
    section = {"level": 1, "title": "Quotes", "blocks": [quote]}
    words = {"title": "Pack", "facts": [["Of", "Rose House"]], "is_short": True}
    return typeset("pack", {**words, "wholes": [{"is_page": False, "sections": [section]}]})


def text_of(pdf: bytes) -> str:
    """What is copied of all pages, composed and with single spaces."""
    with pypdfium2.PdfDocument(pdf) as made:
        shown = [page.get_textpage().get_text_range() for page in made]
    return unicodedata.normalize("NFC", " ".join(" ".join(shown).split()))


@pytest.mark.parametrize("sheet", [poster_of, pack_of])
@pytest.mark.parametrize(("said", "tag"), [(URDU, "ur"), (ARABIC, "ar")])
def test_what_is_copied_is_the_text_itself_and_the_file_is_tagged(sheet, said, tag):
    pdf = sheet(said, tag)
    assert said in text_of(pdf)
    root: Any = pypdf.PdfReader(io.BytesIO(pdf)).root_object
    assert bool(root["/MarkInfo"]["/Marked"])


def test_the_words_are_those_of_every_text_with_and_without_punctuation():
    values = {"a": ["آپ، abc ہم"], "b": {"c": "کیا؟", "d": 3, "e": None}}
    assert set(arabic_words(values)) == {"آپ،", "آپ", "ہم", "کیا؟", "کیا"}


def test_without_such_words_no_font_is_made(tmp_path):
    assert not put_whole_words({"title": "Rose House"}, BUILT, tmp_path)
    assert list(tmp_path.iterdir()) == []
