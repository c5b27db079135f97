"""What the words of a comment say of it, beside what the encoder makes of it.

Logistic regression on hashed words, pairs and parts of words (Weinberger and others, Feature
hashing, 2009), weighed by how rare they are. It knows that "parking" is parking; the encoder knows
what is meant by words that were never seen. It reads sentiment alone: beside an encoder that was
tuned on comments read for our themes, words made themes worse.
"""

import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.comments.machine.engine.heads import SENTIMENTS, Floats, HeadScores
from app.comments.machine.engine.wording import seen

BUCKETS: Final = 1 << 16
WORD: Final = re.compile(r"\w+")
PART: Final = 4
"""So many letters of a word count as one feature too, so that "waited" is like "waiting"."""
SENTIMENT_WEIGHT: Final = 0.4
"""How much is added of what the words say of the sentiment."""

Arrays = Mapping[str, NDArray[np.generic]]


class FeatureWeights:
    """A weight of every feature for everything that is read."""

    def __init__(self, arrays: Arrays, name: str) -> None:
        scales = arrays[f"{name}.scales"].astype(np.float32)
        self._weights, self._scales = arrays[f"{name}.weights"], scales
        self._rarity = arrays[f"{name}.rarity"].astype(np.float32)
        self._bias = arrays[f"{name}.bias"].astype(np.float32)

    def scores(self, found: NDArray[np.int64]) -> Floats:
        """Scores (logits) of a text with these features."""
        weights = self._rarity[found]
        length = float(np.linalg.norm(weights)) or 1.0
        chosen = self._weights[found].astype(np.float32) * self._scales
        return np.asarray(weights / length @ chosen + self._bias, np.float32)


class WordModel:
    """Weights for sentiment, care and public side by side.

    A word counts as an answer to a question only where many answered it in training.
    """

    def __init__(self, arrays: Arrays) -> None:
        self._sentiment = FeatureWeights(arrays, "sentiment")
        self._questions = frozenset(arrays["questions"].tolist())

    @classmethod
    def from_file(cls, path: Path) -> "WordModel":
        """Those of a shipped file."""
        with np.load(path) as stored:
            return cls(dict(stored))

    def joined(
        self,
        scores: HeadScores,
        texts: Sequence[str],
        questions: Sequence[str],
    ) -> HeadScores:
        """What the encoder says of some comments, joined with what their words say."""
        care, public = scores.care.copy(), scores.public.copy()
        for row, (text, question) in enumerate(zip(texts, questions, strict=True)):
            found = features(text)
            asked = with_asked(found, question) if code_of(question) in self._questions else found
            sentiment = self._sentiment.scores(asked) * SENTIMENT_WEIGHT
            care[row] += sentiment[: len(SENTIMENTS)]
            public[row] += sentiment[len(SENTIMENTS) :]
        return replace(scores, care=care, public=public)


def features(text: str) -> NDArray[np.int64]:
    """The buckets of a text's words, pairs of words and parts of words, each once."""
    words = WORD.findall(seen(text).lower())
    found = set(words) | {" ".join(pair) for pair in zip(words, words[1:], strict=False)}
    for word in words:
        whole = f"<{word}>"
        found |= {f"#{whole[at : at + PART]}" for at in range(len(whole) - PART + 1)}
    return _buckets(each.encode("utf-8", "replace") for each in found)


def with_asked(found: NDArray[np.int64], question: str) -> NDArray[np.int64]:
    """The same features, and each once more as an answer to this very question."""
    code = code_of(question)
    answers = _buckets([b"%d" % code, *(b"%d|%d" % (code, each) for each in found)])
    return np.union1d(found, answers)


def code_of(question: str) -> int:
    """A number for the wording of a question."""
    return zlib.crc32(question.encode("utf-8", "replace"))


def _buckets(names: Iterable[bytes]) -> NDArray[np.int64]:
    return np.array(sorted({zlib.crc32(name) % BUCKETS for name in names}), np.int64)
