"""Counting responses one at a time, so that a hundred thousand need no more memory than one.

Responses are counted in *series* that are never added together: each version of a survey, each
audience, and what people said themselves apart from what somebody else answered for them. Within
a series they are counted by service.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from app.collection.responses.queries import Given
from app.kernel.localised import is_easy_read
from app.surveys.definition import Edition, Kind, Question, Survey
from app.surveys.rules import asked

ANSWERED_BY: Final = "answered_by"
BY_ANOTHER: Final = ("other_person_present", "other_person_absent")
"""The question of surveys/shared/who-is-answering, and its answers that name somebody else."""

WHOLE_SCALE_MEASURE: Final = "overall_experience"
"""The Friends and Family Test counts every answer, "don't know" too (NHS England's guidance)."""


class Series(NamedTuple):
    """What is counted together. `by_another`: somebody else answered for the person."""

    version: int
    audience: str
    by_another: bool


@dataclass(slots=True)
class QuestionTally:
    """People who were asked, who answered, and who gave an answer that is not set apart.

    `total` is the sum of the numbers given.
    """

    asked: int = 0
    answered: int = 0
    placed: int = 0
    total: int = 0
    chosen: Counter[str] = field(default_factory=Counter)

    def join(self, other: "QuestionTally") -> None:
        """Count the people of another tally here too."""
        self.asked += other.asked
        self.answered += other.answered
        self.placed += other.placed
        self.total += other.total
        self.chosen.update(other.chosen)


@dataclass(slots=True)
class GroupTally:
    """The responses of one service in one series, or of several services together."""

    responses: int = 0
    weeks: tuple[str, str] | None = None
    locales: Counter[str] = field(default_factory=Counter)
    events: Counter[str | None] = field(default_factory=Counter)
    notes: Counter[str] = field(default_factory=Counter)
    questions: defaultdict[str, QuestionTally] = field(
        default_factory=lambda: defaultdict(QuestionTally)
    )

    def join(self, other: "GroupTally") -> None:
        """Count the people of another tally here too."""
        self.responses += other.responses
        self.locales.update(other.locales)
        self.events.update(other.events)
        self.notes.update(other.notes)
        for question_id, tally in other.questions.items():
            self.questions[question_id].join(tally)
        for week in other.weeks or ():
            self.see_week(week)

    def see_week(self, week: str) -> None:
        """Widen the weeks so that they hold this one."""
        first, last = self.weeks or (week, week)
        self.weeks = (min(first, week), max(last, week))


Groups = Mapping[str, GroupTally]
"""One series: a tally for each service, by name."""


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

    def add(self, given: Given) -> None:
        """Count one response; one to a version that is not published is left out."""
        asking = self._asking.get((given.version, edition_of(given.locale)))
        if asking is None:
            return
        group = self.series[series_of(given)][given.service]
        group.responses += 1
        group.locales[given.locale] += 1
        group.events[given.event] += 1
        group.notes.update(given.notes)
        group.see_week(given.week)
        asking.count(group.questions, given.answers)


def count_all(surveys: Iterable[Survey], responses: Iterable[Given]) -> Counts:
    """Counts of all responses, each looked at once."""
    counts = Counts(surveys)
    for given in responses:
        counts.add(given)
    return counts


def together(groups: Iterable[GroupTally]) -> GroupTally:
    """Several services as one."""
    whole = GroupTally()
    for group in groups:
        whole.join(group)
    return whole


def series_of(given: Given) -> Series:
    """The series that a response belongs to."""
    return Series(given.version, given.audience, given.answers.get(ANSWERED_BY) in BY_ANOTHER)


def edition_of(locale: str) -> Edition:
    """The edition that was answered."""
    return Edition.EASY_READ if is_easy_read(locale) else Edition.STANDARD


def counts_whole_scale(question: Question) -> bool:
    """Whether answers that are set apart belong to what a share is taken of."""
    return question.measure == WHOLE_SCALE_MEASURE and question.kind is Kind.RATING


class _Asking:
    """The questions of one edition of one version, with which of their answers are set apart."""

    def __init__(self, survey: Survey, edition: Edition) -> None:
        self._questions = questions = survey.questions_in(edition)
        self._counted = frozenset(question.id for question in survey.counted)
        self._apart = {
            question.id: frozenset(
                () if counts_whole_scale(question) else (option.code for option in question.apart)
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
        if not codes or any(code not in self._apart[question.id] for code in codes):
            tally.placed += 1


def codes_of(question: Question, answer: Any) -> tuple[str, ...]:
    """The codes of the options that were chosen; none for a number, a date or a text."""
    if not question.options:
        return ()
    return (answer,) if isinstance(answer, str) else tuple(answer)
