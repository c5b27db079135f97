"""Saying things on paper in one language: interface words, the survey's, names and numbers.

Numbers, codes, addresses and names keep their own direction inside text that runs the other way.
The typesetter is told by `LEFT_TO_RIGHT … END` and `RIGHT_TO_LEFT … END`, which the templates turn
into its own directions: no mark is ever printed.
"""

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final
from urllib.parse import urlsplit

from flask_babel import force_locale

from app.collection.printing.queries import Printable
from app.kernel.localised import LocalisedText, cldr_locale, is_easy_read, language_of
from app.web.language import direction

LEFT_TO_RIGHT, RIGHT_TO_LEFT, END = "\u2066", "\u2067", "\u2069"
STRONG: Final = {"L": "ltr", "R": "rtl", "AL": "rtl"}
NASTALIQ: Final = ("ur", "pnb", "ks")
NUMBER: Final = re.compile(r"[+(]*[0-9](?:[ ()+\-\u00a0]{0,2}[0-9])+")
ISOLATED_OR_NUMBER: Final = re.compile(rf"[\u2066\u2067][^\u2069]*\u2069|{NUMBER.pattern}")
PHONES: Final = ("phone", "out_of_hours")
SENTENCES: Final = ("council", "hours", "reading")


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


def own_direction(text: str) -> str | None:
    """`ltr` or `rtl` by the first letter of the text that has a direction; None without any."""
    directions = (STRONG.get(unicodedata.bidirectional(each)) for each in text)
    return next((each for each in directions if each), None)


class Voice:
    """Speaks in one locale about one link; its methods need `in_language` around them."""

    def __init__(self, locale: str, about: Printable, base_url: str) -> None:
        self.locale = locale
        self.about = about
        self.host = address_to_type(base_url)

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
        values: dict[str, str | None] = {"service": self.named(about.service)}
        for name in (*PHONES, *SENTENCES):
            found = about.contacts.in_language(name, self.locale)
            values[name] = found and (self.fixed(found) if name in PHONES else self.named(found))
        return self.numbers(text.in_locale(self.locale, count=count, **values))

    def numbers(self, text: str) -> str:
        """The text with its numbers of several parts kept from left to right."""
        if not self.is_rtl:
            return text
        return ISOLATED_OR_NUMBER.sub(
            lambda found: found[0] if found[0].endswith(END) else self.fixed(found[0]), text
        )

    def fixed(self, text: str) -> str:
        """A code, number or address, which is read from left to right in every language."""
        return fixed_in(self.locale, text)

    def named(self, text: str) -> str:
        """A name or an answer, which keeps its own direction."""
        runs = own_direction(text)
        if runs in (None, direction(self.locale)):
            return text
        return f"{LEFT_TO_RIGHT if runs == 'ltr' else RIGHT_TO_LEFT}{text}{END}"

    @contextmanager
    def in_language(self) -> Iterator[None]:
        """Interface words come in this language inside."""
        with force_locale(cldr_locale(self.language)):
            yield


def address_to_type(base_url: str) -> str:
    """What people type to get to the start page, for example `fb.example.org`."""
    parts = urlsplit(base_url)
    return f"{parts.netloc}{parts.path}".rstrip("/")
