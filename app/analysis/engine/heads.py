"""The small heads on the encoder, as matrix products in numpy."""

from collections.abc import Mapping, Sequence
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

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Said:
    """What the heads say of some comments, a row each, before any calibration."""

    care: Floats
    public: Floats
    themes: Floats
    clinic_themes: Floats
    signal: Floats
    is_care: Floats

    def at(self, rows: Sequence[bool] | slice) -> "Said":
        """What was said of some of them."""
        keep = rows if isinstance(rows, slice) else np.asarray(rows, bool)
        return Said(**{name: getattr(self, name)[keep] for name in self.__dataclass_fields__})

    def row(self, place: int) -> "Said":
        """What was said of one."""
        return self.at(slice(place, place + 1))


class Heads:
    """One layer for sentiment and one for themes, and a head for each thing that is read."""

    def __init__(self, weights: Mapping[str, NDArray[np.floating]]) -> None:
        self._weights = {name: values.astype(np.float32) for name, values in weights.items()}

    @classmethod
    def from_file(cls, path: Path) -> "Heads":
        """The heads of a shipped file."""
        with np.load(path) as stored:
            return cls(dict(stored))

    def hidden(self, embeddings: Floats, ratings: Sequence[int | None]) -> Floats:
        """The shared layer: `embeddings` has a row of 384 for each comment."""
        given = np.zeros((len(ratings), RATINGS), np.float32)
        for row, rating in enumerate(ratings):
            if rating is not None and 1 <= rating <= RATINGS:
                given[row, rating - 1] = 1
        return gelu(self._layer("shared", np.concatenate([embeddings * SCALE, given], axis=1)))

    def read(self, embeddings: Floats, ratings: Sequence[int | None]) -> Said:
        """Scores (logits) of every head."""
        hidden = self.hidden(embeddings, ratings)
        topics = gelu(self._layer("topics", embeddings * SCALE))
        return Said(
            **{
                name: self._layer(f"tops.{name}", topics if name in OF_TOPICS else hidden)
                for name in Said.__dataclass_fields__
            }
        )

    def _layer(self, name: str, x: Floats) -> Floats:
        weight, bias = self._weights[f"{name}.weight"], self._weights[f"{name}.bias"]
        return np.asarray(x @ weight.T + bias, np.float32)


def gelu(x: Floats) -> Floats:
    """Hendrycks and Gimpel (2016), in the form with a hyperbolic tangent."""
    inner = np.sqrt(2 / np.pi) * (x + 0.044715 * x**3)
    return np.asarray(0.5 * x * (1 + np.tanh(inner)), np.float32)


def softmax(scores: Floats, temperature: float | Floats = 1.0) -> Floats:
    """Probabilities of what excludes each other."""
    scaled = scores / temperature
    powers = np.exp(scaled - scaled.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True), np.float32)


def logistic(scores: Floats) -> Floats:
    """Probabilities of what may come together."""
    return np.asarray(1 / (1 + np.exp(-np.clip(scores, -30, 30))), np.float32)
