"""Telephone numbers inside a text, as links that a phone can call."""

import re

from markupsafe import Markup, escape

from app.collection.answering.views import BilingualText

FEWEST_DIGITS, MOST_DIGITS = 8, 17
SHORT_NUMBERS = ("999", "112", "111", "101")
# A national or an international number, or the Relay UK prefix before either.
BEGINNINGS = ("0", "+", "18001")
CANDIDATE = re.compile(r"(?<![\w.:/])\+?\d(?:[ \u00a0]?\d){2,}(?![\w:/]|\.\d)")
"""Digits with single spaces between them; not part of a word, a time, a date or a decimal."""


def phone_links(text: str) -> Markup:
    """The text as HTML with each telephone number made a link; everything else is escaped."""
    return Markup(CANDIDATE.sub(_link, str(escape(text))))  # noqa: S704 - escaped before the links


def with_phone_links(texts: BilingualText) -> BilingualText:
    """The same in both languages."""
    second = None if texts.second is None else phone_links(texts.second)
    return BilingualText(phone_links(texts.text), second)


def _link(found: re.Match[str]) -> str:
    number = re.sub(r"[^\d+]", "", found[0])
    is_long = number.startswith(BEGINNINGS) and FEWEST_DIGITS <= len(number) <= MOST_DIGITS
    if not is_long and number not in SHORT_NUMBERS:
        return found[0]
    return f'<a href="tel:{number}" dir="ltr">{found[0]}</a>'
