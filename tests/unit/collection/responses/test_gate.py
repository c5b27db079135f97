"""Which answers are good or sensitive, and which languages of an event may be named."""

import uuid

import pytest

from app.collection.responses.gate import good_codes, languages_at, sensitive_codes
from app.collection.responses.queries import AnswerLocation, AnswersAt
from app.surveys.parts import Kind
from tests.factories import option, question
from tests.given import rating


def test_which_answers_are_sensitive():
    scale = rating(opens_worried=("sometimes",))
    backwards = rating(reverse=True)
    easy = question("easy", Kind.RATING, "yes", "sometimes", "no", points=3)
    choice = question("who", Kind.SINGLE_CHOICE, "me", "staff", opens_worried=("staff",))
    equality = question(
        "faith", Kind.YES_NO, "yes", part="equality", non_substantive=(option("unsure"),)
    )

    assert sensitive_codes(scale) == {"sometimes", "rarely", "never"}
    assert sensitive_codes(backwards) == {"always", "mostly", "sometimes", "rarely"}
    assert sensitive_codes(easy) == {"sometimes", "no"}
    assert sensitive_codes(choice) == {"staff"}
    assert sensitive_codes(equality) == {"yes", "unsure"}
    assert (good_codes(scale), good_codes(backwards)) == (("always", "mostly"), ("never",))


LUNCH = AnswerLocation(uuid.UUID(int=1), "Lunch")
FAIR = AnswerLocation(uuid.UUID(int=1), "Fair")
OTHERWISE = AnswerLocation(uuid.UUID(int=2), None)


def told(place, **by_language):
    """What is told of a place; for each language the answers at lunch, fair and otherwise."""
    answers = [
        AnswersAt("tiny", 1, "people", where, language, count)
        for language, counts in by_language.items()
        for where, count in zip((LUNCH, FAIR, OTHERWISE), counts, strict=True)
        if count
    ]
    return {
        language: getattr(cell, "base", None)
        for language, cell in languages_at(place, answers).items()
    }


@pytest.mark.parametrize(
    ("answers", "shown"),
    [
        ({"en": (30, 20, 50), "ur": (12, 15, 40)}, {"en": 30, "ur": 12}),
        # Fewer than ten, and with them the next language, which the whole event would give away.
        ({"en": (30, 20, 50), "ur": (9, 15, 40)}, {"en": None, "ur": None}),
        (
            {"en": (30, 20, 50), "cy": (12, 20, 30), "ur": (9, 15, 40)},
            {"en": 30, "cy": None, "ur": None},
        ),
        # All answers in Urdu less those at lunch would be the eight given otherwise.
        ({"en": (30, 20, 50), "ur": (12, 0, 8)}, {"en": None, "ur": None}),
        ({"ur": (9, 0, 0)}, {"ur": None}),
        ({"en": (30, 0, 0), "ur": (0, 5, 5)}, {"en": 30}),
    ],
)
def test_languages_at_an_event_cannot_be_worked_out(answers, shown):
    assert told(LUNCH, **answers) == shown
