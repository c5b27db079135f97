"""A pack as a PDF file, set by typst: tagged, with contents and page numbers."""

from collections.abc import Iterator
from typing import Any, Final

from app.collection.printing.words import setting_of
from app.documents.fonts import undrawn
from app.documents.typesetting import typeset
from app.evidence.packs.content import (
    Block,
    Cell,
    Pack,
    PackChart,
    PackQuote,
    Quotation,
    Section,
    Table,
    Text,
)
from app.evidence.packs.page import MADE_NAMES, as_svg

NARROW: Final = 7.0
WIDE: Final = 30.0
WORDY: Final = 50.0
OF_MEAN: Final = 0.75
A_LETTER: Final = 1.15
ENGLISH: Final = "en"
NO_FONT: Final = (
    "The words themselves stand in the page, workbook and JSON of this pack: there is no font here "
    "to print this script."
)


def as_pdf(pack: Pack) -> bytes:
    """The pack as an accessible PDF (PDF/UA-1).

    Raises:
        Refused: when there is no font for a name or title in it.
    """
    pictures = {each.id: as_svg(each) for each in pack.pictures()}
    return typeset("pack", pack_words(pack), pictures)


def pack_words(pack: Pack) -> dict[str, Any]:
    """What the template is handed."""
    facts = [*pack.facts, ("Hash of the content", pack.digest)]
    facts += [(MADE_NAMES[name], value) for name, value in pack.made.items() if value]
    return {
        "title": pack.title,
        "facts": [[name, value] for name, value in facts],
        "is_short": pack.is_short,
        "wholes": [_whole(each) for each in pack.sections],
    }


def _whole(whole: Section) -> dict[str, Any]:
    return {
        "is_page": whole.is_page,
        "sections": [_section(level, section) for level, section in whole.walk()],
    }


def _section(level: int, section: Section) -> dict[str, Any]:
    return {
        "level": level,
        "title": section.title,
        "blocks": [_block(each) for each in section.blocks],
    }


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Text(text, kind):
            return {"is": "text", "kind": kind, "text": text}
        case Quotation(text, source):
            return {"is": "quotation", "text": text, "source": source}
        case PackQuote():
            return _quote(block)
        case PackChart():
            return {
                "is": "picture",
                "name": block.id,
                "title": block.title,
                "reading": " ".join((block.reading, *block.drawing.notes, *block.drawing.remarks)),
            }
        case Table():
            return {
                "is": "table",
                "title": block.title,
                "columns": list(block.columns),
                "rows": [[_cell(each) for each in row] for row in block.rows],
                "weights": list(block.widths or _weights(block)),
                "notes": list(block.notes),
            }


def _quote(quote: PackQuote) -> dict[str, Any]:
    lacks_font = bool(_letters_without_font(quote.text))
    attribution = quote.who
    if quote.translation:
        attribution += (
            f"; written in {quote.language_name}. A speaker's translation: “{quote.translation}”"
        )
    elif not quote.language:
        attribution += "; a speaker's translation, because the language would give away who wrote"
    return {
        "is": "quote",
        "text": NO_FONT if lacks_font else f"“{quote.text}”",
        "language": setting_of(ENGLISH if lacks_font else quote.language or ENGLISH),
        "attribution": attribution,
    }


def _letters_without_font(text: str) -> list[str]:
    return [each for each in undrawn(text) if each.isalpha()]


def _cell(cell: Cell) -> str:
    return str(cell)


def _weights(table: Table) -> Iterator[float]:
    """How wide each column is beside the others: its longest word fits, long texts wrap."""
    for column, name in enumerate(table.columns):
        cells = [str(row[column]) for row in table.rows]
        mean = sum(map(len, cells)) / max(1, len(cells))
        longest = max(len(word) for text in (name, *cells) for word in (text.split() or [""]))
        yield max(NARROW, min(WORDY, mean * OF_MEAN), min(WIDE, longest * A_LETTER))
