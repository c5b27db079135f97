"""Packs in every format: the same figures, words and drawings, and a tagged PDF file."""

import io
import json
from typing import Any

import pypdf
import pytest
from openpyxl import load_workbook

from app.evidence.packs.content import Text
from tests.factories import service
from tests.packs import (
    a_pack,
    made,
    pdf_text,
    rows_of,
    squeezed,
    tables_in_html,
    tables_in_json,
    tables_in_xlsx,
    words_of,
)

QUESTIONS = "Closed questions"


@pytest.mark.parametrize("frameworks", [("cqc-saf",), ("pamms",), ("ciw", "scot-hscs")])
def test_every_format_has_the_same_figures(homes, frameworks):
    pack = a_pack(*frameworks)
    told = tables_in_json(made(pack, "json"))
    assert len(told) > 5
    assert tables_in_html(made(pack, "html")) == told
    assert tables_in_xlsx(made(pack, "xlsx")) == told
    text = pdf_text(made(pack, "pdf"))
    for table in told:
        for row in table[1:]:
            assert squeezed(row[0]) in text
            for cell in row[1:]:
                assert squeezed(cell) in text


def test_every_format_has_the_same_words(homes):
    pack = a_pack("pamms")
    page, text = made(pack, "html").decode(), pdf_text(made(pack, "pdf"))
    for _, section in pack.walk():
        for block in section.blocks:
            if isinstance(block, Text):
                assert block.text in page.replace("&#39;", "'").replace("&#34;", '"')
                assert squeezed(block.text) in text
    for content in (page, text):
        assert pack.digest in content


def test_what_is_drawn_is_read_out_in_every_format(homes):
    pack = a_pack()
    pictures = list(pack.pictures())
    assert pictures[0].title == "About respect? People we support, A tiny survey"
    page, text = made(pack, "html").decode(), pdf_text(made(pack, "pdf"))
    book = load_workbook(io.BytesIO(made(pack, "xlsx"))).worksheets[0]
    lines = [row[1] for row in book.iter_rows(values_only=True)]
    content = json.loads(made(pack, "json"))["content"]
    drawn = content["sections"][-2]["parts"][0]["blocks"]
    assert [each["title"] for each in drawn] == [each.title for each in pictures]
    for each, in_json in zip(pictures, drawn, strict=True):
        assert each.reading.startswith("6 points, 2026-01 to 2026-06.")
        assert f">{each.reading}</desc>" in page
        assert squeezed(each.reading) in text
        assert each.reading in lines
        assert len(in_json["points"]) == 6
        assert all(f"<title>{point}</title>" in page for point in in_json["points"])


def test_the_pdf_is_tagged_and_has_contents_and_page_numbers(homes):
    reader = pypdf.PdfReader(io.BytesIO(made(a_pack(), "pdf")))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/Lang"] == "en"
    assert "/StructTreeRoot" in root
    assert reader.metadata.title == "Evidence for CQC single assessment framework"
    texts = [squeezed(page.extract_text()) for page in reader.pages]
    assert texts[1].startswith("Contents")
    assert texts[-1].endswith(f"{len(texts)}/{len(texts)}")
    assert len(reader.outline) > 5


def test_before_any_answer_every_format_says_so(context):
    service("Rose House")
    pack = a_pack()
    assert "Nobody has answered in these months." in words_of(pack)
    assert rows_of(pack, QUESTIONS) == []
    told = tables_in_json(made(pack, "json"))
    assert tables_in_html(made(pack, "html")) == told
    assert tables_in_xlsx(made(pack, "xlsx")) == told
    assert "Nobodyhasansweredinthesemonths." in pdf_text(made(pack, "pdf"))
