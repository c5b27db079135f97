"""Files hold what people wrote, unchanged, and nothing that a spreadsheet would run."""

import csv
import json

import openpyxl
import pytest
from openpyxl.utils.escape import unescape

from app.collection.responses.export import writers
from app.collection.responses.export.columns import Layout
from app.collection.responses.export.records import ExportOutcome, raw_records
from app.collection.responses.export.spreadsheet import one_value
from app.collection.responses.export.writers import write_csv, write_jsonl, write_xlsx
from app.documents.spreadsheet import CUT, LONGEST, fitted, inert
from app.kernel.errors import Refused
from app.surveys.parts import Kind
from tests.factories import question, survey
from tests.given import given

NASTY = [
    "Plain words",
    '"quoted", with; all\tkinds',
    "two\nlines and\r\nmore\rthan two",
    "control \x00\x01\x07\x1b[31m\x7f\x80",
    "not characters \ufffe\uffff",
    "turned \u202e around \u2066 and \u200f back",
    "line ends \x85 \u2028 \u2029",
    "looks escaped _x0041_ and &amp; <b>not bold</b>",
    "https://example.org/ 0123456789012345678",
    "شکریہ، عملہ بہت مہربان ہے۔ 😀 e\u0301",
    "' already with an apostrophe",
]
FORMULAS = ["=1+1", "+44 1632", "-5", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("x")']
OF = survey(question("say", Kind.COMMENT), question("who", Kind.MULTIPLE_CHOICE, "friend", "nurse"))
LAYOUT = Layout([OF], is_raw=True)


def written(tmp_path, write, texts):
    """The path of a file with one response for each text."""
    path = tmp_path / "file"
    responses = [given({"say": text, "who": ["friend", "nurse"]}) for text in texts]
    write(path, LAYOUT, raw_records(LAYOUT, responses, ExportOutcome()), lambda: ["A note."])
    return path


def test_csv_keeps_every_text_and_disarms_formulas(tmp_path):
    path = written(tmp_path, write_csv, NASTY + FORMULAS)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))

    assert path.read_bytes().startswith(b"\xef\xbb\xbfresponse,survey,")
    assert [row["say"] for row in rows] == NASTY + [f"'{text}" for text in FORMULAS]
    assert [(row["who"], row["who.nurse"], row["version"]) for row in rows[:1]] == [
        ("friend;nurse", "1", "1")
    ]


def test_json_lines_are_exact_and_one_to_a_line(tmp_path):
    path = written(tmp_path, write_jsonl, NASTY + FORMULAS)
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]

    assert [row["say"] for row in rows] == NASTY + FORMULAS
    assert {tuple(row) for row in rows} == {LAYOUT.names}
    assert (rows[0]["who"], rows[0]["who.nurse"], rows[0]["event"]) == (
        ["friend", "nurse"],
        1,
        None,
    )


def test_excel_keeps_every_text_as_text(tmp_path):
    path = written(tmp_path, write_xlsx, NASTY + FORMULAS)
    book = openpyxl.load_workbook(path.rename(path.with_suffix(".xlsx")))
    head, *rows = book["Responses"].iter_rows()
    place = [cell.value for cell in head].index("say")

    assert tuple(cell.value for cell in head) == LAYOUT.names
    assert [unescape(row[place].value) for row in rows] == NASTY + FORMULAS
    assert {row[place].data_type for row in rows} == {"s"}
    assert book.sheetnames == ["Responses", "Questions", "Notes"]
    assert [row[0].value for row in book["Notes"].iter_rows()] == ["Notes", "A note."]
    assert [cell.value for cell in book["Questions"][2]] == [
        "1", "say", "About say?", "comment", None, None,
    ]  # fmt: skip


def test_more_responses_than_rows_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(writers, "EXCEL_ROWS", 2)

    with pytest.raises(Refused, match="more responses than a sheet has rows"):
        written(tmp_path, write_xlsx, ["a", "b", "c"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a" * LONGEST, "a" * LONGEST),
        ("a" * (LONGEST + 1), "a" * (LONGEST - len(CUT)) + CUT),
        ("😀" * 20_000, "😀" * ((LONGEST - len(CUT)) // 2) + CUT),
    ],
)
def test_what_excel_cannot_hold_is_cut_with_a_note(text, expected):
    assert fitted(text) == expected


def test_only_what_would_run_gets_an_apostrophe():
    assert [inert(text) for text in ("=1", "a=1", "", " =1")] == ["'=1", "a=1", "", " =1"]
    assert [one_value(cell) for cell in (["a", "b"], 3, None)] == ["a;b", 3, None]
