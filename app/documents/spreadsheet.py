"""What CSV and Excel need of a cell, and a table as CSV: nothing in it is run by a program."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import BinaryIO, Final

RUNS: Final = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins with one of these is a formula to some spreadsheets (OWASP, CSV injection)."""

LONGEST: Final = 32_767
"""UTF-16 units that one cell of Excel holds."""

CUT: Final = " [cut here: the whole text is in the JSON Lines export]"

Line = Sequence[str | int | float]


def inert(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{text}" if text.startswith(RUNS) else text


def fitted(text: str) -> str:
    """The text, cut with a note where one cell of Excel cannot hold it."""
    encoded = text.encode("utf-16-le", "surrogatepass")
    if len(encoded) <= 2 * LONGEST:
        return text
    kept = encoded[: 2 * (LONGEST - len(CUT))]
    return kept.decode("utf-16-le", "ignore") + CUT


def as_csv(lines: Iterable[Line]) -> bytes:
    """Lines of cells as CSV (RFC 4180), in UTF-8 with the mark by which spreadsheets know it."""
    file = io.BytesIO()
    write_csv(file, lines)
    return file.getvalue()


def write_csv(file: BinaryIO, lines: Iterable[Line]) -> None:
    """The same, a line at a time, into a file that is open to be written."""
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    out = csv.writer(text)
    for line in lines:
        out.writerow([inert(cell) if isinstance(cell, str) else cell for cell in line])
    # The file stays open for whoever gave it.
    text.detach()
