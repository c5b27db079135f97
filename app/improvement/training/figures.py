"""Which counts of a programme are released: each comparison once, when both of its time points are
closed.

Somebody who looks before and after one answer was received could subtract, so nothing is released
earlier, and what was released stays. The answers are released here only and not with those of their
services. Only what people said before is in two comparisons: who is in one of them and not in the
other is nobody, or ten people at least.
"""

from collections.abc import Iterable, Mapping

from app.collection.matched.queries import Cards, cards_of, links_of
from app.collection.matched.time_points import TimePoint
from app.collection.publishing.queries import published_versions
from app.disclosure import THRESHOLD, is_nobody_or_enough
from app.extensions import upsert
from app.improvement.training.answers import Answer
from app.improvement.training.comparing import (
    Questions,
    paired_answers,
    paired_counts,
    questions_in,
    then_counts,
    unmatched_counts,
    value_of,
)
from app.improvement.training.models import Programme, ShownFigures
from app.improvement.training.queries import answers_of, ended_on, shown_figures
from app.improvement.training.shown import (
    EVERYBODY,
    LATE,
    NUMBERS,
    PAIRS,
    THEN,
    UNMATCHED,
    Counts,
    Numbers,
    Shown,
    numbers_from,
)
from app.kernel.clock import now
from app.surveys.definition import Survey
from app.surveys.parts import Question


class _Answers:
    """The answers of an open programme, laid side by side."""

    def __init__(self, programme: Programme) -> None:
        self.by_time_point: Mapping[TimePoint, list[Answer]] = answers_of(programme.id)
        self.cards: Cards = cards_of(programme.id)
        versions = {each.version for found in self.by_time_point.values() for each in found}
        self.surveys: dict[int, Survey] = {
            survey.version: survey
            for survey in published_versions(programme.survey_id)
            if survey.version in versions
        }
        self.questions: Questions = questions_in(list(self.surveys.values()))
        self._by_id = {each.id: each for found in self.by_time_point.values() for each in found}

    def pairs(self, late: TimePoint) -> list[tuple[Answer, Answer]]:
        """Answers before, and at a later time point, with one card."""
        by_time_point = self.cards.by_time_point
        return paired_answers(
            by_time_point.get(TimePoint.BEFORE, {}), by_time_point.get(late, {}), self._by_id
        )

    def unmatched(self, late: TimePoint) -> tuple[list[Answer], list[Answer]]:
        """Answers before, and at a later time point, that no card puts together."""
        linked = {answer.id for pair in self.pairs(late) for answer in pair}
        early, later = (self.by_time_point[each] for each in (TimePoint.BEFORE, late))
        return (
            [answer for answer in early if answer.id not in linked],
            [answer for answer in later if answer.id not in linked],
        )

    def numbers(self) -> Numbers:
        """How many there are of each."""
        return Numbers(
            answers={each: len(found) for each, found in self.by_time_point.items()},
            linked={each: len(self.pairs(each)) for each in LATE},
            repeated=bool(self.cards.repeated & self._by_id.keys()),
            unknown_cards=bool(self.cards.foreign & self._by_id.keys()),
            changed=self.questions.changed,
            versions=tuple(sorted(self.surveys)),
        )


def show(programme: Programme) -> Shown:
    """The figures of a programme as they may be shown now; what is new is kept as shown."""
    kept = shown_figures(programme.id)
    if programme.closed_on is not None:
        return Shown(numbers_from(kept.pop(NUMBERS).counts), kept)
    answers = _Answers(programme)
    over = [late for late in LATE if _is_over(programme, late)]
    return Shown(answers.numbers(), _released(programme, answers, kept, over))


def finalise(programme: Programme) -> None:
    """Keep, for good, what may be shown at the end of an open programme."""
    answers = _Answers(programme)
    _released(programme, answers, shown_figures(programme.id), LATE)
    _store(programme, NUMBERS, answers.numbers().document)


Figures = dict[str, ShownFigures]


def _released(
    programme: Programme,
    answers: _Answers,
    kept: Mapping[str, ShownFigures],
    over: Iterable[TimePoint],
) -> Figures:
    """What was released, and what can be released now of these later time points."""
    released = dict(kept)
    for late in over:
        pairs, then = f"{PAIRS}-{late.value}", f"{THEN}-{late.value}"
        compared = answers.questions.compared
        if f"{EVERYBODY}-{late.value}" not in released:
            _release(programme, released, pairs, paired_counts(answers.pairs(late), compared))
        _release(
            programme, released, then, then_counts(answers.by_time_point[late], answers.surveys)
        )
        name, early, later = _others(answers, late, released)
        safe = _that_leave_nobody(answers, early, late, released)
        _release(programme, released, name, unmatched_counts(early, later, safe))
    return released


def _others(
    answers: _Answers, late: TimePoint, released: Figures
) -> tuple[str, list[Answer], list[Answer]]:
    """People who are not the same: those whom no card links, or everybody where no matched answers
    are released.

    Never both: the pairs would be what is left.
    """
    if f"{PAIRS}-{late.value}" in released:
        return f"{UNMATCHED}-{late.value}", *answers.unmatched(late)
    return (
        f"{EVERYBODY}-{late.value}",
        answers.by_time_point[TimePoint.BEFORE],
        answers.by_time_point[late],
    )


def _that_leave_nobody(
    answers: _Answers, early: list[Answer], late: TimePoint, released: Figures
) -> dict[str, Question]:
    """The questions that these people answered before, and that identify no handful.

    What other people said before is released beside another later time point.
    """
    here = {answer.id for answer in early}
    beside = []
    for other in LATE:
        if other is not late and f"{UNMATCHED}-{other.value}" in released:
            beside.append({answer.id for answer in answers.unmatched(other)[0]})
        if other is not late and f"{EVERYBODY}-{other.value}" in released:
            beside.append({answer.id for answer in answers.by_time_point[TimePoint.BEFORE]})
    between = [
        [each for each in answers.by_time_point[TimePoint.BEFORE] if each.id in here ^ there]
        for there in beside
    ]
    return {
        question.id: question
        for question in answers.questions.compared.values()
        if all(is_nobody_or_enough(_valid_answers(question, people)) for people in between)
    }


def _valid_answers(question: Question, people: Iterable[Answer]) -> int:
    """How many gave an answer that is counted."""
    return sum(value_of(question, each.answers.get(question.id)) is not None for each in people)


def _release(programme: Programme, released: Figures, name: str, counts: Counts) -> None:
    """Release a comparison that was not released, where there are enough people in it."""
    if name not in released and min(counts["bases"]) >= THRESHOLD:
        released[name] = _store(programme, name, counts)


def _store(programme: Programme, name: str, counts: Counts) -> ShownFigures:
    shown = ShownFigures(programme_id=programme.id, comparison=name, counts=counts, as_of=now())
    upsert(shown)
    return shown


def _is_over(programme: Programme, late: TimePoint) -> bool:
    """Whether nobody can answer any more, neither before nor at this time point."""
    time_points = links_of(programme.id)
    tokens = [token for token, at in time_points.items() if at in (TimePoint.BEFORE, late)]
    return ended_on(tokens) is not None
