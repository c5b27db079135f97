"""Writing records to a file, row by row, in each format. Nothing is kept in memory."""

import csv
import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from app.collection.responses.export.codebook import codebook_rows
from app.collection.responses.export.columns import Cell, Layout
from app.collection.responses.export.records import Record
from app.collection.responses.export.spreadsheet import one_value
from app.documents.spreadsheet import fitted, inert
from app.kernel.errors import Refused

Notes = Callable[[], Sequence[str]]
"""Asked for the notes when all records are written, because they say how many were."""

EXCEL_ROWS: Final = 1_048_575
LINE_ENDS: Final = str.maketrans({"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"})
"""Characters that JSON allows as they are and some readers of lines take for the end of one."""


def write_csv(path: Path, layout: Layout, records: Iterable[Record], notes: Notes) -> None:
    """RFC 4180, in UTF-8 with the mark by which spreadsheets know it."""
    names = layout.names
    with path.open("w", encoding="utf-8-sig", errors="replace", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(names)
        writer.writerows([_csv_cell(record.get(name)) for name in names] for record in records)


def write_jsonl(path: Path, layout: Layout, records: Iterable[Record], notes: Notes) -> None:
    """One JSON object a line, every column in each, texts exactly as they were given."""
    names = layout.names
    with path.open("w", encoding="utf-8", errors="replace", newline="\n") as file:
        for record in records:
            line = json.dumps({name: record.get(name) for name in names}, ensure_ascii=False)
            file.write(f"{line.translate(LINE_ENDS)}\n")


def write_xlsx(path: Path, layout: Layout, records: Iterable[Record], notes: Notes) -> None:
    """A workbook with the responses, the questions in words, and the notes.

    Raises:
        Refused: when there are more responses than a sheet has rows.
    """
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(path, options) as book:
        bold = book.add_format({"bold": True})
        _write_records(book.add_worksheet("Responses"), layout, records)
        _write_table(book.add_worksheet("Questions"), codebook_rows(layout))
        _write_table(book.add_worksheet("Notes"), [["Notes"], *([note] for note in notes())])
        for sheet in book.worksheets():
            sheet.freeze_panes(1, 0)
            sheet.set_row(0, None, bold)


def _write_records(sheet: Worksheet, layout: Layout, records: Iterable[Record]) -> None:
    names = layout.names
    _write_row(sheet, 0, names)
    for number, record in enumerate(records, start=1):
        if number > EXCEL_ROWS:
            raise Refused("There are more responses than a sheet has rows. Export CSV or JSONL.")
        _write_row(sheet, number, [one_value(record.get(name)) for name in names])


def _write_table(sheet: Worksheet, rows: Iterable[Sequence[str]]) -> None:
    for number, row in enumerate(rows):
        _write_row(sheet, number, row)


def _write_row(sheet: Worksheet, number: int, values: Sequence[str | int | None]) -> None:
    for column, value in enumerate(values):
        if isinstance(value, int):
            sheet.write_number(number, column, value)
        elif value:
            sheet.write_string(number, column, fitted(value))


def _csv_cell(cell: Cell) -> str | int | None:
    value = one_value(cell)
    return inert(value) if isinstance(value, str) else value
