"""Errors with a name, each with a message that a person can act on."""

from typing import TypeVar

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


class Conflict(Refused):
    """The thing exists already with other content."""


class Unstorable(Refused):
    """Something given cannot be stored in a database; whatever it was, it is not repeated."""

    def __init__(self) -> None:
        super().__init__(
            "Something that was given cannot be stored: a character that cannot be seen, or a "
            "number or text that is too large. Take it out and try again."
        )
