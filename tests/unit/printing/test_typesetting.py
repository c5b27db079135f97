"""The way from values to a PDF file."""

import io
from typing import Any

import pypdf
import pytest

from app.printing.typesetting import Spoilt, typeset

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
