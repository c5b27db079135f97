"""Packs in tests: made as the terminal makes them, and read back from every format."""

import io
import json
import re
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from typing import Any

from openpyxl import load_workbook

from app.evidence.packs.content import Pack, Table
from app.evidence.packs.operations import FORMATS, make_pack
from app.evidence.returns.operations import make_return
from tests.printed import copied

FIRST, LAST = date(2026, 1, 1), date(2026, 6, 30)
SPAN = re.compile(r"Sheet “(?P<sheet>.+)”, rows? (?P<first>\d+)(?: to (?P<last>\d+))?")
WHERE = ("Part of the pack", "Statement or heading", "Kind of evidence")


def a_pack(*frameworks: str, first: date = FIRST, last: date = LAST, services=()) -> Pack:
    """A pack, of the framework in force unless others are named."""
    return make_pack(
        frameworks=frameworks or ("cqc-saf",),
        first=first,
        last=last,
        services=services,
        actor="test",
    )


def made(pack: Pack, file_format: str) -> bytes:
    """A pack as the file of a format."""
    return FORMATS[file_format](pack)


def words_of(pack: Pack) -> str:
    """Everything that a pack says, in one text."""
    return json.dumps(pack.content, ensure_ascii=False)


def tables_titled(pack: Pack, title: str) -> list[Table]:
    """All tables of a title."""
    return [table for _, table in pack.tables() if table.title == title]


def rows_of(pack: Pack, title: str) -> list[tuple[Any, ...]]:
    """All rows of all tables of a title, each once."""
    return list(dict.fromkeys(row for table in tables_titled(pack, title) for row in table.rows))


def tables_in_json(content: bytes) -> list[list[list[str]]]:
    """Every table in a pack's JSON: columns, then rows."""

    def walk(section: dict[str, Any]) -> Iterator[list[list[str]]]:
        for block in section["blocks"]:
            if block["is"] == "table":
                yield [[str(cell) for cell in row] for row in (block["columns"], *block["rows"])]
        for part in section["parts"]:
            yield from walk(part)

    sections = json.loads(content)["content"]["sections"]
    return [table for section in sections for table in walk(section)]


class _Tables(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tables: list[list[list[str]]] = []
        self._cell: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self._cell = []

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th") and self._cell is not None:
            self.tables[-1][-1].append("".join(self._cell))
            self._cell = None

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)


def tables_in_html(content: bytes) -> list[list[list[str]]]:
    """Every table in a pack's page."""
    parser = _Tables()
    parser.feed(content.decode())
    return parser.tables


def tables_in_xlsx(content: bytes) -> list[list[list[str]]]:
    """Every table in a pack's workbook, where its first sheet says that it stands, in that order.

    Without the columns that say where in the pack a row stands.
    """
    book = load_workbook(io.BytesIO(content))
    found = []
    for _, words, *_ in book.worksheets[0].iter_rows(values_only=True):
        place = SPAN.fullmatch(words or "")
        if place:
            sheet = [
                ["" if cell is None else str(cell) for cell in row]
                for row in book[place["sheet"]].iter_rows(values_only=True)
            ]
            leading = len(WHERE) if tuple(sheet[1][: len(WHERE)]) == WHERE else 0
            rows = sheet[int(place["first"]) - 1 : int(place["last"] or place["first"])]
            found.append([row[leading:] for row in [sheet[1], *rows]])
    return found


def squeezed(text: str) -> str:
    """A text without any space, as a PDF file's lines break anywhere."""
    return re.sub(r"[\s\u200b]+", "", text)


def pdf_text(content: bytes) -> str:
    """All text of a PDF file, squeezed."""
    return squeezed(copied(content))


def a_return(*, first: date = FIRST, last: date = LAST, services=(), reader=None) -> Pack:
    """A provider quality return, as the terminal makes it unless a reader asks."""
    return make_return(first=first, last=last, services=services, reader=reader, actor="test")


def lines_of(made: Pack, title: str) -> dict[str, tuple[Any, ...]]:
    """The lines of a return's table by what is asked: answer, n, how it is known, and note."""
    [table] = tables_titled(made, title)
    return {str(row[0]): row[1:] for row in table.rows}
