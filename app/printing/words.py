"""Saying things on paper in one language: interface words, the survey's, names and numbers.

Numbers, codes and addresses stand from left to right also inside text from right to left, which
takes the invisible marks of Unicode's isolates.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final
from urllib.parse import urlsplit

from flask_babel import force_locale

from app.kernel.localised import LocalisedText, cldr_locale, is_easy_read, language_of
from app.printing.queries import Printable
from app.web.language import direction

LEFT_TO_RIGHT, OWN_DIRECTION, END = "\u2066", "\u2068", "\u2069"
NASTALIQ: Final = ("ur", "pnb", "ks")
NUMBER: Final = re.compile(r"[+(]*[0-9](?:[ ()+\-\u00a0]{0,2}[0-9])+")
LONG_WORD: Final = re.compile(r"\S{24,}")
PIECE: Final = re.compile(r"[^.\-/]{1,18}[.\-/]*|[.\-/]+")
MAY_BREAK: Final = "\u200b"
SAFETY_VALUES: Final = ("council", "phone", "hours", "out_of_hours", "reading")


def setting_of(locale: str) -> dict[str, Any]:
    """What the typesetter needs to know of a locale's language."""
    language = language_of(locale)
    return {
        "tag": language.partition("-")[0],
        "rtl": direction(language) == "rtl",
        "nastaliq": language in NASTALIQ,
    }


def fixed_in(locale: str, text: str) -> str:
    """A code, number or address, kept from left to right also in a locale from right to left."""
    return f"{LEFT_TO_RIGHT}{text}{END}" if direction(locale) == "rtl" else text


def in_pieces(text: str) -> str:
    """The text, its very long words and addresses with places at which a line may break."""
    return LONG_WORD.sub(lambda found: MAY_BREAK.join(PIECE.findall(found[0])), text)


class Voice:
    """Speaks in one locale about one link; its methods need `in_language` around them."""

    def __init__(self, locale: str, about: Printable, base_url: str) -> None:
        self.locale = locale
        self.about = about
        self.host = in_pieces(address_to_type(base_url))

    @property
    def language(self) -> str:
        """The language's code."""
        return language_of(self.locale)

    @property
    def is_easy_read(self) -> bool:
        """Whether this is the Easy Read edition."""
        return is_easy_read(self.locale)

    @property
    def is_rtl(self) -> bool:
        """Whether the language is written from right to left."""
        return direction(self.locale) == "rtl"

    @property
    def setting(self) -> dict[str, Any]:
        """What the typesetter needs to know of the language."""
        return setting_of(self.locale)

    def say(self, text: LocalisedText, *, count: int | None = None) -> str:
        """A text of the survey, its placeholders filled."""
        about = self.about
        values = {name: getattr(about.contacts, name) or "" for name in SAFETY_VALUES}
        values["service"] = in_pieces(about.service)
        said = text.in_locale(self.locale, count=count, **values)
        return self.numbers(said)

    def numbers(self, text: str) -> str:
        """The text with its numbers of several parts kept from left to right."""
        if not self.is_rtl:
            return text
        return NUMBER.sub(lambda found: self.fixed(found[0]), text)

    def fixed(self, text: str) -> str:
        """A code, number or address, which is read from left to right in every language."""
        return fixed_in(self.locale, text)

    def named(self, text: str) -> str:
        """A name or an answer, which keeps its own direction."""
        return f"{OWN_DIRECTION}{text}{END}" if self.is_rtl else text

    @contextmanager
    def in_language(self) -> Iterator[None]:
        """Interface words come in this language inside."""
        with force_locale(cldr_locale(self.language)):
            yield


def address_to_type(base_url: str) -> str:
    """What people type to get to the start page, for example `fb.example.org`."""
    parts = urlsplit(base_url)
    return f"{parts.netloc}{parts.path}".rstrip("/")
