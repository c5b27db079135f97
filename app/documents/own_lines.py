"""Latin names, addresses and codes among words from right to left get a line of their own.

Readers of PDF files guess how a line runs. On one that runs both ways PDFium, which is Chrome's,
turns what spaces, dots, dashes and figures part in such a name, and other programs turn the words
around it. On a line that runs one way each reads the text as it was written.
"""

import re
from typing import Final

MARKED: Final = re.compile(
    "\\s*([(\u201c\u2018]*)\u2066([^\u2066-\u2069]*)\u2069([)\u201d\u2019]*[۔،؛:.!؟]*)\\s*"
)
FROM_RIGHT: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
HOLDS: Final = re.compile(r"[0-9 \u00a0+().:\-]*|[^\W\d_]+")
"""What is never turned: telephone numbers, which the templates keep together, and a single word."""


def on_own_lines(text: str) -> str:
    """The text with what would be turned on lines of its own, and its punctuation beside it.

    Args:
        text: with such names between U+2066 and U+2069; one without words around them stays.
    """
    around = MARKED.sub(" ", text)
    if not FROM_RIGHT.search(around):
        return text
    return MARKED.sub(_on_own_line, text).strip("\n")


def _on_own_line(found: re.Match[str]) -> str:
    opening, said, closing = found.groups()
    if HOLDS.fullmatch(said):
        return found[0]
    return f"\n\u2066{opening}{said}{closing}\u2069\n"
