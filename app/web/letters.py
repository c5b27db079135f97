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
        font: the folder of `@fontsource` that has its font.
        part: the slice of that font which has the letters.
        block: the first and the last code point of its letters in Unicode.
        pair: a narrow letter and a wide one. Without a font both are the same box.
    """

    font: str
    part: str
    block: tuple[int, int]
    pair: str

    @property
    def range(self) -> str:
        """The block as a style sheet writes it."""
        return f"U+{self.block[0]:X}-{self.block[1]:X}"


SCRIPTS: Final = {
    "Arab": FontScript("noto-naskh-arabic", "arabic", (0x600, 0x6FF), "اش"),
    "Beng": FontScript("noto-sans-bengali", "bengali", (0x980, 0x9FF), "হআ"),
    "Deva": FontScript("noto-sans-devanagari", "devanagari", (0x900, 0x97F), "रओ"),
    "Gujr": FontScript("noto-sans-gujarati", "gujarati", (0xA80, 0xAFF), "રઓ"),
    "Guru": FontScript("noto-sans-gurmukhi", "gurmukhi", (0xA00, 0xA7F), "ਤਆ"),
    "Taml": FontScript("noto-sans-tamil", "tamil", (0xB80, 0xBFF), "ரண"),
}
"""The scripts that we have a font for, by their ISO 15924 codes."""

LONG_WORD: Final = re.compile(r"(\w{7,})(\w{3}[,.;:!?])")
TAIL: Final = r'\1<span class="tail">\2</span>'


def font_name(code: str) -> str:
    """What a script's font is called among the built assets."""
    return f"letters-{code.lower()}.woff2"


def letters_for(locales: Iterable[str]) -> str:
    """The fonts that a page in these locales may need, as JSON for its script; empty for none.

    Each is its pair of letters, the address of the font and the range that it serves.
    """
    codes = dict.fromkeys(script_of(each) for each in locales)
    fonts = [
        [script.pair, url_for("assets.built", name=manifest()[font_name(code)]), script.range]
        for code, script in SCRIPTS.items()
        if code in codes and font_name(code) in manifest()
    ]
    return json.dumps(fonts, ensure_ascii=False) if fonts else ""


def tied(text: str) -> Markup:
    """The text as HTML in which the end of a long word and what closes it stay on one line.

    Where a word is as wide as the screen, its comma would stand alone at the start of the next.
    """
    return Markup(LONG_WORD.sub(TAIL, str(escape(text))))  # noqa: S704 - escaped before


def register_letters(app: Flask) -> None:
    """Give templates `letters_for()` and the filter `tied`."""
    app.jinja_env.globals.update(letters_for=letters_for)
    app.jinja_env.filters["tied"] = tied
