"""What the words of an English comment say of its themes, beside what the encoder makes of it.

Logistic regression on hashed words and pairs of words (Weinberger and others, Feature hashing,
2009), weighed by how rare they are. It knows that "parking" is parking; the encoder knows what is
meant by words that were never seen. Other languages have too few labelled comments for it.
"""

import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.analysis.engine.heads import Floats, Said
from app.analysis.engine.wording import seen

LANGUAGE: Final = "en"
BUCKETS: Final = 1 << 14
WORD: Final = re.compile(r"\w+")
PART: Final = 4
"""So many letters of a word count as one feature too, so that "waited" is like "waiting"."""
SHARE: Final = 0.4
"""How much the words count beside the encoder."""


class Words:
    """Weights of every feature for every theme; `themes` and `clinic_themes` as in `Said`."""

    def __init__(self, arrays: Mapping[str, NDArray[np.generic]]) -> None:
        scales = arrays["scales"].astype(np.float32)
        self._weights = arrays["weights"].astype(np.float32) * scales
        self._rarity = arrays["rarity"].astype(np.float32)
        self._bias = arrays["bias"].astype(np.float32)
        self._themes = int(arrays["themes"])

    @classmethod
    def from_file(cls, path: Path) -> "Words":
        """Those of a shipped file."""
        with np.load(path) as stored:
            return cls(dict(stored))

    def joined(self, said: Said, texts: Sequence[str], languages: Sequence[str]) -> Said:
        """What the encoder says of some comments, joined with what their words say."""
        themes, clinic = said.themes.copy(), said.clinic_themes.copy()
        for row, (text, language) in enumerate(zip(texts, languages, strict=True)):
            if language == LANGUAGE:
                scores = self._scores(text)
                themes[row] += SHARE * (scores[: self._themes] - themes[row])
                clinic[row] += SHARE * (scores[self._themes :] - clinic[row])
        return replace(said, themes=themes, clinic_themes=clinic)

    def _scores(self, text: str) -> Floats:
        found = features(text)
        weights = self._rarity[found]
        length = float(np.linalg.norm(weights)) or 1.0
        return np.asarray(weights / length @ self._weights[found] + self._bias, np.float32)


def features(text: str) -> NDArray[np.int64]:
    """The buckets of a text's words, pairs of words and parts of words, each once."""
    words = WORD.findall(seen(text).lower())
    found = set(words) | {" ".join(pair) for pair in zip(words, words[1:], strict=False)}
    for word in words:
        whole = f"<{word}>"
        found |= {f"#{whole[at : at + PART]}" for at in range(len(whole) - PART + 1)}
    numbers = {zlib.crc32(each.encode("utf-8", "replace")) % BUCKETS for each in found}
    return np.array(sorted(numbers), np.int64)
