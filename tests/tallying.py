"""Counting responses for tests, one at a time and without a database.

The product counts by `app.results.indicators.subjects`; this is other code for the same numbers.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from app.collection.responses.queries import ResponseRow
from app.collection.responses.tally import (
    ANSWERED_BY,
    BY_PROXY,
    GroupTally,
    QuestionTally,
    Series,
    codes_of,
    counts_whole_scale,
    edition_of,
)
from app.surveys.definition import Survey
from app.surveys.parts import Edition, Question
from app.surveys.rules import asked


class Counts:
    """All series of a survey, filled one response at a time."""

    def __init__(self, surveys: Iterable[Survey]) -> None:
        self._asking = {
            (survey.version, edition): _Asking(survey, edition)
            for survey in surveys
            for edition in (Edition.STANDARD, Edition.EASY_READ)
        }
        self.series: defaultdict[Series, defaultdict[str, GroupTally]] = defaultdict(
            lambda: defaultdict(GroupTally)
        )

    def add(self, given: ResponseRow) -> None:
        """Count one response; one to a version that is not published is left out."""
        asking = self._asking.get((given.version, edition_of(given.locale)))
        if asking is None:
            return
        group = self.series[series_of(given)][given.service]
        group.responses += 1
        group.locales[given.locale] += 1
        group.notes.update(given.notes)
        group.see_week(given.week)
        asking.count(group.questions, given.answers)


def count_all(surveys: Iterable[Survey], responses: Iterable[ResponseRow]) -> Counts:
    """Counts of all responses, each looked at once."""
    counts = Counts(surveys)
    for given in responses:
        counts.add(given)
    return counts


def series_of(given: ResponseRow) -> Series:
    """The series that a response belongs to."""
    return Series(given.version, given.audience, given.answers.get(ANSWERED_BY) in BY_PROXY)


class _Asking:
    """The questions of one edition of one version, with their non-substantive answers."""

    def __init__(self, survey: Survey, edition: Edition) -> None:
        self._questions = questions = survey.questions_in(edition)
        self._counted = frozenset(question.id for question in survey.counted)
        self._non_substantive = {
            question.id: frozenset(
                ()
                if counts_whole_scale(question)
                else (option.code for option in question.non_substantive)
            )
            for question in questions
        }

    def count(self, tallies: defaultdict[str, QuestionTally], answers: Mapping[str, Any]) -> None:
        """Count one person's answers to the questions that they were asked."""
        for question in asked(self._questions, answers):
            if question.id in self._counted:
                tally = tallies[question.id]
                tally.asked += 1
                if question.id in answers:
                    self._count_answer(tally, question, answers[question.id])

    def _count_answer(self, tally: QuestionTally, question: Question, answer: Any) -> None:
        tally.answered += 1
        if isinstance(answer, int):
            tally.total += answer
        codes = codes_of(question, answer)
        for code in codes:
            tally.chosen[code] += 1
        if not codes or any(code not in self._non_substantive[question.id] for code in codes):
            tally.valid_base += 1
