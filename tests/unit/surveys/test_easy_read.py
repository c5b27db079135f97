"""Every survey for people, families and partners is written again in Easy Read."""

import re
from pathlib import Path

import pytest

from app.surveys.definition import Survey
from app.surveys.loader import load_survey
from app.surveys.parts import EQUALITY_PART, Edition, Kind, Question

SHIPPED = Path(__file__).parents[3] / "surveys"
SURVEYS = ("people-supported", "families-friends", "community-partners")
MOST_WORDS = 15
"""Words in a sentence, of the guidance on Easy Read."""


@pytest.fixture(scope="module", params=SURVEYS)
def shipped(request: pytest.FixtureRequest) -> Survey:
    """The newest version."""
    newest = max(int(each.name) for each in (SHIPPED / request.param).iterdir())
    return load_survey(SHIPPED / request.param / str(newest) / "survey.yaml")


@pytest.fixture
def questions(shipped: Survey) -> list[Question]:
    """What the survey itself asks in Easy Read."""
    shown = shipped.questions_in(Edition.EASY_READ)
    return [each for each in shown if each.part != EQUALITY_PART]


def test_the_first_question_is_for_practice_and_counted_nowhere(
    shipped: Survey, questions: list[Question]
) -> None:
    assert [each.id for each in questions if each not in shipped.counted] == [questions[0].id]


def test_each_question_has_a_picture(questions: list[Question]) -> None:
    assert [each.id for each in questions if each.picture is None] == []


def test_scales_have_three_faces_and_a_way_out(questions: list[Question]) -> None:
    scales = {
        (each.points, each.faces, tuple(option.code for option in each.all_options))
        for each in questions
        if each.kind is Kind.RATING
    }
    assert scales == {(3, True, ("yes", "sometimes", "no", "dont_know"))}


def test_one_question_of_its_own_cannot_be_answered_yes(questions: list[Question]) -> None:
    """Some people say yes to everything; either/or tells."""
    own = [each for each in questions if each.edition is Edition.EASY_READ]
    assert len([each for each in own if each.kind is Kind.SINGLE_CHOICE]) == 1


def test_sentences_are_short(shipped: Survey, questions: list[Question]) -> None:
    asked = [each for question in questions for each in (question.text, question.hint) if each]
    written = [each.in_locale("en-easyread") for each in asked]
    around = (shipped.title, shipped.introduction, shipped.next_steps)
    written += [each.in_locale("en-easyread", service="Oak", reading="daily") for each in around]
    sentences = [each for text in written for each in re.split(r"[.?:]\s*", text)]
    assert [each for each in sentences if len(each.split()) > MOST_WORDS] == []
