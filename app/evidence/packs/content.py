"""What a pack says, in plain Python, before it becomes a page or a file.

Every format is made from the same sections, so that none can say what another does not.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Final, TypeAlias

from app.documents.charts.lines import LineDrawing
from app.kernel.localised import canonical_json

FORMAT: Final = "own-words-evidence-pack-2"
UNSIGNED_FORMAT: Final = "own-words-evidence-pack-1"
"""Of packs that were made before packs were signed."""

SIGNED_WITH: Final = "signed_with"
TRAIL_ENTRIES: Final = "trail_entries"
TRAIL_HEAD: Final = "trail_head"

Cell: TypeAlias = str | int


@dataclass(frozen=True)
class Text:
    """A paragraph. `kind`: `plain`, `note` (how to read it), `gap` (what is missing), `warning`."""

    text: str
    kind: str = "plain"


@dataclass(frozen=True)
class Quotation:
    """A short quotation of a regulator, and where it was read."""

    text: str
    source: str


@dataclass(frozen=True)
class Table:
    """A table: numbers are whole; a cell without a figure says why, or is empty.

    `widths`: how wide the columns are on paper beside each other; by their words where not said.
    """

    id: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    widths: tuple[float, ...] = ()


@dataclass(frozen=True)
class PackQuote:
    """Words of a comment that a person approved. `language` is empty where it is not shown."""

    text: str
    language: str
    language_name: str
    translation: str
    who: str


@dataclass(frozen=True)
class PackChart:
    """A measure over time, drawn. `reading` says the same in words; a table has its figures."""

    id: str
    title: str
    reading: str
    drawing: LineDrawing


Block: TypeAlias = Text | Quotation | Table | PackQuote | PackChart


@dataclass(frozen=True)
class Section:
    """A heading, what stands under it, and headings below it. `is_page`: it has its own page."""

    id: str
    title: str
    blocks: tuple[Block, ...] = ()
    parts: tuple["Section", ...] = ()
    is_page: bool = False

    def walk(self, level: int = 1) -> Iterator[tuple[int, "Section"]]:
        """This section and all below it, each with its level."""
        yield level, self
        for part in self.parts:
            yield from part.walk(level + 1)


@dataclass(frozen=True)
class Pack:
    """The whole. `facts` say what it is of; `made` says when, with what and by
    which public key it was made.

    `made` is no part of what is hashed as content: the same figures have the same hash whenever
    the pack is made. `is_short`: it is printed upright and without a page of contents.
    """

    title: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    made: Mapping[str, str] = field(default_factory=dict)
    is_short: bool = False

    @property
    def content(self) -> dict[str, Any]:
        """What the pack says, as JSON has it."""
        return {
            "title": self.title,
            "facts": [list(each) for each in self.facts],
            "sections": [_section(each) for each in self.sections],
        }

    @property
    def digest(self) -> str:
        """SHA-256 (hexadecimal) of the canonical JSON of the content."""
        return sha256(self.content)

    def walk(self) -> Iterator[tuple[int, Section]]:
        """Every section in order, with its level."""
        for each in self.sections:
            yield from each.walk()

    def pictures(self) -> Iterator[PackChart]:
        """Every picture."""
        for _, section in self.walk():
            yield from (block for block in section.blocks if isinstance(block, PackChart))

    def tables(self) -> Iterator[tuple[Section, Table]]:
        """Every table and the section that it stands in."""
        for _, section in self.walk():
            for block in section.blocks:
                if isinstance(block, Table):
                    yield section, block


def pack_document(pack: Pack) -> dict[str, Any]:
    """A pack as its JSON file: content, when it was made, and the hashes that hold them."""
    document = {
        "format": FORMAT if SIGNED_WITH in pack.made else UNSIGNED_FORMAT,
        "content": pack.content,
        "content_sha256": pack.digest,
        "made": dict(pack.made),
    }
    return {**document, "sha256": sha256(document)}


def sha256(value: object) -> str:
    """SHA-256 (hexadecimal) of the canonical JSON of a value."""
    return hashlib.sha256(canonical_json(value).encode()).hexdigest()


def _section(section: Section) -> dict[str, Any]:
    return {
        "id": section.id,
        "title": section.title,
        "blocks": [_block(each) for each in section.blocks],
        "parts": [_section(each) for each in section.parts],
    }


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Text(text, kind):
            return {"is": "text", "text": text, "kind": kind}
        case Quotation(text, source):
            return {"is": "quotation", "text": text, "source": source}
        case PackQuote():
            return {"is": "quote", **asdict(block)}
        case PackChart(name, title, reading, drawing):
            points = [mark.words for mark in drawing.marks]
            words = {"id": name, "title": title, "reading": reading}
            return {"is": "picture", **words, "points": points}
        case Table():
            return {
                "is": "table",
                "id": block.id,
                "title": block.title,
                "columns": list(block.columns),
                "rows": [list(row) for row in block.rows],
                "notes": list(block.notes),
            }
