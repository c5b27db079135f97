"""What responses are counted into: how many people were asked, answered, and chose what.

Responses are counted in *series* that are never added together: each version of a survey, each
audience, and what people said themselves apart from what somebody else answered for them. Within
a series they are counted by service.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from app.kernel.localised import is_easy_read
from app.surveys.parts import Edition, Kind, Question

ANSWERED_BY: Final = "answered_by"
BY_PROXY: Final = ("other_person_present", "other_person_absent")
"""The question of surveys/shared/who-is-answering, and its answers that name somebody else."""

WHOLE_SCALE_MEASURE: Final = "overall_experience"
"""The Friends and Family Test counts every answer, "don't know" too (NHS England's guidance)."""


class Series(NamedTuple):
    """What is counted together. `by_proxy`: a proxy respondent answered for the person."""

    version: int
    audience: str
    by_proxy: bool


@dataclass(slots=True)
class QuestionTally:
    """People who were asked, who answered, and who gave a substantive answer.

    `total` is the sum of the numbers given.
    """

    asked: int = 0
    answered: int = 0
    valid_base: int = 0
    total: int = 0
    chosen: Counter[str] = field(default_factory=Counter)

    def join(self, other: "QuestionTally") -> None:
        """Count the people of another tally here too."""
        self.asked += other.asked
        self.answered += other.answered
        self.valid_base += other.valid_base
        self.total += other.total
        self.chosen.update(other.chosen)


@dataclass(slots=True)
class GroupTally:
    """The responses of one service in one series, or of several services together."""

    responses: int = 0
    weeks: tuple[str, str] | None = None
    locales: Counter[str] = field(default_factory=Counter)
    notes: Counter[str] = field(default_factory=Counter)
    questions: defaultdict[str, QuestionTally] = field(
        default_factory=lambda: defaultdict(QuestionTally)
    )

    def join(self, other: "GroupTally") -> None:
        """Count the people of another tally here too."""
        self.responses += other.responses
        self.locales.update(other.locales)
        self.notes.update(other.notes)
        for question_id, tally in other.questions.items():
            self.questions[question_id].join(tally)
        for week in other.weeks or ():
            self.see_week(week)

    def see_week(self, week: str) -> None:
        """Widen the weeks so that they hold this one."""
        first, last = self.weeks or (week, week)
        self.weeks = (min(first, week), max(last, week))


def together(groups: Iterable[GroupTally]) -> GroupTally:
    """Several services as one."""
    whole = GroupTally()
    for group in groups:
        whole.join(group)
    return whole


def edition_of(locale: str) -> Edition:
    """The edition that was answered."""
    return Edition.EASY_READ if is_easy_read(locale) else Edition.STANDARD


def counts_whole_scale(question: Question) -> bool:
    """Whether non-substantive answers belong to what a share is taken of."""
    return question.measure == WHOLE_SCALE_MEASURE and question.kind is Kind.RATING


def codes_of(question: Question, answer: Any) -> tuple[str, ...]:
    """The codes of the options that were chosen; none for a number, a date or a text."""
    if not question.options:
        return ()
    return (answer,) if isinstance(answer, str) else tuple(answer)
