"""The fonts that are printed with, and refusing what none of them can print.

A character without a drawing would come out as an empty box, on a wall, for weeks. So every text
is held against the fonts before it is set.
"""

import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final

import fontpkg
from fontTools.ttLib import TTFont

from app.kernel.errors import Refused

BUILT: Final = Path(__file__).resolve().parents[2] / "static" / "fonts"

ORNAMENTS: Final = ("So", "Sk")
"""Categories of pictographs: without them a name is still the name."""

UNSEEN: Final = ("Cc", "Cf", "Zs", "Zl", "Zp")
"""Categories of what has no drawing: new lines, directions, joiners, spaces."""

VARIATIONS: Final = frozenset(map(chr, range(0xFE00, 0xFE10)))


def font_files() -> tuple[Path, ...]:
    """Every font file: those of installed fontpkg packages, and those built into static/fonts."""
    packaged = (
        file.path
        for family in fontpkg.families().values()
        for file in family.files
        if file.style == "normal"
    )
    return (*sorted(packaged), *sorted(BUILT.glob("*.ttf")))


def font_folders() -> list[str]:
    """The folders that the typesetter takes fonts from."""
    return sorted({str(path.parent) for path in font_files()})


@cache
def drawn() -> frozenset[int]:
    """The code points that some font has a drawing for."""
    return frozenset().union(*(_code_points(path) for path in font_files()))


def _code_points(path: Path) -> Iterable[int]:
    with TTFont(path, lazy=True) as font:
        return tuple(font.getBestCmap())


def undrawn(text: str) -> list[str]:
    """The characters of a text that would come out as boxes, each once."""
    return sorted({each for each in text if ord(each) not in drawn() and not _is_unseen(each)})


def printable(text: str) -> str:
    """The text without the pictographs that no font has.

    Raises:
        Refused: when letters are left that no font has, and what can be done.
    """
    lacking = undrawn(text)
    letters = [each for each in lacking if unicodedata.category(each) not in ORNAMENTS]
    if letters:
        raise Refused(_no_font(text, letters))
    if not lacking:
        return text
    return " ".join(text.translate(dict.fromkeys(map(ord, lacking))).split())


def _is_unseen(character: str) -> bool:
    return unicodedata.category(character) in UNSEEN or character in VARIATIONS


def _no_font(text: str, letters: list[str]) -> str:
    scripts = sorted({unicodedata.name(each, "unknown").split()[0].lower() for each in letters})
    return (
        f"There is no font here to print these letters of '{text[:60]}': "
        f"{' '.join(letters[:12])} ({', '.join(scripts)}). Run 'make assets' if it was never run, "
        "install a font package from PyPI such as fontpkg-noto-sans-thai for that script, "
        "or write the text in another script."
    )
