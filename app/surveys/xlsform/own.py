"""The column of our own, and how a survey's words are called in a form."""

import json
import re
from collections.abc import Mapping
from typing import Any, Final

from app.kernel.errors import Refused

COLUMN: Final = "own_words"

TYPES: Final = {
    "single_choice": "select_one",
    "rating": "select_one",
    "yes_no": "select_one",
    "multiple_choice": "select_multiple",
    "number": "integer",
    "date": "date",
    "short_text": "text",
    "comment": "text",
    "information": "note",
}
"""The type of a form for each kind of question."""

KIND_OF: Final = {
    "select one": "single_choice",
    "select all that apply": "multiple_choice",
    "integer": "number",
    "int": "number",
    "decimal": "number",
    "percentage": "number",
    "range": "number",
    "date": "date",
    "text": "short_text",
    "string": "short_text",
    "note": "information",
    "acknowledge": "multiple_choice",
    "trigger": "multiple_choice",
}
"""The kind for each type, as pyxform names types, that has one."""

OLD_NAMES: Final = re.compile(r"^(?:q|add|get|uri:) ?(.+?)(?: prompt)?$")


def type_of(row: Mapping[str, Any]) -> str:
    """The type of a row; `add text prompt` and `q text` are older names of `text`."""
    name = str(row["type"])
    old = OLD_NAMES.match(name)
    return old[1] if old and name not in KIND_OF else name


IN_OWN_WORDS: Final = (
    "kind", "picture", "faces", "points", "edition", "theme", "measure", "reverse", "good",
    "practice", "opens_worried", "earliest", "latest", "unit", "ask_if",
)  # fmt: skip
"""What of a question stands in the column."""


MOST: Final = 30_000
"""Characters of a cell: a workbook holds 32,767."""


def in_columns(text: str) -> dict[str, str]:
    """The text in as many columns of our own as it needs: many languages do not fit into one."""
    found: dict[str, str] = {}
    while text:
        end = MOST
        # Programs take spaces off the ends of a cell.
        while text[end - 1 : end + 1].strip() != text[end - 1 : end + 1]:
            end -= 1
        found[COLUMN if not found else f"{COLUMN}_{len(found) + 1}"] = text[:end]
        text = text[end:]
    return found


def columns_in(row: Mapping[str, Any]) -> list[str]:
    """The columns of our own in a row, in their order."""
    numbered = (f"{COLUMN}_{number}" for number in range(2, len(row) + 2))
    return [COLUMN, *(each for each in numbered if each in row)]


def own_words(row: Mapping[str, Any], where: str) -> dict[str, Any]:
    """What the column of a row says.

    Raises:
        Refused: when it is no JSON object.
    """
    text = "".join(str(row.get(each) or "") for each in columns_in(row))
    if not text:
        return {}
    try:
        found = json.loads(text)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise Refused(f"{where}: the column {COLUMN} holds no JSON object. Empty it or mend it.")
    return found
