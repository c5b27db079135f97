"""Errors with a name, each with a message that a person can act on."""


class OwnWordsError(Exception):
    """The base of every error that this project raises on purpose."""


class Refused(OwnWordsError):
    """What was asked for cannot be done; the message says what, where and how to mend it."""


class NotFound(Refused):
    """The thing named does not exist."""


class Conflict(Refused):
    """The thing exists already with other content."""
