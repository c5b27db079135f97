"""The words of an English comment speak of its themes; those of other languages do not."""

import numpy as np
import pytest

from app.analysis.engine.heads import Said
from app.analysis.engine.themes import THEMES
from app.analysis.engine.words import BUCKETS, SHARE, Words, features

PARKING = features("parking")
FOOD = list(THEMES).index("food")


def said(rows):
    return Said(
        care=np.zeros((rows, 3), np.float32),
        public=np.zeros((rows, 3), np.float32),
        themes=np.zeros((rows, len(THEMES)), np.float32),
        clinic_themes=np.zeros((rows, 1), np.float32),
        signal=np.zeros((rows, 1), np.float32),
        is_care=np.zeros((rows, 1), np.float32),
    )


def words():
    """Words that take "parking" for food."""
    weights = np.zeros((BUCKETS, len(THEMES) + 1), np.int8)
    weights[PARKING, FOOD] = 10
    return Words(
        {
            "weights": weights,
            "scales": np.ones(len(THEMES) + 1, np.float32),
            "rarity": np.ones(BUCKETS, np.float16),
            "bias": np.zeros(len(THEMES) + 1, np.float32),
            "themes": np.array(len(THEMES)),
        }
    )


def test_english_words_count_beside_the_encoder():
    joined = words().joined(said(2), ["Parking", "Parking"], ["en", "cy"])
    alone = SHARE * 10 * np.sqrt(len(PARKING))
    assert joined.themes[:, FOOD].tolist() == pytest.approx([alone, 0])
    assert joined.themes.sum() == joined.themes[0, FOOD]


def test_a_text_without_words_says_what_most_comments_do():
    assert words().joined(said(1), ["😀"], ["en"]).themes.tolist() == [[0] * len(THEMES)]


def test_features_are_words_pairs_and_parts_whatever_is_written():
    assert len(features("ok")) == 2
    assert set(features("waited")) & set(features("WAITING"))
    assert features("").size == 0
    assert len(features("x " * 20_000)) == 2
