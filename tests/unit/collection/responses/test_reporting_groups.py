"""Whose view an answer is: the partner's own, or what people told the partner."""

from collections import Counter

import pytest

from app.collection.responses.reporting_groups import (
    asks_who_speaks,
    partner_views,
    reporting_group,
)
from app.collection.responses.tally import QuestionTally
from app.disclosure import release_total
from app.surveys.parts import Kind
from tests.factories import question, survey
from tests.given import rating

OF = survey(
    question("speaking_as", Kind.SINGLE_CHOICE, "working_with_us", "passing_on"),
    audience="partners",
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
    assert reporting_group(OF, answers) == audience


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
    assert reporting_group(of, {"speaking_as": "passing_on"}) == "families"


def test_fewer_than_ten_and_nobody_are_told_alike():
    tally = QuestionTally(valid_base=12, chosen=Counter(working_with_us=12))

    assert str(partner_views(tally, release_total(12))) == (
        "12 as partners, fewer than 10 passing on what people said"
    )
