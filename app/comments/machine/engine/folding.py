"""Text as it is compared: without the differences that a reader does not see or does not mean.

Letters lose their case and their accents, digits of every script become 0 to 9, and what has no
width or only turns the direction of writing goes, so that it can hide nothing. Letters that
keyboards of Arabic, Persian and Urdu set differently become one, as do nasal signs of Indic
scripts. The vowel signs of Indic scripts stay: there they are the word.
"""

import unicodedata
from dataclasses import dataclass
from functools import cached_property

# The blocks from Devanagari to Sinhala, without the stops that end their sentences.
INDIC = "\u0900-\u0963\u0966-\u0dff"
CHINESE = "\u3400-\u9fff"

_LIKE = {
    "ı": "i",
    "ł": "l",
    "đ": "d",
    "ø": "o",
    "æ": "ae",
    "œ": "oe",
    "’": "'",
    "‘": "'",
    "ʼ": "'",
    "`": "'",
    "´": "'",
    "ى": "ي",
    "ی": "ي",
    "ے": "ي",
    "ک": "ك",
    "ہ": "ه",
    "ھ": "ه",
    "ە": "ه",
    "ة": "ه",
    "ۃ": "ه",
    "ں": "ن",
    "ٱ": "ا",
    "ـ": "",
    "ँ": "ं",
    "ઁ": "ં",
    "ੰ": "ਂ",
    # Left out as often as not: the sign that doubles a letter, the nasal, and the dots below.
    "ੱ": "",
    "ঁ": "",
    "़": "",
    "়": "",
    "਼": "",
    "઼": "",
}
_UNSEEN = {"Mn", "Me", "Cf"}


def _folded_character(character: str) -> str:
    """What one character is compared as: nothing, or one or more characters."""
    if character in _LIKE:
        return _LIKE[character]
    parts = unicodedata.normalize("NFKD", character).casefold()
    return "".join(_folded_part(part) for part in parts)


def _folded_part(part: str) -> str:
    if part in _LIKE:
        return _LIKE[part]
    category = unicodedata.category(part)
    if category == "Nd":
        return str(unicodedata.digit(part))
    return "" if category in _UNSEEN and not "\u0900" <= part <= "\u0dff" else part


class _Table(dict[int, str]):
    """What each character becomes, filled as characters are met."""

    def __missing__(self, code: int) -> str:
        self[code] = _folded_character(chr(code))
        return self[code]


_TABLE = _Table()


@dataclass(frozen=True)
class Folded:
    """A text as it is compared, which still knows where each part stood in the original."""

    original: str
    text: str

    @cached_property
    def _origins(self) -> list[int]:
        origins: list[int] = []
        for index, character in enumerate(self.original):
            origins += [index] * len(_TABLE[ord(character)])
        return origins

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a part of the folded text, of at least one character, stands in the original."""
        if self.original.isascii():
            return start, end
        return self._origins[start], self._origins[end - 1] + 1


def fold(text: str) -> Folded:
    """The text as it is compared."""
    return Folded(text, text.translate(_TABLE))
