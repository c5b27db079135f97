"""From comments to one person's view."""

import uuid
from types import SimpleNamespace

import pytest

from app.results.feedback.views import CommentLabels, helper_of, labels_of, together, view_of

SOMEONE = uuid.UUID(int=1)


def read(sentiment="negative", *, is_sure=True, themes=()):
    found = [
        {"code": code, "probability": 0.9, "is_assigned": assigned, "sentiment": feeling}
        for code, feeling, assigned in themes
    ]
    return SimpleNamespace(
        response_id=SOMEONE, sentiment=sentiment, is_sure=is_sure, themes=found, language="en"
    )


@pytest.mark.parametrize(
    ("sentiments", "view"),
    [
        (["positive", "positive"], "positive"),
        (["positive", "negative"], "neutral"),
        (["positive", "not_assessed"], "positive"),
        (["not_assessed"], "not_assessed"),
        ([], "not_assessed"),
    ],
)
def test_what_people_say_in_several_comments_is_one_view(sentiments, view):
    assert together(sentiments) == view


def test_only_what_is_sure_and_assigned_counts():
    themes = [("food", "negative", True), ("safety", "negative", False)]
    assert labels_of(read(themes=themes), {}).themes == {"food": "negative"}
    unsure = labels_of(read(is_sure=False, themes=themes), {})
    assert (unsure.sentiment, unsure.themes) == ("not_assessed", {"food": "not_assessed"})


def test_a_persons_word_counts_instead():
    themes = [("food", "negative", True), ("kindness", "positive", True)]
    labels = labels_of(
        read(themes=themes),
        {"sentiment": "neutral", "themes": ["kindness", "dress"], "language": "cy"},
    )
    assert labels == CommentLabels(
        SOMEONE, "neutral", {"kindness": "positive", "dress": "neutral"}, "cy"
    )


def test_a_persons_themes_add_up_over_their_comments():
    view, language = view_of(
        [
            CommentLabels(SOMEONE, "positive", {"food": "positive"}, ""),
            CommentLabels(SOMEONE, "negative", {"food": "negative", "dress": "negative"}, "ur"),
        ]
    )
    assert view == {"": "neutral", "food": "neutral", "dress": "negative"}
    assert language == "ur"


@pytest.mark.parametrize(
    ("answers", "helper"),
    [
        ({}, "unknown"),
        ({"answered_by": "self"}, "alone"),
        ({"answered_by": "self_with_help", "helper_role": ["care_worker"]}, "staff"),
        ({"answered_by": "self_with_help", "helper_role": "family_friend"}, "helped"),
        ({"answered_by": "other_person_absent"}, "another"),
    ],
)
def test_who_helped(answers, helper):
    assert helper_of(answers) == helper
