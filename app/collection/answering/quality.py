"""Signs that answers may say little, of which a reader should know; nothing is refused for them."""

from collections.abc import Mapping
from typing import Any, Final

from app.surveys.definition import Survey
from app.surveys.parts import Kind, Question

FEWEST_RATINGS: Final = 4


def is_all_the_same(survey: Survey, answers: Mapping[str, Any]) -> bool:
    """Whether every rating has the same place on its scale, whatever it asked.

    People who say yes to everything, or a helper who taps through, answer like this; so does
    somebody who is simply content.
    """
    places = [
        _place(question, answers[question.id])
        for question in survey.questions
        if question.kind is Kind.RATING and question.id in answers
    ]
    return len(places) >= FEWEST_RATINGS and None not in places and len(set(places)) == 1


def _place(question: Question, answer: Any) -> int | None:
    codes = [option.code for option in question.options]
    return codes.index(answer) if answer in codes else None
