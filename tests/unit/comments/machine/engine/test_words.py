"""What the words of a comment say of its sentiment, in any language."""

import numpy as np
import pytest

from app.comments.machine.engine.heads import HeadScores
from app.comments.machine.engine.themes import THEMES
from app.comments.machine.engine.words import (
    BUCKETS,
    SENTIMENT_WEIGHT,
    WordModel,
    code_of,
    features,
    with_asked,
)

PARKING = features("parking")
BETTER = "What could be better?"


def said(rows):
    return HeadScores(
        care=np.zeros((rows, 3), np.float32),
        public=np.zeros((rows, 3), np.float32),
        themes=np.zeros((rows, len(THEMES)), np.float32),
        clinic_themes=np.zeros((rows, 1), np.float32),
        signal=np.zeros((rows, 1), np.float32),
        is_care=np.zeros((rows, 1), np.float32),
    )


def table(name, columns, place, found):
    """Weights that take some features for one thing."""
    weights = np.zeros((BUCKETS, columns), np.int8)
    weights[found, place] = 10
    return {
        f"{name}.weights": weights,
        f"{name}.scales": np.ones(columns, np.float32),
        f"{name}.rarity": np.ones(BUCKETS, np.float16),
        f"{name}.bias": np.zeros(columns, np.float32),
    }


def words(sentiment=PARKING):
    """Words that take "parking" for something bad about care."""
    questions = {"questions": np.array([code_of(BETTER)], np.uint32)}
    return WordModel(questions | table("sentiment", 6, 0, sentiment))


def test_words_of_every_language_are_added_for_the_sentiment():
    joined = words().joined(said(2), ["Parking", "Tea"], ["", ""])
    alone = SENTIMENT_WEIGHT * 10 * np.sqrt(len(PARKING))
    assert joined.care.tolist() == [pytest.approx([alone, 0, 0]), [0, 0, 0]]
    assert joined.public.tolist() == [[0, 0, 0]] * 2


def test_a_word_may_say_something_else_as_an_answer_to_a_question():
    answers = np.setdiff1d(with_asked(features("nothing"), BETTER), features("nothing"))
    questions = ["", BETTER, "A question that nobody answered before?"]
    read = words(answers).joined(said(3), ["nothing"] * 3, questions)
    assert (read.care[:, 0] > 1).tolist() == [False, True, False]


def test_a_text_without_words_says_what_most_comments_do():
    read = words().joined(said(1), ["😀"], [""])
    assert (read.public.tolist(), read.care.tolist()) == ([[0, 0, 0]], [[0, 0, 0]])


def test_features_are_words_pairs_and_parts_whatever_is_written():
    assert len(features("ok")) == 2
    assert set(features("waited")) & set(features("WAITING"))
    assert features("").size == 0
    assert len(features("x " * 20_000)) == 2
