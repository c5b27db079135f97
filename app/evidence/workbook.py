"""A pack as a workbook: a sheet of text, and a sheet for each table with its notes."""

import io
from collections.abc import Iterator
from typing import Any, Final

import xlsxwriter

from app.evidence.content import Pack, Picture, Quotation, Quote, Section, Table, Text
from app.evidence.page import MADE_NAMES
from app.responses.export.spreadsheet import fitted, inert

NAME_LIMIT: Final = 31
WIDEST: Final = 60
NARROWEST: Final = 10
FORBIDDEN: Final = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


def as_xlsx(pack: Pack) -> bytes:
    """The workbook. The first sheet says what the pack is of and where each table stands."""
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        book.set_properties({"title": pack.title, "author": "Own Words"})
        _Sheets(book).fill(pack)
    return file.getvalue()


class _Sheets:
    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self._wrap = book.add_format({"text_wrap": True, "valign": "top"})

    def fill(self, pack: Pack) -> None:
        text = self._add("Pack")
        names = {
            table.id: _sheet_name(f"{number} {table.title}") for number, table in _numbered(pack)
        }
        self._text(text, pack, names)
        for section, table in pack.tables():
            self._table(self._add(names[table.id]), section, table)

    def _add(self, name: str) -> Any:
        return self._book.add_worksheet(name)

    def _text(self, sheet: Any, pack: Pack, names: dict[str, str]) -> None:
        sheet.set_column(0, 0, 34)
        sheet.set_column(1, 1, 110)
        rows = list(_lines(pack, names))
        for number, (kind, first, second) in enumerate(rows):
            style = self._bold if kind == "heading" else self._wrap
            sheet.write_string(number, 0, fitted(inert(first)), self._bold)
            sheet.write_string(number, 1, fitted(inert(second)), style)

    def _table(self, sheet: Any, section: Section, table: Table) -> None:
        sheet.write_string(0, 0, f"{section.title}: {table.title}", self._bold)
        for column, name in enumerate(table.columns):
            sheet.write_string(1, column, name, self._bold)
            sheet.set_column(column, column, _width(table, column))
        for number, row in enumerate(table.rows, start=2):
            for column, cell in enumerate(row):
                if isinstance(cell, int):
                    sheet.write_number(number, column, cell, self._wrap)
                else:
                    sheet.write_string(number, column, fitted(inert(cell)), self._wrap)
        for offset, note in enumerate(table.notes):
            sheet.write_string(len(table.rows) + 3 + offset, 0, fitted(inert(note)))
        sheet.freeze_panes(2, 1)


def _sheet_name(wanted: str) -> str:
    """A name that Excel takes; its number makes it the only one."""
    return wanted.translate(FORBIDDEN)[:NAME_LIMIT].strip()


def _numbered(pack: Pack) -> Iterator[tuple[int, Table]]:
    for number, (_, table) in enumerate(pack.tables(), start=1):
        yield number, table


def _width(table: Table, column: int) -> int:
    longest = max((len(str(row[column])) for row in table.rows), default=0)
    return max(NARROWEST, min(WIDEST, longest + 2))


def _lines(pack: Pack, names: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    yield "heading", pack.title, ""
    for name, value in pack.facts:
        yield "fact", name, value
    yield "fact", "Hash of the content", pack.digest
    for name, value in pack.made.items():
        if value:
            yield "fact", MADE_NAMES[name], value
    for level, section in pack.walk():
        yield "text", "", ""
        yield "heading", f"{'  ' * (level - 1)}{section.title}", ""
        for block in section.blocks:
            match block:
                case Text(text, _):
                    yield "text", "", text
                case Quotation(text, source):
                    yield "text", "Quotation", f"“{text}” ({source})"
                case Quote():
                    yield "text", f"Quote, {block.who}", quote_line(block)
                case Picture():
                    yield "text", block.title, block.reading
                case Table():
                    yield "text", "Table", f"Sheet “{names[block.id]}”"


def quote_line(quote: Quote) -> str:
    """A quote in one line, with its language and what a speaker says it says."""
    told = f"“{quote.text}”"
    if quote.translation:
        return f"{told} ({quote.language_name}; a speaker's translation: “{quote.translation}”)"
    return told if quote.language else f"{told} (a speaker's translation)"
