"""The small heads on the encoder, as matrix products in numpy."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

SENTIMENTS: Final = ("negative", "neutral", "positive")
RATINGS: Final = 5
SCALE: Final = 8.0
"""Embeddings have length one, so that each number is small; the shared layer likes about one."""

OF_TOPICS: Final = ("themes", "clinic_themes")
"""Heads that stand on a layer of their own."""

ROOT: Final = float(np.sqrt(2 / np.pi))

Floats = NDArray[np.float32]
Weights = Mapping[str, NDArray[np.floating]]


@dataclass(frozen=True)
class HeadScores:
    """What the heads say of some comments, a row each, before any calibration."""

    care: Floats
    public: Floats
    themes: Floats
    clinic_themes: Floats
    signal: Floats
    is_care: Floats

    def at(self, rows: Sequence[bool] | slice) -> "HeadScores":
        """What was said of some of them."""
        chosen = rows if isinstance(rows, slice) else np.asarray(rows, bool)
        return HeadScores(
            **{name: getattr(self, name)[chosen] for name in self.__dataclass_fields__}
        )

    def row(self, place: int) -> "HeadScores":
        """What was said of one."""
        return self.at(slice(place, place + 1))


class Heads:
    """The heads of every tuning of the encoder; the mean of their scores counts.

    `embeddings` has a row for each comment: what each tuning made of it, side by side.
    """

    def __init__(self, weights: Sequence[Weights]) -> None:
        self._each = [_Heads(each, len(weights)) for each in weights]

    @classmethod
    def from_files(cls, paths: Iterable[Path]) -> "Heads":
        """The heads of shipped files."""
        weights = []
        for path in paths:
            with np.load(path) as stored:
                weights.append(dict(stored))
        return cls(weights)

    @property
    def width(self) -> int:
        """How many numbers an embedding has."""
        return sum(each.width for each in self._each)

    def hidden(self, embeddings: Floats, ratings: Sequence[int | None]) -> Floats:
        """The shared layers, side by side."""
        one_hot = _one_hot(ratings)
        parts = [
            each.hidden(rows, one_hot)
            for each, rows in zip(self._each, self._of_each_encoder(embeddings), strict=True)
        ]
        return np.concatenate(parts, axis=1)

    def read(self, embeddings: Floats, ratings: Sequence[int | None]) -> HeadScores:
        """Scores (logits) of every head."""
        one_hot = _one_hot(ratings)
        scores = [
            each.read(rows, one_hot)
            for each, rows in zip(self._each, self._of_each_encoder(embeddings), strict=True)
        ]
        return HeadScores(
            **{
                name: np.mean([getattr(each, name) for each in scores], axis=0)
                for name in HeadScores.__dataclass_fields__
            }
        )

    def _of_each_encoder(self, embeddings: Floats) -> list[Floats]:
        return np.split(embeddings, len(self._each), axis=1)


class _Heads:
    """One layer for sentiment and one for themes, and a head for each thing that is read."""

    def __init__(self, weights: Weights, beside: int) -> None:
        self._weights = {name: values.astype(np.float32) for name, values in weights.items()}
        # Rows that stand side by side have length one together, and were trained alone.
        self._scale = SCALE * beside**0.5
        self.width = self._weights["topics.weight"].shape[1]

    def hidden(self, rows: Floats, ratings: Floats) -> Floats:
        scaled = rows * self._scale
        return gelu(self._layer("shared", np.concatenate([scaled, ratings], axis=1)))

    def read(self, rows: Floats, ratings: Floats) -> HeadScores:
        hidden = self.hidden(rows, ratings)
        topics = gelu(self._layer("topics", rows * self._scale))
        return HeadScores(
            **{
                name: self._layer(f"tops.{name}", topics if name in OF_TOPICS else hidden)
                for name in HeadScores.__dataclass_fields__
            }
        )

    def _layer(self, name: str, x: Floats) -> Floats:
        weight, bias = self._weights[f"{name}.weight"], self._weights[f"{name}.bias"]
        return np.asarray(x @ weight.T + bias, np.float32)


def _one_hot(ratings: Sequence[int | None]) -> Floats:
    """Ratings as the heads take them; all zeros where there is none."""
    rows = np.zeros((len(ratings), RATINGS), np.float32)
    for row, rating in enumerate(ratings):
        if rating is not None and 1 <= rating <= RATINGS:
            rows[row, rating - 1] = 1
    return rows


def gelu(x: Floats) -> Floats:
    """Hendrycks and Gimpel (2016), in the form with a hyperbolic tangent."""
    # 0.5 x (1 + tanh(root (x + 0.044715 x³))), in one array: most of its time goes by in memory.
    y = x * x
    y *= 0.044715 * ROOT
    y += ROOT
    y *= x
    np.tanh(y, out=y)
    y += 1
    y *= x
    y *= 0.5
    return y


def softmax(scores: Floats, temperature: float | Floats = 1.0) -> Floats:
    """Probabilities of what excludes each other."""
    scaled = scores / temperature
    powers = np.exp(scaled - scaled.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True), np.float32)


def logistic(scores: Floats) -> Floats:
    """Probabilities of what may come together."""
    return np.asarray(1 / (1 + np.exp(-np.clip(scores, -30, 30))), np.float32)
