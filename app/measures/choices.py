"""Which measures there are to choose from, in the words of their questions."""

from collections.abc import Collection

from app.measures.subjects import good_answers
from app.publishing.queries import all_current


def measures_asked(audiences: Collection[str]) -> dict[str, str]:
    """Measures that current surveys for these audiences ask, each with its question in English."""
    return {
        question.measure: question.text.in_locale("en")
        for survey in all_current()
        if survey.audience in audiences
        for question in survey.questions
        if question.measure and good_answers(question)
    }
