"""A person's word counts at once; every earlier one is kept."""

import pytest

from app.comments.queue import corrections
from app.comments.queue.comments import comment_entry
from app.comments.queue.models import Correction
from app.comments.queue.queries import corrected_since, sentiments_by_people, standing
from app.comments.queue.views import reads_of
from app.extensions import db
from app.kernel.errors import Refused
from tests.comments import comment, hold_still, reading, theme
from tests.staff import recorded, user


@pytest.fixture
def amal(context):
    return user("reader", name="Amal", email="amal@example.org")


def feels(made, by, sentiment):
    corrections.correct_sentiment(comment_id=made.id, sentiment=sentiment, reader=by.id)


def test_the_newest_word_counts_and_all_stay(amal, monkeypatch):
    made = comment()
    for minute, sentiment in enumerate(("positive", "neutral")):
        hold_still(monkeypatch, 2026, 11, 24, 9, minute)
        feels(made, amal, sentiment)
    assert standing([made.id]) == {made.id: {"sentiment": "neutral"}}
    assert sentiments_by_people() == {made.id: "neutral"}
    assert [row.value for row in db.session.query(Correction).order_by(Correction.at)] == [
        "positive", "neutral",
    ]  # fmt: skip
    assert [entry[3]["value"] for entry in recorded("comment-correct")] == ["positive", "neutral"]


def test_figures_learn_which_response_was_corrected_since_when(amal):
    made, other = comment(), comment("Warm tea")
    assert corrected_since(None) == (set(), None)
    feels(made, amal, "positive")
    responses, newest = corrected_since(None)
    assert responses == {made.response_id}
    feels(other, amal, "positive")
    assert corrected_since(newest)[0] == {made.response_id, other.response_id}


def test_a_theme_is_put_to_or_taken_from_what_the_machine_assigned(amal):
    made = comment()
    reading(made, themes=[theme("food"), theme("safety", is_assigned=False, probability=0.3)])
    assert corrections.themes_of(comment_entry(made.id)) == ["food"]
    for code in ("faith_worship", "food"):
        corrections.toggle_theme(comment_id=made.id, theme=code, reader=amal.id)
    assert corrections.themes_of(comment_entry(made.id)) == ["faith_worship"]


def test_what_counts_is_the_persons_word_or_else_the_machines(amal):
    made = comment("ਚਾਹ ਠੰਢੀ ਹੈ", locale="pa")
    reading(made, language="hi", themes=[theme("food")])
    before = reads_of(comment_entry(made.id))
    assert (before.sentiment, before.language, before.by_person) == ("negative", "hi", frozenset())
    corrections.correct_language(comment_id=made.id, language="pa", reader=amal.id)
    feels(made, amal, "neutral")
    after = reads_of(comment_entry(made.id))
    assert (after.sentiment, after.language) == ("neutral", "pa")
    assert after.by_person == {"sentiment", "language"}
    assert [each.code for each in after.themes if each.is_chosen] == ["food"]


def test_names_are_masked_wherever_it_is_quoted_and_stay_out_of_the_record(amal):
    made = comment("Dilys was rude to Mam")
    assert reads_of(comment_entry(made.id)).likely_names == ("Dilys",)
    corrections.mask_names(comment_id=made.id, names=["Dilys", " ", "Dilys"], reader=amal.id)
    after = reads_of(comment_entry(made.id))
    assert (after.masked, after.likely_names) == ("[name] was rude to Mam", ())
    assert [entry[3] for entry in recorded("comment-correct")] == [{"field": "names"}]


@pytest.mark.parametrize(
    ("deed", "value", "said"),
    [
        (corrections.correct_sentiment, {"sentiment": "angry"}, "Choose negative"),
        (corrections.correct_sentiment, {"sentiment": "not_assessed"}, "Choose negative"),
        (corrections.toggle_theme, {"theme": "weather"}, "no such theme"),
        (corrections.correct_language, {"language": "klingon"}, "Choose a language"),
        (corrections.mask_names, {"names": ["Dilys"]}, "exactly as the comment has them"),
        (corrections.mask_names, {"names": ["x" * 81]}, "at most 80"),
    ],
)
def test_what_makes_no_sense_is_refused(amal, deed, value, said):
    made = comment()
    with pytest.raises(Refused, match=said):
        deed(comment_id=made.id, **value, reader=amal.id)
    assert standing([made.id]) == {}
