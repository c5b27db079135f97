"""Text that every database, page, sheet and document can hold, and what cannot be held.

Control characters other than tab and new line, halves of characters (lone surrogates) and the code
points that are no characters can be typed by nobody and break what they meet: PostgreSQL refuses
NUL, UTF-8 has no lone surrogates, XML knows no control characters.

What respondents wrote is mended and never refused; what staff write is refused with a reason.
"""

import re
from collections.abc import Mapping
from typing import Any, Final

UNSTORABLE: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
LINE_ENDS: Final = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e]")
SURROGATE_PAIRS: Final = re.compile("[\ud800-\udbff][\udc00-\udfff]")
UNKNOWN: Final = "\N{REPLACEMENT CHARACTER}"
REFUSAL: Final = (
    "There is a character here that cannot be seen and cannot be stored. "
    "Delete these words and type them again."
)


def is_storable(text: str) -> bool:
    """Whether a text holds nothing but what can be stored."""
    return UNSTORABLE.search(text) is None


def storable(text: str) -> str:
    """The text with nothing lost but what cannot be stored.

    Every way of ending a line is a new line. The code points 0x80 to 0x9F are read as Windows
    wrote them (Windows-1252), where they stand for quotation marks and the like. Two halves of a
    character are put together again; a lone half leaves a replacement character.
    """
    lines = LINE_ENDS.sub("\n", text)
    whole = SURROGATE_PAIRS.sub(_put_together, lines)
    return UNSTORABLE.sub(_in_place_of, whole)


def _put_together(halves: re.Match[str]) -> str:
    return halves[0].encode("utf-16", "surrogatepass").decode("utf-16")


def _in_place_of(found: re.Match[str]) -> str:
    character = found[0]
    if "\x80" <= character <= "\x9f":
        return character.encode("latin-1").decode("cp1252", "ignore")
    return UNKNOWN if "\ud800" <= character <= "\udfff" else ""


def all_storable(value: Any) -> Any:
    """The same for every text in a value as JSON has them, keys included."""
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, list):
        return [all_storable(each) for each in value]
    if isinstance(value, Mapping):
        return {storable(name): all_storable(each) for name, each in value.items()}
    return value


def first_unstorable(value: Any) -> str | None:
    """A text in a value as JSON has them that cannot be stored, or None."""
    if isinstance(value, str):
        return None if is_storable(value) else value
    if isinstance(value, Mapping):
        value = [*value, *value.values()]
    if isinstance(value, list | tuple):
        found = (first_unstorable(each) for each in value)
        return next((each for each in found if each is not None), None)
    return None
