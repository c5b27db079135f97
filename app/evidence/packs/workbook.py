"""A pack as a workbook: a sheet of text, and a sheet for each kind of table, with its notes.

The tables of one kind stand below each other, with the statement in a column, so that they can be
filtered and sorted together.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Final

import xlsxwriter

from app.documents.spreadsheet import fitted, inert
from app.evidence.packs.content import Cell, Pack, PackChart, PackQuote, Quotation, Table, Text
from app.evidence.packs.page import MADE_NAMES

NAME_LIMIT: Final = 31
WIDEST: Final = 60
NARROWEST: Final = 10
FIRST_SHEET: Final = "Pack"
FIRST_ROW: Final = 2
PLACE: Final = ("Part of the pack", "Statement or heading", "Kind of evidence")

Path = tuple[str, ...]
"""The headings that a table stands under, the outermost first."""

FORBIDDEN: Final = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


def as_xlsx(pack: Pack) -> bytes:
    """The workbook. The first sheet says what the pack is of and where each table stands."""
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        book.set_properties({"title": pack.title, "author": "Own Words"})
        _Sheets(book).fill(pack)
    return file.getvalue()


@dataclass
class _Sheet:
    """All tables of one kind: of one title, with the same columns."""

    name: str
    columns: tuple[str, ...]
    tables: list[tuple[Path, Table]] = field(default_factory=list)

    @property
    def leading(self) -> tuple[str, ...]:
        """The columns that say where in the pack a row stands, where that is not one place."""
        return PLACE if any(len(path) > 1 for path, _ in self.tables) else ()

    @property
    def head(self) -> tuple[str, ...]:
        """The names of all columns."""
        return (*self.leading, *self.columns)

    @property
    def rows(self) -> Iterator[tuple[Cell, ...]]:
        """The rows of all its tables, one table after the other."""
        for path, table in self.tables:
            start = _place(path) if self.leading else ()
            yield from ((*start, *row) for row in table.rows)

    @property
    def notes(self) -> tuple[str, ...]:
        """What must be known to read it, each once."""
        return tuple(dict.fromkeys(note for _, table in self.tables for note in table.notes))

    def span(self, table_id: str) -> str:
        """Where in the sheet a table stands."""
        first = FIRST_ROW + 1
        for _, table in self.tables:
            if table.id == table_id:
                last = first + len(table.rows) - 1
                rows = f"row {first}" if last <= first else f"rows {first} to {last}"
                return f"Sheet “{self.name}”, {rows}"
            first += len(table.rows)
        raise KeyError(table_id)


def sheets_of(pack: Pack) -> list[_Sheet]:
    """A sheet for each kind of table, in the order of the pack, each with a name of its own."""
    found: dict[tuple[str, tuple[str, ...]], _Sheet] = {}
    used = {FIRST_SHEET.casefold()}
    for path, table in _tables_of(pack):
        kind = (table.title, table.columns)
        if kind not in found:
            found[kind] = _Sheet(_sheet_name(table.title, used), table.columns)
            used.add(found[kind].name.casefold())
        found[kind].tables.append((path, table))
    return list(found.values())


class _Sheets:
    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self._wrap = book.add_format({"text_wrap": True, "valign": "top"})

    def fill(self, pack: Pack) -> None:
        sheets = sheets_of(pack)
        spans = {table.id: each.span(table.id) for each in sheets for _, table in each.tables}
        self._text(self._book.add_worksheet(FIRST_SHEET), pack, spans)
        for each in sheets:
            self._tables(self._book.add_worksheet(each.name), each)

    def _text(self, sheet: Any, pack: Pack, spans: dict[str, str]) -> None:
        sheet.set_column(0, 0, 34)
        sheet.set_column(1, 1, 110)
        rows = list(_lines(pack, spans))
        for number, (kind, first, second) in enumerate(rows):
            style = self._bold if kind == "heading" else self._wrap
            sheet.write_string(number, 0, fitted(inert(first)), self._bold)
            sheet.write_string(number, 1, fitted(inert(second)), style)

    def _tables(self, sheet: Any, kind: _Sheet) -> None:
        rows, head = list(kind.rows), kind.head
        sheet.write_string(0, 0, fitted(inert(kind.tables[0][1].title)), self._bold)
        for column, name in enumerate(head):
            sheet.write_string(FIRST_ROW - 1, column, name, self._bold)
            sheet.set_column(column, column, _width(rows, column))
        for number, row in enumerate(rows, start=FIRST_ROW):
            for column, cell in enumerate(row):
                if isinstance(cell, int):
                    sheet.write_number(number, column, cell, self._wrap)
                else:
                    sheet.write_string(number, column, fitted(inert(cell)), self._wrap)
        for offset, note in enumerate(kind.notes):
            sheet.write_string(len(rows) + FIRST_ROW + 1 + offset, 0, fitted(inert(note)))
        sheet.autofilter(FIRST_ROW - 1, 0, FIRST_ROW - 1 + len(rows), len(head) - 1)
        sheet.freeze_panes(FIRST_ROW, 0)


def _sheet_name(title: str, used: set[str]) -> str:
    """A name that Excel takes, and that no other sheet has, whatever its capitals."""
    wanted = title.translate(FORBIDDEN).strip()
    for number in count(1):
        suffix = f" {number}" if number > 1 else ""
        name = f"{wanted[: NAME_LIMIT - len(suffix)].strip()}{suffix}"
        if name.casefold() not in used:
            return name
    raise AssertionError("numbers do not end")


def _tables_of(pack: Pack) -> Iterator[tuple[Path, Table]]:
    """Every table with the headings that it stands under."""
    path: list[str] = []
    for level, section in pack.walk():
        path[level - 1 :] = [section.title]
        for block in section.blocks:
            if isinstance(block, Table):
                yield tuple(path), block


def _place(path: Path) -> tuple[str, str, str]:
    """The part of the pack, the statement, and the kind of evidence."""
    if len(path) > 2:
        return path[0], path[-2], path[-1]
    return path[0], path[-1] if len(path) > 1 else "", ""


def _width(rows: list[tuple[Cell, ...]], column: int) -> int:
    longest = max((len(str(row[column])) for row in rows), default=0)
    return max(NARROWEST, min(WIDEST, longest + 2))


def _lines(pack: Pack, spans: dict[str, str]) -> Iterator[tuple[str, str, str]]:
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
                case PackQuote():
                    yield "text", f"Quote, {block.who}", quote_line(block)
                case PackChart():
                    yield "text", block.title, block.reading
                case Table():
                    yield "text", "Table", spans[block.id]


def quote_line(quote: PackQuote) -> str:
    """A quote in one line, with its language and what a speaker says it says."""
    text = f"“{quote.text}”"
    if quote.translation:
        return f"{text} ({quote.language_name}; a speaker's translation: “{quote.translation}”)"
    return text if quote.language else f"{text} (a speaker's translation)"
