"""Which measures there are to choose from, in the words of their questions."""

from collections.abc import Collection

from app.collection.publishing.queries import all_current
from app.collection.responses.reporting_groups import is_of_records
from app.comments.machine.engine.themes import ASKED_AS
from app.comments.queue.own_themes import all_themes
from app.results.indicators.subjects import good_answers
from app.surveys.definition import Survey
from app.surveys.parts import Question


def measures_asked(audiences: Collection[str]) -> dict[str, str]:
    """Measures that current surveys for these audiences ask, each with its question in English."""
    return {
        question.measure: question.text.in_locale("en")
        for survey in all_current()
        if survey.audience in audiences and not is_of_records(survey)
        for question in survey.counted
        if question.measure and good_answers(question)
    }


def rated_in(survey: Survey) -> tuple[Question, ...]:
    """The questions of a survey that have good answers; none of one that is about records."""
    if is_of_records(survey):
        return ()
    return tuple(question for question in survey.counted if good_answers(question))


def themes_asked() -> dict[str, str]:
    """Themes that current surveys ask about, each with what it is called, in that order."""
    names = all_themes()
    codes = {
        question.theme
        for survey in all_current()
        if not is_of_records(survey)
        for question in survey.counted
        if question.theme and good_answers(question)
    }
    found = {code: names.get(ASKED_AS.get(code, code)) or _plain(code) for code in codes}
    return dict(sorted(found.items(), key=lambda each: each[1]))


def _plain(code: str) -> str:
    """The name of a theme that only a survey of one's own has."""
    return code.replace("_", " ").capitalize()
