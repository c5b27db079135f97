"""Counting before and after: values, pairs, thinking back, and questions that changed."""

import uuid

import pytest

from app.improvement.training.answers import Answer
from app.improvement.training.comparing import (
    paired_answers,
    paired_counts,
    questions_in,
    then_counts,
    unmatched_counts,
    value_of,
)
from app.surveys.parts import Kind
from tests.factories import option, question, survey

RATING = question(
    "sure", Kind.RATING, "good", "middling", "bad", non_substantive=(option("unsure"),)
)
ASKED = question("asked", Kind.YES_NO, "yes", "no")
COMMENT = question("why", Kind.COMMENT)


def answer(**answers):
    return Answer(uuid.uuid4(), 1, answers)


@pytest.mark.parametrize(
    ("given", "value"),
    [("good", 2), ("middling", 1), ("bad", 0), ("unsure", None), (None, None), ("other", None)],
)
def test_the_best_answer_has_the_highest_value(given, value):
    assert value_of(RATING, given) == value


def test_a_reversed_scale_begins_with_the_worst():
    turned = question("sure", Kind.RATING, "never", "always", reverse=True)
    assert [value_of(turned, each) for each in ("never", "always")] == [0, 1]


def test_ratings_and_yes_or_no_are_compared_and_nothing_else():
    then = question("then_sure", Kind.RATING, "good", "bad")
    found = questions_in([survey(RATING, ASKED, COMMENT, then)])
    assert (list(found.compared), found.changed) == (["sure", "asked"], ())


def test_equality_questions_are_never_compared():
    equal = question("equality_wanted", Kind.YES_NO, "yes", "no", part="equality")
    assert list(questions_in([survey(RATING, equal)]).compared) == ["sure"]


def test_what_changed_between_versions_is_not_compared_and_is_named():
    other = question("sure", Kind.RATING, "good", "bad")
    found = questions_in([survey(RATING, ASKED), survey(other, ASKED, version=2)])
    assert (list(found.compared), found.changed) == (["asked"], ("sure",))


def test_what_one_version_does_not_ask_is_not_compared():
    found = questions_in([survey(RATING, ASKED), survey(ASKED, version=2)])
    assert (list(found.compared), found.changed) == (["asked"], ())


def test_pairs_are_counted_from_and_to():
    pairs = [
        (answer(sure="bad"), answer(sure="good")),
        (answer(sure="bad"), answer(sure="good")),
        (answer(sure="good"), answer(sure="middling")),
        (answer(sure="unsure"), answer(sure="good")),
        (answer(), answer(sure="good")),
    ]
    assert paired_counts(pairs, {"sure": RATING}) == {
        "bases": [5],
        "questions": {"sure": [[0, 2, 2], [2, 1, 1]]},
    }


def test_others_are_counted_by_their_good_answers():
    early = [answer(sure="good"), answer(sure="bad"), answer(sure="unsure")]
    late = [answer(sure="good")] * 2
    assert unmatched_counts(early, late, {"sure": RATING}) == {
        "bases": [3, 2],
        "questions": {"sure": [1, 2, 2, 2]},
    }


def test_thinking_back_is_beside_now_in_one_answer():
    asked = survey(RATING, question("then_sure", Kind.RATING, "good", "middling", "bad"))
    answers = [
        answer(sure="good", then_sure="bad"),
        answer(sure="good"),
        answer(then_sure="bad"),
    ]
    assert then_counts(answers, {1: asked}) == {"bases": [1], "questions": {"sure": [[0, 2, 1]]}}


def test_a_card_pairs_only_answers_that_are_still_stored():
    early, late = answer(), answer()
    cards = {"a": early.id, "b": uuid.uuid4()}, {"a": late.id, "b": late.id, "c": late.id}
    assert paired_answers(*cards, {early.id: early, late.id: late}) == [(early, late)]
