"""The scripts whose letters are not drawn in the order in which they are read."""

import unicodedata
from collections.abc import Set
from dataclasses import dataclass
from typing import Final

FAMILY: Final = "Own Words Whole"
DANDAS, JOINERS = "\u0964\u0965", "\u200c\u200d"
PUNCTUATION: Final = "،؛؟۔" + DANDAS
"""What may end a word of these scripts without a space."""

ARABIC: Final = (
    "\u0610-\u061a\u0620-\u065f\u066e-\u06d4\u06fa-\u06ff\u0750-\u077f\u060c\u061b\u061f"
)
NASKH: Final = ("ar", "fa", "ckb", "ps", "sd", "ug")
"""Languages whose readers find the sloping hand of Urdu hard to read."""


@dataclass(frozen=True)
class WholeScript:
    """A script whose words are drawn whole.

    Attributes:
        name: in English.
        letters: its own, as the inside of a class of a regular expression.
        shared: what stands inside or at the end of a word too, and other scripts have as well.
        fonts: the files that its words are drawn from, one for each weight.
        languages: those that have letters of a form of their own, after the usual one.
        signs: a regular expression for what is set as one letter of no use (see `text_layer`).
        hands: by languages that are written in another hand, a script like this one in that hand.
    """

    name: str
    letters: str
    fonts: str
    shared: str = ""
    languages: tuple[str, ...] = ()
    signs: str | None = None
    hands: tuple[tuple[tuple[str, ...], "WholeScript"], ...] = ()

    @property
    def family(self) -> str:
        """The name of the font that is made of a sheet's words."""
        return f"{FAMILY} {self.name}"

    def word(self, more: str = "") -> str:
        """A regular expression for its words; `more` are further letters of it."""
        return f"[{self.letters}{more}][{self.letters}{more}{self.shared}]*"

    def language_among(self, tags: Set[str]) -> str | None:
        """Whose forms the letters have on a sheet; those of the usual language where it has two."""
        found = set(self.languages) & tags
        return found.pop() if len(found) == 1 else next(iter(self.languages), None)


def is_mark(letter: str) -> bool:
    """Whether it is a sign upon or beside a letter."""
    return unicodedata.category(letter).startswith("M")


def _south_asian(name: str, letters: str, *languages: str) -> WholeScript:
    fonts = f"noto-sans-{name.lower()}-*.ttf"
    return WholeScript(name, letters, fonts, DANDAS + JOINERS, languages)


def _arabic() -> WholeScript:
    marks = "".join(filter(is_mark, map(chr, range(0x600, 0x780))))
    signs = f"[{marks}]+\u060c?"
    naskh = WholeScript("Naskh", ARABIC, "noto-naskh-arabic-*.ttf", languages=NASKH, signs=signs)
    return WholeScript(
        "Arabic", ARABIC, "noto-nastaliq-urdu-*.ttf",
        languages=("ur", "ks"), signs=signs, hands=((NASKH, naskh),),
    )  # fmt: skip


SCRIPTS: Final = (
    _arabic(),
    _south_asian("Devanagari", "\u0900-\u0963\u0966-\u097f", "hi", "mr", "ne"),
    _south_asian("Bengali", "\u0980-\u09ff"),
    _south_asian("Gurmukhi", "\u0a00-\u0a7f"),
    _south_asian("Gujarati", "\u0a80-\u0aff"),
    _south_asian("Tamil", "\u0b80-\u0bff"),
)
