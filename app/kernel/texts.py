"""Words that a person typed: trimmed, bounded, and such that a reader sees all of them."""

import re
from urllib.parse import urlsplit

from app.kernel import limits
from app.kernel.errors import Refused
from app.kernel.storable import is_storable
from app.kernel.visible import has_unseen

SPACES = re.compile(r"\s+")


def one_line(value: str | None, *, name: str, limit: int = limits.LINE) -> str | None:
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


def several_lines(value: str | None, *, name: str, limit: int = limits.TEXT) -> str | None:
    """A text of several lines; their breaks are kept, empty ones at the ends are not.

    Marks that turn words round are part of texts in several languages, and may stand in them.

    Raises:
        Refused: when it cannot be stored; the limit is of all lines together.
    """
    lines = (value or "").splitlines()
    tidy = "\n".join(_tidied(line, name=name, limit=limit) for line in lines).strip()
    if len(tidy) > limit:
        raise _too_long(name, tidy, limit)
    return tidy or None


def required_line(value: str | None, *, name: str, limit: int = limits.LINE) -> str:
    """A line that cannot be left empty.

    Raises:
        Refused: as `one_line`, and when nothing was typed.
    """
    return _required(one_line(value, name=name, limit=limit), name)


def required_text(value: str | None, *, name: str, limit: int = limits.TEXT) -> str:
    """A text of several lines that cannot be left empty.

    Raises:
        Refused: as `several_lines`, and when nothing was typed.
    """
    return _required(several_lines(value, name=name, limit=limit), name)


def web_address(value: str | None, *, name: str) -> str | None:
    """The address of a page, or None when nothing was typed.

    Raises:
        Refused: for what no browser should follow.
    """
    line = one_line(value, name=name, limit=limits.WEB_ADDRESS)
    if line is None:
        return None
    try:
        parts = urlsplit(line)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.hostname or " " in line:
        raise Refused(
            f"{name} must be the address of a page, such as https://example.org/minutes, or be "
            "left empty."
        )
    return line


def _required(text: str | None, name: str) -> str:
    if text is None:
        raise Refused(f"{name} is missing. Type it.")
    return text


def _tidied(value: str, *, name: str, limit: int) -> str:
    line = SPACES.sub(" ", value).strip()
    if len(line) > limit:
        raise _too_long(name, line, limit)
    if not is_storable(line):
        raise _unseen(name)
    return line


def _too_long(name: str, text: str, limit: int) -> Refused:
    return Refused(f"{name} is {len(text)} characters long. Use at most {limit}.")


def _unseen(name: str) -> Refused:
    return Refused(
        f"{name} holds characters that cannot be seen or turn words round. Type it again."
    )
