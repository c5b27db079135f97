"""Characters that cannot be seen, or that turn the words after them round."""

import re
import unicodedata
from typing import Final

UNSEEN: Final = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))
"""Unicode's categories of controls, formats (bidi marks among them), and what is no character."""

FILLERS: Final = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u2800\u3164\ufe00-\ufe0f\uffa0"
    "\U000e0100-\U000e01ef]"
)
"""Letters, marks and symbols that are drawn as nothing, whatever category they have."""

JOINERS: Final = ("\u200c", "\u200d")
"""They say how two letters join, and are part of spelling in Persian, Sinhala and others."""

JOINED: Final = range(0x0600, 0x1000)
"""Arabic, Syriac and the scripts of South Asia: the ones whose letters joiners stand between."""


def has_unseen(text: str) -> bool:
    """Whether a reader would not see all of a text, or would see it in another order."""
    padded = f" {text} "
    around = zip(padded, padded[1:], padded[2:], strict=False)
    return FILLERS.search(text) is not None or any(
        unicodedata.category(character) in UNSEEN and not _joins(before, character, after)
        for before, character, after in around
    )


def without_unseen(text: str) -> str:
    """The text without any such character."""
    seen = (each for each in text if unicodedata.category(each) not in UNSEEN)
    return FILLERS.sub("", "".join(seen))


def _joins(before: str, character: str, after: str) -> bool:
    return character in JOINERS and ord(before) in JOINED and ord(after) in JOINED
