"""A tiny machine for tests: an encoder that knows a few words, and heads that follow it."""

from collections.abc import Sequence

import numpy as np

from app.comments.machine.engine.calibration import (
    OTHER,
    Calibration,
    LanguageFigures,
    ThemeCalibration,
)
from app.comments.machine.engine.embedding import WIDTH, Floats
from app.comments.machine.engine.heads import SENTIMENTS, Heads
from app.comments.machine.engine.reader import Reader
from app.comments.machine.engine.themes import THEMES

WORDS = ("cold", "fine", "kind", "tea", "slap")
"""What is negative, neutral, positive, about food, and what tells of harm."""

TOPS = {
    "care": 3, "public": 3, "themes": len(THEMES), "clinic_themes": 1, "signal": 1, "is_care": 1,
}  # fmt: skip


class KnowsWords:
    """Embeds a text by which of the words stand in it; remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def embed(self, texts: Sequence[str]) -> Floats:
        """A row for each text."""
        self.asked += texts
        rows = np.zeros((len(texts), WIDTH), np.float32)
        for row, text in zip(rows, texts, strict=True):
            for place, word in enumerate(WORDS):
                row[place] = word in text.lower()
        return rows


def heads() -> Heads:
    """Heads that say of each word what it stands for."""
    shared = np.zeros((len(WORDS), WIDTH + 5), np.float32)
    for place in range(len(WORDS)):
        shared[place, place] = 1
    weights = {"shared.weight": shared, "shared.bias": np.zeros(len(WORDS), np.float32)}
    weights |= {"topics.weight": shared[:, :WIDTH], "topics.bias": weights["shared.bias"]}
    for name, width in TOPS.items():
        weights[f"tops.{name}.weight"] = np.zeros((width, len(WORDS)), np.float32)
        weights[f"tops.{name}.bias"] = np.zeros(width, np.float32)
    for place in range(len(SENTIMENTS)):
        weights["tops.care.weight"][place, place] = 1
        weights["tops.public.weight"][place, place] = 1
    weights["tops.themes.bias"] -= 4
    weights["tops.themes.weight"][list(THEMES).index("food"), WORDS.index("tea")] = 1
    weights["tops.signal.bias"] -= 4
    weights["tops.signal.weight"][0, WORDS.index("slap")] = 1
    return Heads([weights])


def reader(version: str = "tiny-1", encoder: KnowsWords | None = None) -> Reader:
    """A reader of English and Urdu."""
    return Reader(encoder or KnowsWords(), heads(), calibration(version))


def calibration(version: str = "tiny-1") -> Calibration:
    """Figures of English and Urdu."""
    figures = LanguageFigures(temperature=1.0, threshold=0.8)
    return Calibration(
        version=version,
        languages={"en": figures, "ur": figures},
        themes={OTHER: dict.fromkeys(THEMES, ThemeCalibration(assign=0.8, suggest=0.3))},
    )
