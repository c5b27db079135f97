"""Answers in canonical form."""

from pathlib import Path

import pytest

from app.surveys.answers import canonical_answers, exclusive_clash, ordered_codes
from app.surveys.loader import load_survey

SURVEYS = Path(__file__).parents[2] / "surveys"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (["staff", "family"], ["family", "staff"]),
        (["private", "nobody"], ["nobody", "private"]),
        (["family", "family"], ["family"]),
        (["stranger"], []),
        ([], []),
    ],
)
def test_codes_come_in_the_order_of_the_definition(given: list[str], expected: list[str]) -> None:
    question = load_survey(SURVEYS / "exclusive-options" / "1" / "survey.yaml").question("help")
    assert ordered_codes(question, given) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (["family", "staff"], None),
        (["nobody"], None),
        (["nobody", "staff"], "nobody"),
        (["private", "family"], "private"),
        (["private", "nobody"], "nobody"),
    ],
)
def test_an_exclusive_option_stands_alone(given: list[str], expected: str | None) -> None:
    question = load_survey(SURVEYS / "exclusive-options" / "1" / "survey.yaml").question("help")
    assert exclusive_clash(question, given) == expected


def test_blanks_and_unknown_questions_are_dropped() -> None:
    survey = load_survey(SURVEYS / "every-kind" / "1" / "survey.yaml")
    given = {
        "more": "  so it is \n",
        "role": " \t",
        "years": 0,
        "languages": ["welsh", "english"],
        "place": "",
        "safe": None,
        "welcome": "seen",
        "unknown": "x",
    }
    assert list(canonical_answers(survey.questions, given).items()) == [
        ("languages", ["english", "welsh"]),
        ("years", 0),
        ("more", "  so it is \n"),
    ]


def test_no_choice_is_no_answer() -> None:
    survey = load_survey(SURVEYS / "exclusive-options" / "1" / "survey.yaml")
    assert canonical_answers(survey.questions, {"help": []}) == {}
