"""Feedback results as files: CSV and a workbook."""

import io
from collections.abc import Iterator

import xlsxwriter

from app.documents import spreadsheet
from app.documents.spreadsheet import Line
from app.results.feedback.pages import FeedbackPage
from app.results.feedback.tables import FileTable, tables_of

WIDTH = 24


def as_csv(found: FeedbackPage) -> bytes:
    """All tables one below the other, each with its name and note, in UTF-8 for spreadsheets."""
    return spreadsheet.as_csv(_lines(found))


def _lines(found: FeedbackPage) -> Iterator[Line]:
    for table in tables_of(found):
        yield (table.name, table.note)
        yield table.columns
        yield from table.rows
        yield ()


def as_xlsx(found: FeedbackPage) -> bytes:
    """A sheet for each table."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False}) as book:
        bold = book.add_format({"bold": True, "text_wrap": True})
        for table in tables_of(found):
            _sheet(book, table, bold)
    return file.getvalue()


def _sheet(book: xlsxwriter.Workbook, table: FileTable, bold: object) -> None:
    sheet = book.add_worksheet(table.name)
    sheet.set_column(0, len(table.columns) - 1, WIDTH)
    sheet.write_row(0, 0, table.columns, bold)
    for number, row in enumerate(table.rows, start=1):
        sheet.write_row(number, 0, row)
    if table.note:
        sheet.write(len(table.rows) + 2, 0, table.note)
    sheet.freeze_panes(1, 1)
