"""Whose view an answer is: the partner's own, or what people told the partner."""

import pytest

from app.questionnaire.definition import Kind
from app.responses.filing import asks_who_speaks, filed_under, spoken_for_at
from app.responses.tally import Series
from app.statistics.disclosure import Hidden
from tests.factories import question, survey
from tests.given import given, rating

OF = survey(
    question("speaking_as", Kind.SINGLE_CHOICE, "working_with_us", "passing_on"),
    audience="partners",
)
FIRST = Series(version=1, audience="partners", by_another=False)


def said(as_partners, passing_on, **where):
    """Responses of so many who spoke as partners, and so many who passed on what people said."""
    codes = ["working_with_us"] * as_partners + ["passing_on"] * passing_on
    return [given({"speaking_as": code}, audience="partners", **where) for code in codes]


def at_lunch(*responses, surveys=(OF,)):
    """What is told of the event Lunch of Rose House."""
    return spoken_for_at(
        "Lunch", "Rose House", surveys, [each for part in responses for each in part]
    )


@pytest.mark.parametrize(
    ("answers", "audience"),
    [
        ({"speaking_as": "working_with_us"}, "partners"),
        ({"speaking_as": "passing_on"}, "people"),
        ({}, "partners"),
    ],
)
def test_what_partners_pass_on_is_filed_under_people(answers, audience):
    assert filed_under(OF, answers) == audience


@pytest.mark.parametrize(
    "other",
    [
        question("speaking_as", Kind.YES_NO, "yes", "no"),
        question("speaking_as", Kind.COMMENT),
        rating(),
    ],
)
def test_another_survey_files_every_answer_under_its_own_audience(other):
    of = survey(other, audience="families")

    assert asks_who_speaks(of) is False
    assert filed_under(of, {"speaking_as": "passing_on"}) == "families"
    assert at_lunch(said(20, 20, event="Lunch"), surveys=[of]) == {}


def test_an_event_says_how_many_spoke_as_partners():
    told = at_lunch(said(7, 5, event="Lunch"), said(20, 10))

    assert {series: str(each) for series, each in told.items()} == {
        FIRST: "7 as partners, 5 passing on what people said"
    }


def test_an_event_with_few_answers_is_hidden():
    assert at_lunch(said(6, 3, event="Lunch"), said(20, 10)) == {FIRST: Hidden(10)}


def test_an_event_is_hidden_where_the_rest_of_its_service_is_small():
    assert at_lunch(said(7, 5, event="Lunch"), said(2, 1)) == {FIRST: Hidden(10)}


def test_an_event_is_hidden_where_its_service_would_give_another_away():
    elsewhere = said(4, 4, service="Lily House")

    assert at_lunch(said(7, 5, event="Lunch"), elsewhere) == {FIRST: Hidden(10)}


def test_versions_are_told_apart():
    versions = (OF, survey(*OF.questions, version=2, audience="partners"))
    told = at_lunch(
        said(7, 5, event="Lunch"), said(3, 9, event="Lunch", version=2), surveys=versions
    )

    assert {series.version: each.passing_on for series, each in told.items()} == {1: 5, 2: 9}


def test_an_event_where_nobody_answered_is_not_told():
    assert at_lunch(said(20, 10), said(20, 10, event="Fair")) == {}
