"""Entries of a record: a file each, with its name in the first line and below it what was seen."""

import hashlib
import io
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final
from urllib.parse import quote

import pypdfium2
from openpyxl import load_workbook

from scripts.record.stillness import Chance, masked

LONGEST_NAME: Final = 120
READABLE: Final = ("text/", "json", "xml", "csv", "javascript", "manifest")
DRAWN_AT: Final = 0.5
"""Pixels for each point of a page that is drawn for its digest."""


class Record:
    """A folder that entries are written into."""

    def __init__(self, folder: Path, chance: Chance) -> None:
        self.folder, self.number = folder, 0
        self._chance = chance

    def take(self, name: str, look: Callable[[], str]) -> str:
        """Look, and write down what was seen, masked; gives it as it was."""
        # What is looked at once more, after a change, is an entry of its own.
        while (path := self.folder / path_of(name)).exists():
            name += " again"
        self._chance.begin(name)
        seen = look()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{name}\n{masked(seen)}\n", encoding="utf-8", errors="backslashreplace")
        self.number += 1
        if sys.stderr.isatty() or self.number % 100 == 0:
            sys.stderr.write(f"\r{self.number:5} entries  {name[:90]:90}")
            sys.stderr.flush()
        return seen


def path_of(name: str) -> Path:
    """Where an entry is kept, by its name, for example `page/admin/staff/collection/links`."""
    parts = [quote(part, safe=" =,@:;()+'") for part in name.split("/")]
    return Path(*(_short(part) for part in parts[:-1]), f"{_short(parts[-1])}.txt")


def _short(part: str) -> str:
    if len(part) <= LONGEST_NAME:
        return part or "-"
    return f"{part[:LONGEST_NAME]}-{hashlib.sha256(part.encode()).hexdigest()[:8]}"


def entries_in(folder: Path) -> dict[str, str]:
    """Every entry of a record by its name."""
    texts = (path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.txt")))
    return {name: text for name, _, text in (each.partition("\n") for each in texts)}


def readable(content: bytes, media_type: str) -> str:
    """A file as text: cells of a workbook, words and digest of a PDF; of pictures the digest."""
    if "pdf" in media_type:
        return "\n".join(_pdf(content))
    if "spreadsheet" in media_type:
        return "\n".join(_workbook(content))
    if any(part in media_type for part in READABLE):
        return tidy(content.decode("utf-8", errors="backslashreplace"))
    return f"{len(content)} bytes, sha256 {hashlib.sha256(content).hexdigest()}"


def tidy(text: str) -> str:
    """The lines without indentation and empty ones, with a break before each tag of a long line."""
    lines = (line.strip() for line in text.splitlines())
    broken = (re.sub(r"(?<=>)(?=<\w)", "\n", line) if len(line) > 200 else line for line in lines)
    return "\n".join(line for line in broken if line)


def _pdf(content: bytes) -> Iterator[str]:
    """The words of each page, and the digest of its picture: the file holds when it was made."""
    document = pypdfium2.PdfDocument(io.BytesIO(content))
    for number, page in enumerate(document, 1):
        text = page.get_textpage().get_text_bounded()
        picture = page.render(scale=DRAWN_AT).to_numpy().tobytes()
        yield f"page {number}, sha256 of its picture {hashlib.sha256(picture).hexdigest()}"
        yield tidy(text)


def _workbook(content: bytes) -> Iterator[str]:
    for sheet in load_workbook(io.BytesIO(content)):
        yield f"sheet {sheet.title}"
        for row in sheet.iter_rows():
            yield from (
                f"{cell.coordinate}: {cell.value!r}" for cell in row if cell.value is not None
            )
