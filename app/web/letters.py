"""Letters of scripts that a device may have no font for, and words that stay with their comma."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from flask import Flask, url_for
from markupsafe import Markup, escape

from app.kernel.localised import script_of
from app.web.assets import manifest


@dataclass(frozen=True)
class FontScript:
    """One script's letters.

    Args:
        font: the folder of `@fontsource` that has its font, or the printing font of that name.
        part: the slice of that font which has the letters; empty for a printing font.
        blocks: the first and the last code points of its letters and its marks in Unicode.
        pair: a narrow letter and a wide one. Without a font both are the same box. Where all
            letters are as wide as each other, the first is one that no font has.
        installed: what fonts that devices come with are called, for pages without script.
    """

    font: str
    part: str
    blocks: tuple[tuple[int, int], ...]
    pair: str
    installed: tuple[str, ...]

    @property
    def range(self) -> str:
        """The blocks as a style sheet writes them."""
        return range_of(self.code_points)

    @property
    def code_points(self) -> frozenset[int]:
        """Those of all its blocks."""
        return frozenset(each for first, last in self.blocks for each in range(first, last + 1))


def range_of(points: Iterable[int]) -> str:
    """Code points as a style sheet writes them."""
    runs: list[list[int]] = []
    for point in sorted(points):
        if runs and point == runs[-1][1] + 1:
            runs[-1][1] = point
        else:
            runs.append([point, point])
    return ", ".join(
        f"U+{first:X}" if first == last else f"U+{first:X}-{last:X}" for first, last in runs
    )


DANDAS: Final = (0x964, 0x965)
"""The full stops of most scripts of India, which stand among the letters of one of them."""

SCRIPTS: Final = {
    "Arab": FontScript(
        "noto-naskh-arabic",
        "arabic",
        ((0x600, 0x6FF),),
        "اش",
        ("Noto Naskh Arabic", "Noto Naskh Arabic UI", "Geeza Pro", "Segoe UI"),
    ),
    "Beng": FontScript(
        "noto-sans-bengali",
        "bengali",
        ((0x980, 0x9FF), DANDAS),
        "হআ",
        ("Noto Sans Bengali", "Noto Sans Bengali UI", "Bangla Sangam MN", "Nirmala UI"),
    ),
    "Deva": FontScript(
        "noto-sans-devanagari",
        "devanagari",
        ((0x900, 0x97F),),
        "रओ",
        ("Noto Sans Devanagari", "Noto Sans Devanagari UI", "Devanagari Sangam MN", "Nirmala UI"),
    ),
    "Gujr": FontScript(
        "noto-sans-gujarati",
        "gujarati",
        ((0xA80, 0xAFF), DANDAS),
        "રઓ",
        ("Noto Sans Gujarati", "Noto Sans Gujarati UI", "Gujarati Sangam MN", "Nirmala UI"),
    ),
    "Guru": FontScript(
        "noto-sans-gurmukhi",
        "gurmukhi",
        ((0xA00, 0xA7F), DANDAS),
        "ਤਆ",
        ("Noto Sans Gurmukhi", "Noto Sans Gurmukhi UI", "Gurmukhi Sangam MN", "Nirmala UI"),
    ),
    "Hans": FontScript(
        "noto-sans-sc-400",
        "",
        ((0x4E00, 0x9FFF), (0x3000, 0x303F), (0xFF00, 0xFFEF)),
        "\u0378中",
        ("Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", "SimSun"),
    ),
    "Taml": FontScript(
        "noto-sans-tamil",
        "tamil",
        ((0xB80, 0xBFF),),
        "ரண",
        ("Noto Sans Tamil", "Noto Sans Tamil UI", "Tamil Sangam MN", "Nirmala UI"),
    ),
}
"""The scripts that we have a font for, by their ISO 15924 codes."""

NAMES: Final = "names"
"""What the letters of a script's languages' own names are called, for pages in other languages."""

NAMED_STYLE: Final = "letters-names.css"
"""The style sheet of these. One of a whole script comes after it, and so goes before it."""

EVERY_STYLE: Final = "letters.css"
"""The style sheet of all letters that anybody may type, for pages that show what people wrote."""

FAMILY: Final = "Own Words letters"
"""What all these fonts are called where they are lent."""

LONG_WORD: Final = re.compile(r"(\w{7,})(\w{3}[,.;:!?])")
TAIL: Final = r'\1<span class="tail">\2</span>'


def font_name(code: str, part: str = "") -> str:
    """What a script's font, or a part of it, is called among the built assets."""
    return f"letters-{code.lower()}{part and '-' + part}.woff2"


def letters_for(locales: Iterable[str], named: Iterable[str] = ()) -> str:
    """The fonts that a page in these locales may need, as JSON for its script; empty for none.

    Each is its pair of letters, the address of the font and the range that it serves. Of the
    languages that the page only names, it needs the letters of their names.
    """
    codes = {script_of(each) for each in locales}
    fonts = [font for code in SCRIPTS if code in codes for font in _fonts(code)]
    others = {script_of(each) for each in named} - codes
    fonts += [(code, font_name(code, NAMES)) for code in SCRIPTS if code in others]
    return json.dumps(
        [
            [SCRIPTS[code].pair, url_for("assets.built", name=made), SCRIPTS[code].range]
            for code, name in fonts
            if (made := manifest().get(name))
        ],
        ensure_ascii=False,
    ).removeprefix("[]")


def letter_styles(locales: Iterable[str], named: Iterable[str] = ()) -> list[str]:
    """Style sheets that lend a page without script the letters of its locales, the last first.

    A browser fetches none of their fonts where the device has one of the name that it comes with.
    """
    codes = {script_of(each) for each in locales}
    names = [NAMED_STYLE] if {script_of(each) for each in named} - codes & SCRIPTS.keys() else []
    return [*names, *(style_name(code) for code in SCRIPTS if code in codes)]


def style_name(code: str) -> str:
    """What the style sheet of a script's letters is called among the built assets."""
    return f"letters-{code.lower()}.css"


def _fonts(code: str) -> list[tuple[str, str]]:
    """A script's fonts: one, or several where one would be too heavy."""
    parts = re.compile(rf"{font_name(code)[:-6]}(-\d+)?\.woff2")
    return [(code, name) for name in sorted(manifest()) if parts.fullmatch(name)]


def tied(text: str) -> Markup:
    """The text as HTML in which the end of a long word and what closes it stay on one line.

    Where a word is as wide as the screen, its comma would stand alone at the start of the next.
    """
    return Markup(LONG_WORD.sub(TAIL, str(escape(text))))  # noqa: S704 - escaped before


def register_letters(app: Flask) -> None:
    """Give templates `letters_for()`, `letter_styles()` and the filter `tied`."""
    app.jinja_env.globals.update(letters_for=letters_for, letter_styles=letter_styles)
    app.jinja_env.filters["tied"] = tied
