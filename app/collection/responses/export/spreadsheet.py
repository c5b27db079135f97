"""What CSV and Excel need of a cell: one text or number, and nothing that a program would run."""

from typing import Final

from app.collection.responses.export.columns import Cell

BETWEEN: Final = ";"
RUNS: Final = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins with one of these is a formula to some spreadsheets (OWASP, CSV injection)."""

LONGEST: Final = 32_767
"""UTF-16 units that one cell of Excel holds."""

CUT: Final = " [cut here: the whole text is in the JSON Lines export]"


def one_value(cell: Cell) -> str | int | None:
    """The cell as one text or number; several choices are joined with semicolons."""
    return BETWEEN.join(cell) if isinstance(cell, list) else cell


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
