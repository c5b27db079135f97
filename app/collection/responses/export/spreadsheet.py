"""What a cell of CSV and Excel holds of an answer: one text or number."""

from typing import Final

from app.collection.responses.export.columns import Cell

BETWEEN: Final = ";"


def one_value(cell: Cell) -> str | int | None:
    """The cell as one text or number; several choices are joined with semicolons."""
    return BETWEEN.join(cell) if isinstance(cell, list) else cell
