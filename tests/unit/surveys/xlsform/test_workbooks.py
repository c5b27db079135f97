"""Files that are no forms: each refused in a sentence that says why."""

import zipfile
from unittest.mock import Mock

import openpyxl
import pytest
from pyxform import xls2json_backends
from pyxform.xls2json_backends import definition_to_dict

from app.kernel.errors import Refused
from app.surveys.xlsform import workbooks
from app.surveys.xlsform.workbooks import read_form


def refusal(path):
    with pytest.raises(Refused) as refused:
        read_form(path)
    return str(refused.value)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.pdf", b"x", "a.pdf is no XLSForm. Its name ends in one of .xlsx, .xlsm, "
         ".xls, .csv, .md."),
        ("a.xlsx", b"", "a.xlsx is empty."),
        ("a.xlsx", b"PK but not", "a.xlsx is damaged or no Excel file. Save it again as .xlsx."),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1", "a.xlsx is protected by a password, or an old .xls "
         "file under another name. Take the password off, or save it as .xlsx."),
        ("a.xls", b"nothing of the kind", "a.xls cannot be read; it may be damaged. Open it in a "
         "spreadsheet, save it as .xlsx and try again."),
    ],
)  # fmt: skip
def test_a_file_that_is_no_form_is_refused(tmp_path, name, content, says):
    path = tmp_path / name
    path.write_bytes(content)
    assert refusal(path) == says


def test_a_file_that_is_not_there_or_too_large_is_refused(tmp_path, monkeypatch):
    assert refusal(tmp_path / "a.xlsx").endswith(
        "a.xlsx cannot be read: No such file or directory."
    )
    monkeypatch.setattr(workbooks, "LARGEST", 3)
    (tmp_path / "a.csv").write_text("long", encoding="utf-8")
    assert refusal(tmp_path / "a.csv").startswith("a.csv is larger than 0 MB.")


def test_a_workbook_that_would_grow_is_refused_before_it_is_opened(tmp_path, monkeypatch):
    path = tmp_path / "a.xlsx"
    monkeypatch.setattr(workbooks, "LARGEST_UNPACKED", 1_999_999)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * 2_000_000)
    assert refusal(path) == "a.xlsx grows to 2 MB when it is unpacked."


def test_what_pyxform_refuses_is_refused_in_its_words(tmp_path):
    path = tmp_path / "a.xlsx"
    book = openpyxl.Workbook()
    book.active.title = "survey"
    for row in (["type", "name", "label"], ["text", "a", "A"], ["telepathy", "b", "B"]):
        book.active.append(row)
    book.save(path)
    assert "Unknown question type 'telepathy'" in refusal(path)
    assert refusal(path).startswith("a.xlsx is no form that can be read:")


def test_rows_are_counted_as_a_spreadsheet_counts_them(tmp_path):
    path = tmp_path / "a.xlsx"
    book = openpyxl.Workbook()
    book.active.title = "survey"
    for row in (["type", "Name", "label"], ["text", "a", "A “b”"], [], ["note", "b", "B"]):
        book.active.append(row)
    book.save(path)
    form = read_form(path)
    assert [form.where(name) for name in "abc"] == ["row 2, 'a'", "row 4, 'b'", "'c'"]
    assert form.written['A "b"'] == "A “b”"


def test_a_form_is_read_once(form, monkeypatch):
    reading = Mock(side_effect=definition_to_dict)
    monkeypatch.setattr(xls2json_backends, "definition_to_dict", reading)
    found = read_form(form("| survey |\n| | type | name | label |\n| | text | a | “A”  b |\n"))
    assert (reading.call_count, found.rows, found.written['"A" b']) == (1, {"a": 2}, "“A”  b")
