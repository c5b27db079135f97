"""How likely each language is for a text: what py3langid makes of its letters, and its script."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

LETTERS_LOOKED_AT: Final = 600

NO_TEXT: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""What is no text and cannot be encoded, or says nothing."""

ETHIOPIC: Final = re.compile(r"[\u1200-\u135a]")
TIGRINYA: Final = frozenset("ሒሓሕቐቕቲኡኣኩኸኹኺኻኽኾዑዒዓዕዝዩጸጽፀፂፅ")
AMHARIC: Final = frozenset("ሁሄሆሌሴቆቴቸቹቻችኔኝአውየዴጠጣጨጫፓ")
"""Signs that one of the two languages has three times as often as the other, in labelled tweets."""

MOST_TELLING: Final = 100
"""So many are certain."""


def chances_of(text: str) -> Mapping[str, float]:
    """How likely each language is, by ISO 639 code; together they are 1."""
    signs = ETHIOPIC.findall(text)
    if 2 * len(signs) > sum(character.isalpha() for character in text):
        return _of_ethiopia(signs)
    return dict(_detector().rank(NO_TEXT.sub(" ", text[:LETTERS_LOOKED_AT])))


def _of_ethiopia(signs: Sequence[str]) -> Mapping[str, float]:
    """The detector knows Amharic only; each telling sign makes one of two three times likelier."""
    more = sum(each in TIGRINYA for each in signs) - sum(each in AMHARIC for each in signs)
    amharic = 1 / (1 + 3.0 ** max(-MOST_TELLING, min(more, MOST_TELLING)))
    return {"am": amharic, "ti": 1 - amharic}


@cache
def _detector() -> "LanguageIdentifier":
    """139 languages in 76 MB."""
    # It brings numpy, which a page that only lists languages need not wait for.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
