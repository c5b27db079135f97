"""Keeping a name or a number apart from the text around it, which may run the other way.

Markup does it, never Unicode's invisible isolates (U+2066 to U+2069): Chromium up to 83 writes the
letters between those backwards and unjoined.
"""

import re
from typing import Final

from markupsafe import Markup, escape

MARKS: Final = re.compile("[\u2066-\u2069]")


def isolated(text: str) -> Markup:
    """The text as HTML that keeps its own direction and leaves that of its surroundings alone."""
    return Markup("<bdi>{}</bdi>").format(text)


def about(message: str, **values: str) -> Markup:
    """A message as HTML, its %(names)s filled with values that keep their own direction."""
    return escape(message) % {name: isolated(value) for name, value in values.items()}


def without_marks(text: str) -> str:
    """The text without Unicode's isolates, which older surveys have around their placeholders."""
    return MARKS.sub("", text)
