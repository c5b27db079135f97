"""Counting people's views: the same however often, in whatever pieces, and corrected at once."""

import pytest

from app.collection.responses.stray import NOT_COUNTED
from app.comments.machine.models import ModelVersion
from app.comments.queue.corrections import correct_sentiment, toggle_theme
from app.extensions import db
from app.results.feedback import operations
from app.results.feedback.cuts import FeedbackCut
from app.results.feedback.models import View, ViewCell
from app.results.feedback.operations import rebuild, refresh_batch, switch
from app.results.feedback.queries import counts_of, left_to_count
from tests.comments import count_views, people, reading
from tests.staff import recorded, user


def sums():
    rows = db.session.query(ViewCell.theme, ViewCell.sentiment, ViewCell.people)
    return {(theme, sentiment): number for theme, sentiment, number in rows}


def test_everybody_is_counted_once_however_often(context):
    people(12, "positive", themes=["food"])
    people(3, "negative")
    for _ in range(3):
        count_views()
    assert sums() == {("", "positive"): 12, ("food", "positive"): 12, ("", "negative"): 3}
    assert left_to_count() == 0


@pytest.mark.parametrize("at_once", [1, 2, 7])
def test_the_pieces_make_no_difference(context, monkeypatch, at_once):
    monkeypatch.setattr(operations, "RESPONSES_AT_ONCE", at_once)
    people(5, "positive", themes=["food"])
    people(4, "negative", themes=["food"])
    count_views()
    assert sums() == {
        ("", "positive"): 5, ("food", "positive"): 5,
        ("", "negative"): 4, ("food", "negative"): 4,
    }  # fmt: skip


def test_a_piece_that_was_broken_off_is_counted_the_next_time(context):
    people(5)
    refresh_batch()
    db.session.rollback()
    assert (sums(), left_to_count()) == ({}, 5)
    count_views()
    assert sums() == {("", "positive"): 5}


def test_a_correction_wins_at_once_and_moves_no_other_figure(context):
    reader = user("reader")
    first, *_ = people(12, "negative", themes=["food"])
    count_views()
    correct_sentiment(comment_id=first.id, sentiment="positive", reader=reader.id)
    toggle_theme(comment_id=first.id, theme="food", reader=reader.id)
    toggle_theme(comment_id=first.id, theme="dress", reader=reader.id)
    count_views()
    assert sums() == {
        ("", "negative"): 11, ("food", "negative"): 11,
        ("", "positive"): 1, ("dress", "positive"): 1,
    }  # fmt: skip


def test_a_correction_is_released_at_once(context):
    reader = user("reader")
    people(12, "positive")
    first, *_ = people(10, "negative")
    count_views()
    correct_sentiment(comment_id=first.id, sentiment="positive", reader=reader.id)
    count_views()
    released = counts_of(FeedbackCut()).everything
    assert (released["negative"], released["positive"]) == (9, 13)


def test_what_the_machine_is_not_sure_of_is_not_assessed(context):
    people(10, "negative", is_sure=False)
    count_views()
    assert sums() == {("", "not_assessed"): 10}


def test_another_version_of_the_machine_counts_from_when_it_is_switched_on(context):
    made = people(10, "negative")
    count_views()
    for each in made:
        reading(each, model="newer", sentiment="positive")
    count_views()
    assert sums() == {("", "negative"): 10}
    db.session.add(ModelVersion(version="newer"))
    db.session.commit()
    switch(version="newer", actor="admin@example.org")
    count_views()
    assert sums() == {("", "positive"): 10}
    assert recorded("machine-switched") == [("admin@example.org", "machine-switched", "newer", {})]


@pytest.mark.parametrize("at_once", [3, 50])
def test_all_can_be_counted_again_to_the_same_and_what_was_released_stays(
    context, monkeypatch, at_once
):
    people(12, "positive", themes=["food"])
    people(3, "negative")
    count_views()
    whole, released = sums(), counts_of(FeedbackCut()).everything
    db.session.query(ViewCell).filter_by(sentiment="negative").delete()
    db.session.query(ViewCell).update({"people": 99})
    db.session.query(View).filter_by(sentiment="positive").update({"sentiment": "neutral"})
    db.session.commit()
    monkeypatch.setattr(operations, "RESPONSES_AT_ONCE", at_once)
    assert sum(rebuild()) == 15
    db.session.commit()
    assert (sums(), counts_of(FeedbackCut()).everything) == (whole, released)
    count_views()
    assert counts_of(FeedbackCut()).everything == released


def test_views_add_up_in_every_breakdown(context):
    people(11, "positive", language="ur", week="2026-W10")
    people(12, "negative", answers={"answered_by": "self"}, week="2026-W30")
    people(2, "positive", answers={"answered_by": "self"}, week="2026-W30")
    count_views()
    counts = counts_of(FeedbackCut())
    for name in ("month", "language", "audience", "helper", "service_id"):
        assert sum(each.total() for each in counts.parts[name].values()) == 25
    assert counts_of(FeedbackCut(period="2026-Q1")).people == 11
    assert db.session.query(View).count() == 25


def test_what_could_not_be_counted_is_in_no_view(context):
    first, *_ = people(12, "positive")
    count_views()
    first.question_id = NOT_COUNTED
    db.session.execute(db.delete(View).where(View.response_id == first.response_id))
    cells = db.session.query(ViewCell.people)
    db.session.execute(db.update(ViewCell).values(people=11))
    db.session.commit()
    count_views()
    assert ([n for (n,) in cells], left_to_count()) == ([11], 0)
