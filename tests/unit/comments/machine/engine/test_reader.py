"""Whatever is written, there is one answer for each comment, or "not assessed"."""

import numpy as np
import pytest

from app.comments.machine.engine.calibration import Calibration
from app.comments.machine.engine.embedding import WIDTH
from app.comments.machine.engine.feelings import Feelings
from app.comments.machine.engine.reader import CommentInput, Reader, packed, unpacked
from app.comments.machine.engine.themes import THEMES
from tests.engine import KnowsWords, calibration, heads, reader

ODD = (
    "", "   ", "😀😀", "...", "?!", "x" * 20_000, "<script>alert('cold')</script>",
    "co\u200bld \u202etea", "\x00", "\ud800", "ok", "nothing", "የማላውቀው ቋንቋ", "12345",
    "yeh khana bohat acha hai", "cold چائے kind ਚਾਹ",
)  # fmt: skip


def read(text, **more):
    [labels] = reader().read([CommentInput(text, **more)])
    return labels


def test_it_says_how_sure_it_is():
    labels = read("The staff are so very kind to me", question="What is good?")
    assert (labels.sentiment, labels.is_sure, labels.language) == ("positive", True, "en")
    unsure = read("The weather was as it always is here", question="What is good?")
    assert (round(unsure.confidence, 2), unsure.is_sure) == (0.33, False)


def test_themes_and_harm_are_read():
    labels = read("They slap me and the tea is cold every day")
    assert [(each.code, each.is_assigned) for each in labels.themes] == [("food", True)]
    assert labels.harm > 0.9


def test_each_theme_has_its_own_sentiment():
    arrays = {
        "shared": np.zeros((3, WIDTH)),
        "own": np.zeros((len(THEMES), 3, WIDTH)),
        "bias": np.tile([9.0, 0.0, 0.0], (len(THEMES), 1)),
        "whole": np.asarray(1.0),
    }
    comment = CommentInput("They are kind and the tea is as it is", question="What is good?")
    felt = Reader(KnowsWords(), heads(), calibration(), feelings=Feelings(arrays))
    [labels] = felt.read([comment])
    assert (labels.sentiment, [each.sentiment for each in labels.themes]) == (
        "positive",
        ["negative"],
    )
    [like_the_whole] = reader().read([comment])
    assert [each.sentiment for each in like_the_whole.themes] == ["positive"]


@pytest.mark.parametrize("text", ODD)
def test_odd_text_gets_an_answer_and_never_a_fault(text):
    labels = read(text)
    assert labels.sentiment in ("negative", "neutral", "positive", "not_assessed")
    assert 0 <= labels.confidence <= 1


def test_rows_stay_in_their_order_however_many():
    texts = [f"number {number} is {'kind' if number % 2 else 'cold'}" for number in range(150)]
    labels = reader().read([CommentInput(text) for text in texts])
    assert [each.sentiment for each in labels] == ["negative", "positive"] * 75


def test_a_language_that_was_never_measured_is_not_assessed():
    labels = read("Alles ist immer sehr kalt hier und niemand kommt", language="de")
    assert (labels.language, labels.sentiment, labels.is_sure) == ("de", "not_assessed", False)


def test_without_an_encoder_it_knows_languages_only():
    bare = Reader(None, None, Calibration("tiny-1", {}, {}))
    [labels] = bare.read([CommentInput("The staff are so very kind to me")])
    assert (bare.version, labels.language, labels.sentiment) == ("none", "en", "not_assessed")
    assert (labels.themes, labels.harm, labels.embedding) == ((), 0.0, None)


def test_the_question_is_read_with_the_comment():
    encoder = KnowsWords()
    reader(encoder=encoder).read([CommentInput("nothing", question="What is good?")])
    assert any("What is good?" in text and "nothing" in text for text in encoder.asked)


def test_what_nobody_sees_hides_nothing():
    labels = read("They are so ki\u200bnd to me, ki\u202end indeed", question="What is good?")
    assert (labels.sentiment, labels.language) == ("positive", "en")


def test_an_embedding_comes_back_as_it_was_stored():
    [labels] = reader().read([CommentInput("The tea is always cold here")])
    assert unpacked(packed(labels.embedding)).tolist() == labels.embedding.tolist()
