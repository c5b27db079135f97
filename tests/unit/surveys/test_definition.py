"""What a loaded survey knows of itself."""

import hashlib
import json
from datetime import date
from pathlib import Path

import pytest

from app.kernel.localised import LocalisedText
from app.surveys.definition import survey_document
from app.surveys.loader import load_survey
from app.surveys.parts import Edition, Kind, TranslationState
from app.surveys.rules import Condition, Operator

SURVEYS = Path(__file__).parents[2] / "surveys"
PEOPLE = Path(__file__).parents[3] / "surveys" / "people-supported"


def test_every_kind_with_all_it_can_have() -> None:
    survey = load_survey(SURVEYS / "every-kind" / "1" / "survey.yaml")
    assert [question.kind for question in survey.questions] == [
        Kind.INFORMATION,
        Kind.SINGLE_CHOICE,
        Kind.MULTIPLE_CHOICE,
        Kind.RATING,
        Kind.YES_NO,
        Kind.NUMBER,
        Kind.DATE,
        Kind.SHORT_TEXT,
        Kind.COMMENT,
    ]
    assert [each.is_answerable for each in survey.questions] == [False] + [True] * 8
    assert [each.is_text for each in survey.questions] == [False] * 7 + [True] * 2
    assert [each.maximum_length for each in survey.questions] == [None] * 7 + [500, 20_000]
    respect, years, since = (survey.question(each) for each in ("respect", "years", "since"))
    assert [option.code for option in respect.all_options] == [
        "always",
        "mostly",
        "sometimes",
        "rarely",
        "never",
        "dont_know",
    ]
    assert (respect.points, respect.faces, respect.reverse) == (5, True, True)
    assert respect.opens_worried == ("always", "mostly")
    assert (years.minimum, years.maximum, years.unit) == (0, 120, LocalisedText({"en": "years"}))
    assert (since.earliest, since.latest) == (date(1900, 1, 1), date(2100, 12, 31))
    assert survey.has_text
    assert tuple(survey.safety) == ("emergency", "report", "urgent", "sharing")


@pytest.mark.parametrize(
    "version", sorted(path.name for path in PEOPLE.iterdir() if path.is_dir()), ids=str
)
def test_practice_is_counted_in_no_version_whether_it_says_so_or_not(version: str) -> None:
    shipped = load_survey(PEOPLE / version / "survey.yaml")
    counted = {question.id for question in shipped.counted}
    assert {question.id for question in shipped.questions if question.is_answerable} - counted == {
        "tea_easy"
    }


def test_a_yes_no_question_has_the_shared_options_unless_it_names_others() -> None:
    safe = load_survey(SURVEYS / "every-kind" / "1" / "survey.yaml").question("safe")
    assert [option.code for option in safe.options] == ["yes", "no"]
    assert [option.code for option in safe.non_substantive] == ["not_sure"]


def test_an_edition_has_its_own_questions_and_those_of_both() -> None:
    survey = load_survey(SURVEYS / "easy-read" / "1" / "survey.yaml")
    asked = {each: [question.id for question in survey.questions_in(each)] for each in Edition}
    assert asked == {
        Edition.STANDARD: ["respect", "food"],
        Edition.EASY_READ: ["easy_respect", "food"],
        Edition.BOTH: ["respect", "easy_respect", "food"],
    }
    assert survey.locales == ("en", "en-easyread")
    assert survey.question("food").text.in_locale("en-easyread") == "Is the food good?"
    assert not survey.has_text


def test_the_languages_and_the_state_of_their_translations() -> None:
    survey = load_survey(SURVEYS / "three-languages" / "1" / "survey.yaml")
    assert survey.locales == survey.languages == ("en", "cy", "ur")
    assert survey.translations == {
        "cy": TranslationState("approved", "The test suite", date(2026, 11, 1)),
        "ur": TranslationState("draft"),
    }
    assert [each.is_draft for each in survey.translations.values()] == [False, True]
    assert survey.length.in_locale("cy", count=3) == "3 chwestiwn."


def test_rules_and_parts() -> None:
    survey = load_survey(SURVEYS / "parts" / "1" / "survey.yaml")
    assert [part.id for part in survey.parts] == ["main", "answering", "equality"]
    headings = [part.heading and part.heading.in_locale("en") for part in survey.parts]
    assert headings == [None, "Who is answering", "A little about you"]
    assert survey.question("helper").ask_if == Condition("who", Operator.IS, ("other",))
    assert survey.question("age").part == "equality"


def test_an_unknown_question_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        load_survey(SURVEYS / "one-question" / "1" / "survey.yaml").question("drink")


def test_the_content_hash_is_that_of_the_canonical_document() -> None:
    survey = load_survey(SURVEYS / "one-question" / "1" / "survey.yaml")
    canonical = json.dumps(
        survey_document(survey), sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )
    assert survey.content_hash == hashlib.sha256(canonical.encode()).hexdigest()
