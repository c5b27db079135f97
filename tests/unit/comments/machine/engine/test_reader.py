"""Whatever is written, there is one answer for each comment, or "not assessed"."""

import pytest

from app.comments.machine.engine.calibration import Calibration
from app.comments.machine.engine.reader import Asked, Reader, packed, unpacked
from tests.engine import KnowsWords, reader

ODD = (
    "", "   ", "😀😀", "...", "?!", "x" * 20_000, "<script>alert('cold')</script>",
    "co\u200bld \u202etea", "\x00", "\ud800", "ok", "nothing", "የማላውቀው ቋንቋ", "12345",
    "yeh khana bohat acha hai", "cold چائے kind ਚਾਹ",
)  # fmt: skip


def read(text, **more):
    [heard] = reader().read([Asked(text, **more)])
    return heard


def test_it_says_how_sure_it_is():
    heard = read("The staff are so very kind to me", question="What is good?")
    assert (heard.sentiment, heard.is_sure, heard.language) == ("positive", True, "en")
    unsure = read("The weather was as it always is here", question="What is good?")
    assert (round(unsure.confidence, 2), unsure.is_sure) == (0.33, False)


def test_themes_and_harm_are_read():
    heard = read("They slap me and the tea is cold every day")
    assert [(each.code, each.is_assigned) for each in heard.themes] == [("food", True)]
    assert heard.harm > 0.9


@pytest.mark.parametrize("text", ODD)
def test_odd_text_gets_an_answer_and_never_a_fault(text):
    heard = read(text)
    assert heard.sentiment in ("negative", "neutral", "positive", "not_assessed")
    assert 0 <= heard.confidence <= 1


def test_rows_stay_in_their_order_however_many():
    texts = [f"number {number} is {'kind' if number % 2 else 'cold'}" for number in range(150)]
    heard = reader().read([Asked(text) for text in texts])
    assert [each.sentiment for each in heard] == ["negative", "positive"] * 75


def test_a_language_that_was_never_measured_is_not_assessed():
    heard = read("Alles ist immer sehr kalt hier und niemand kommt", language="de")
    assert (heard.language, heard.sentiment, heard.is_sure) == ("de", "not_assessed", False)


def test_without_an_encoder_it_knows_languages_only():
    bare = Reader(None, None, Calibration("tiny-1", {}, {}))
    [heard] = bare.read([Asked("The staff are so very kind to me")])
    assert (bare.version, heard.language, heard.sentiment) == ("none", "en", "not_assessed")
    assert (heard.themes, heard.harm, heard.embedding) == ((), 0.0, None)


def test_the_question_is_read_with_the_comment():
    encoder = KnowsWords()
    reader(encoder=encoder).read([Asked("nothing", question="What is good?")])
    assert any("What is good?" in text and "nothing" in text for text in encoder.asked)


def test_what_nobody_sees_hides_nothing():
    heard = read("They are so ki\u200bnd to me, ki\u202end indeed", question="What is good?")
    assert (heard.sentiment, heard.language) == ("positive", "en")


def test_an_embedding_comes_back_as_it_was_stored():
    [heard] = reader().read([Asked("The tea is always cold here")])
    assert unpacked(packed(heard.embedding)).tolist() == heard.embedding.tolist()
