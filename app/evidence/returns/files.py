"""A return as CSV: one table with everything that the page says, for councils' own forms."""

from collections.abc import Iterator
from typing import Final

from app.documents import spreadsheet
from app.evidence.packs.content import Cell, Pack, Table, Text
from app.evidence.packs.page import MADE_NAMES
from app.evidence.returns.lines import COLUMNS

PART, OF_WHAT = "Part", "Of what"
HEAD: Final = (PART, OF_WHAT, *COLUMNS)
ABOUT: Final = "About this return"


def as_csv(pack: Pack) -> bytes:
    """The return in UTF-8, with the mark by which spreadsheets know it."""
    return spreadsheet.as_csv((HEAD, *_rows(pack)))


def _rows(pack: Pack) -> Iterator[tuple[Cell, ...]]:
    made = [(MADE_NAMES[name], value) for name, value in pack.made.items() if value]
    for name, value in (*pack.facts, ("Hash of the content", pack.digest), *made):
        yield (ABOUT, "", name, value, "", "", "")
    for _, section in pack.walk():
        for block in section.blocks:
            if isinstance(block, Table):
                yield from ((section.title, block.title, *row) for row in block.rows)
            elif isinstance(block, Text):
                yield (section.title, "", "", "", "", "", block.text)
