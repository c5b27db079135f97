"""What one response adds to the sums."""

from collections import Counter

import pytest

from app.results.indicators.subjects import (
    ASKED,
    VALID_BASE,
    Adding,
    good_answers,
    groupings,
    sensitive_in,
    theme_subject,
)
from app.surveys.parts import Edition, Kind
from tests.factories import question, survey
from tests.given import rating
from tests.measuring import MEASURED

RESPECT = theme_subject("respect", Edition.STANDARD)


def added(answers, of=MEASURED, locale="en"):
    found = Adding(of).added(locale=locale, week="2026-W40", answers=answers, notes=[])
    return Counter({(each.subject, each.code): each.number for each in found})


def test_an_answer_is_asked_answered_placed_and_chosen():
    found = added({"respect": "always"})
    of_respect = {code: number for (subject, code), number in found.items() if subject == "respect"}
    assert of_respect == {":asked": 1, ":answered": 1, ":placed": 1, "always": 1}


def test_what_is_set_apart_is_not_placed_and_not_good_or_bad():
    found = added({"respect": "unsure"})
    assert found["respect", "unsure"] == 1
    assert found["respect", VALID_BASE] == found[RESPECT, VALID_BASE] == 0


@pytest.mark.parametrize(
    ("kind", "is_good"),
    [("always", True), ("mostly", True), ("sometimes", False), ("unsure", True)],
)
def test_a_theme_is_good_to_who_gave_good_answers_only(kind, is_good):
    found = added({"respect": "always", "kind": kind})
    assert (found[RESPECT, "good"], found[RESPECT, "not_good"]) == (is_good, not is_good)
    assert found[RESPECT, VALID_BASE] == 1


def test_a_person_is_counted_in_their_groups_for_all_services_together():
    found = Adding(MEASURED).added(
        locale="ur", week="2026-W40", answers={"respect": "never", "religion": "hindu"}, notes=[]
    )
    groups = {(e.subject, e.code) for e in found if e.for_all_services and e.subject[0] == ":"}
    assert groups == {
        (":group:language:ur:respect", ":placed"),
        (":group:language:ur:respect", "not_good"),
        (":group:religion:hindu:respect", ":placed"),
        (":group:religion:hindu:respect", "not_good"),
    }


def test_who_prefers_not_to_say_is_in_no_group():
    found = added({"respect": "always", "religion": "prefer_not"})
    assert not any("religion:" in subject for subject, _ in found)


def test_editions_of_a_theme_are_apart():
    easy = survey(rating("respect", theme="respect"), easy_read=True)
    assert (
        added({"respect": "always"}, easy, "en-easyread")[
            theme_subject("respect", Edition.EASY_READ), "good"
        ]
        == 1
    )


def test_a_practice_question_adds_nothing():
    with_practice = survey(
        question("tea", Kind.YES_NO, "yes", "no", practice=True, theme="food", measure="tea"),
        rating(),
    )
    found = added({"tea": "yes", "respect": "always"}, with_practice)
    assert {subject for subject, _ in found if "tea" in subject or "food" in subject} == set()
    assert found["respect", ASKED] == 1


def test_who_was_not_asked_is_not_counted_as_asked():
    found = added({})
    assert found["respect", ASKED] == 1
    assert found["nothing", ASKED] == 0


@pytest.mark.parametrize(
    ("asked", "good"),
    [
        (rating(), ("always", "mostly")),
        (rating(reverse=True), ("never",)),
        (rating(reverse=True, good=("rarely", "never")), ("rarely", "never")),
        (rating(good=("always",)), ("always",)),
        (question("easy", Kind.RATING, "yes", "partly", "no"), ("yes",)),
        (question("fed", Kind.YES_NO, "yes", "no", measure="fed"), ("yes",)),
        (question("hurt", Kind.YES_NO, "yes", "no", measure="hurt", reverse=True), ("no",)),
        (question("fed", Kind.YES_NO, "yes", "no"), ()),
        (question("who", Kind.SINGLE_CHOICE, "me", "staff", measure="chosen"), ()),
    ],
)
def test_which_answers_are_good(asked, good):
    assert good_answers(asked) == good


def test_follow_ups_part_nobody():
    assert [each.id for each in groupings(MEASURED)] == ["religion"]


def test_themes_and_groups_may_not_pin_a_bad_answer_on_everybody():
    assert sensitive_in(MEASURED, RESPECT) == {"not_good"}
    assert "never" in sensitive_in(MEASURED, "respect")
