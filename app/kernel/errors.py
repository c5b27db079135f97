"""Errors with a name, each with a message that a person can act on."""

from collections.abc import Container, Iterable
from typing import Any, TypeVar

Found = TypeVar("Found")


class OwnWordsError(Exception):
    """The base of every error that this project raises on purpose."""


class Refused(OwnWordsError):
    """What was asked for cannot be done; the message says what, where and how to mend it."""


class NotFound(Refused):
    """The thing named does not exist."""


def require(found: Found | None, message: str) -> Found:
    """What was looked for.

    Raises:
        NotFound: with this message, when it is None.
    """
    if found is None:
        raise NotFound(message)
    return found


def refuse_unknown(kind: str, chosen: Iterable[object], known: Container[Any]) -> None:
    """Make sure that all that was chosen exists.

    Args:
        kind: what each is, for the message.
        chosen: codes or ids.
        known: those that there are.

    Raises:
        NotFound: when one is none of them.
    """
    unknown = sorted(str(each) for each in chosen if each not in known)
    if unknown:
        raise NotFound(f"There is no {kind} '{unknown[0][:80]}'. Choose one from the list.")


class Conflict(Refused):
    """The thing exists already with other content."""


class Unstorable(Refused):
    """Something given cannot be stored in a database; whatever it was, it is not repeated."""

    def __init__(self) -> None:
        super().__init__(
            "Something that was given cannot be stored: a character that cannot be seen, or a "
            "number or text that is too large. Take it out and try again."
        )
