"""One line of text that a person typed: trimmed, bounded and free of control characters."""

import re
import unicodedata

from app.kernel.errors import Refused

SPACES = re.compile(r"\s+")


def one_line(value: str | None, *, name: str, limit: int) -> str | None:
    """The text with its spaces tidied, or None when nothing was typed.

    Args:
        value: what was typed.
        name: what the field is called, for the message.
        limit: the most characters that can be kept.

    Raises:
        Refused: when it is too long or holds characters that cannot be seen.
    """
    line = SPACES.sub(" ", value or "").strip()
    if len(line) > limit:
        raise Refused(f"{name} is {len(line)} characters long. Use at most {limit}.")
    if any(unicodedata.category(character) in ("Cc", "Cs") for character in line):
        raise Refused(f"{name} holds characters that cannot be seen. Type it again.")
    return line or None


def several_lines(value: str | None, *, name: str, limit: int) -> str | None:
    """The same for a text of several lines; their breaks are kept, empty ones at the ends are not.

    Raises:
        Refused: as `one_line`; the limit is of all lines together.
    """
    lines = (value or "").splitlines()
    tidy = "\n".join(one_line(line, name=name, limit=limit) or "" for line in lines).strip()
    if len(tidy) > limit:
        raise Refused(f"{name} is {len(tidy)} characters long. Use at most {limit}.")
    return tidy or None


def required_line(value: str | None, *, name: str, limit: int) -> str:
    """The same for a field that cannot be left empty.

    Raises:
        Refused: also when nothing was typed.
    """
    line = one_line(value, name=name, limit=limit)
    if line is None:
        raise Refused(f"{name} is missing. Type it.")
    return line
