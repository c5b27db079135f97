"""The results of one survey: one series, for all services together or for one of them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from app.kernel.localised import english_locale
from app.measures.figures import helped_by_staff
from app.measures.gate import Seen
from app.measures.subjects import EQUALITY_WANTED, HELPER_ROLE
from app.questionnaire.definition import Question, Survey
from app.questionnaire.rules import questions_named
from app.responses.filing import SPEAKING_AS, SpokenFor, asks_who_speaks, spoken_for
from app.responses.gate import is_equality
from app.responses.tally import ANSWERED_BY, QuestionTally, Series
from app.review.findings import (
    Finding,
    equality_finding,
    finding,
    hidden_finding,
    hides_follow_ups,
    words,
)
from app.statistics.disclosure import (
    THRESHOLD,
    TO_LOOK_AT,
    Hidden,
    Reason,
    Released,
    figure,
    is_safe_size,
)

Cell = Released | Hidden
BESIDE: Final = Hidden(reason=Reason.BESIDE)


@dataclass(frozen=True)
class PartFindings:
    """The findings of one part of the survey, under its heading."""

    heading: str | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Results:
    """Everything a results page says; what is None or empty may not be said."""

    survey: Survey
    series: Series
    service: str | None
    whole: Cell
    has_anybody: bool
    weeks: tuple[str, str] | None
    languages: tuple[str, ...]
    helped_by_staff: str | None
    spoken_for: SpokenFor | Hidden | None
    quality: tuple[str, ...]
    parts: tuple[PartFindings, ...]
    has_answers_by_another: bool

    @property
    def hidden(self) -> Hidden | None:
        """The words for a page that may show nothing."""
        return self.whole if isinstance(self.whole, Hidden) else None


def results_of(
    survey: Survey,
    seen: Seen,
    series: Series,
    service: str | None,
    *,
    has_answers_by_another: bool = False,
) -> Results:
    """The results of one series. `has_anybody`: somebody answered, told or not."""
    view = View(survey, seen, is_one_service=service is not None)
    empty = Results(
        survey=survey,
        series=series,
        service=service,
        whole=view.whole,
        has_anybody=seen.has_anybody,
        weeks=None,
        languages=(),
        helped_by_staff=None,
        spoken_for=None,
        quality=(),
        parts=(),
        has_answers_by_another=has_answers_by_another,
    )
    if isinstance(view.whole, Hidden):
        return empty
    return replace(
        empty,
        weeks=view.tally.weeks,
        languages=tuple(_languages(seen, with_counts=service is None)),
        helped_by_staff=_helped_by_staff(survey, view),
        spoken_for=_spoken_for(survey, view),
        quality=tuple(_quality(survey, view)),
        parts=tuple(_parts(survey, view)),
    )


class View:
    """All services together, or one beside the others, which shows nothing of the person."""

    def __init__(self, survey: Survey, seen: Seen, *, is_one_service: bool) -> None:
        self.seen = seen
        self._is_one_service = is_one_service
        self._language = survey.languages[0]
        self._guarded: set[str] = set()
        self.tally = seen.tally
        self.whole: Cell = seen.whole

    def cell(self, question: Question) -> Cell:
        """Whether a question may be shown."""
        return self.seen.cell(question.id)

    def finding(self, question: Question) -> Finding | None:
        """What a question says; None where it is not for this view."""
        if is_equality(question) and self._is_one_service:
            return None
        if not is_equality(question) or question.id == EQUALITY_WANTED:
            found = finding(question, self._of(question), self.cell(question), self._language)
            is_alike = question.id in self.seen.alike and found.hidden is None
            return replace(found, notes=(*found.notes, TO_LOOK_AT)) if is_alike else found
        if question.is_text:
            return None
        if question.ask_if and self._guarded & set(questions_named(question.ask_if)):
            self._guarded.add(question.id)
            return hidden_finding(question, BESIDE, self._language)
        found = equality_finding(question, self._of(question), self._language, THRESHOLD)
        if hides_follow_ups(found):
            self._guarded.add(question.id)
        return found

    def _of(self, question: Question) -> QuestionTally:
        return self.tally.questions[question.id]


NOTED: Final = {
    "all the same": "Some gave the same answer to every rating.",
    "quick": "Some answered faster than people read.",
    "many at once": "Some came by a link that had unusually many answers just then.",
    "hidden field filled in": "Some filled in a field that people do not see.",
}
"""What may be said of notes on answers: that there are some, never how many."""

ADVOCATE_FROM: Final = 20
"""Whole per cent of answers that own staff helped with."""


def _quality(survey: Survey, view: View) -> Iterator[str]:
    """What a reader should know before trusting the figures; nothing is left out because of it."""
    for note, sentence in NOTED.items():
        if note in view.tally.notes:
            yield sentence
    if _staff_share(survey, view) >= ADVOCATE_FROM:
        yield "Our own staff helped with many answers. Think of asking an independent advocate."


def _staff_share(survey: Survey, view: View) -> int:
    asked = {question.id: question for question in survey.questions}
    cell = view.cell(asked[ANSWERED_BY]) if {ANSWERED_BY, HELPER_ROLE} <= asked.keys() else None
    if not isinstance(cell, Released):
        return 0
    return figure(_helped(view, cell), cell).percent or 0


def _parts(survey: Survey, view: View) -> Iterator[PartFindings]:
    counted = frozenset(question.id for question in survey.counted)
    for part in survey.parts:
        found = tuple(
            each
            for question in part.questions
            if question.id in counted and (each := view.finding(question)) is not None
        )
        if found:
            heading = words(part.heading, survey.languages[0]) if part.heading else None
            yield PartFindings(heading, found)


def _languages(seen: Seen, *, with_counts: bool) -> Iterator[str]:
    """Languages that enough people answered in; of one service the names only.

    The counts of two services' languages could be subtracted from each other.
    """
    for locale, people in seen.tally.locales.most_common():
        if is_safe_size(people):
            name = english_locale(locale)
            yield f"{name}: {people}" if with_counts else name


def _helped_by_staff(survey: Survey, view: View) -> str | None:
    """The share of answers that our own staff helped with, or None where nobody was asked."""
    asked = {question.id: question for question in survey.questions}
    if ANSWERED_BY not in asked or HELPER_ROLE not in asked:
        return None
    cell = view.cell(asked[ANSWERED_BY])
    if isinstance(cell, Hidden):
        return str(cell)
    return f"{figure(_helped(view, cell), cell)} of {cell.base} who said who answered"


def _helped(view: View, cell: Released) -> int:
    return helped_by_staff(view.seen, cell)


def _spoken_for(survey: Survey, view: View) -> SpokenFor | Hidden | None:
    """How many partners spoke for themselves, or None where a survey does not ask."""
    if not asks_who_speaks(survey):
        return None
    tally = view.tally.questions[SPEAKING_AS]
    return spoken_for(tally, view.cell(survey.question(SPEAKING_AS)))
