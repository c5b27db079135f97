"""Words that a person typed: trimmed, bounded, and such that a reader sees all of them."""

import re

from app.kernel.errors import Refused
from app.kernel.storable import is_storable
from app.kernel.visible import has_unseen

SPACES = re.compile(r"\s+")


def one_line(value: str | None, *, name: str, limit: int) -> str | None:
    """The text with its spaces tidied, or None when nothing was typed.

    Args:
        value: what was typed.
        name: what the field is called, for the message.
        limit: the most characters that can be stored.

    Raises:
        Refused: when it is too long, or holds characters that cannot be seen or turn others round.
    """
    line = _tidied(value or "", name=name, limit=limit)
    if has_unseen(line):
        raise _unseen(name)
    return line or None


def several_lines(value: str | None, *, name: str, limit: int) -> str | None:
    """A text of several lines; their breaks are kept, empty ones at the ends are not.

    Marks that turn words round are part of texts in several languages, and may stand in them.

    Raises:
        Refused: when it cannot be stored; the limit is of all lines together.
    """
    lines = (value or "").splitlines()
    tidy = "\n".join(_tidied(line, name=name, limit=limit) for line in lines).strip()
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


def _tidied(value: str, *, name: str, limit: int) -> str:
    line = SPACES.sub(" ", value).strip()
    if len(line) > limit:
        raise Refused(f"{name} is {len(line)} characters long. Use at most {limit}.")
    if not is_storable(line):
        raise _unseen(name)
    return line


def _unseen(name: str) -> Refused:
    return Refused(
        f"{name} holds characters that cannot be seen or turn words round. Type it again."
    )
