"""Which counts of a programme are shown now: they move in batches, and once more at the end.

Somebody who looks before and after one answer came in could subtract. So what was shown stays until
each of its numbers of people has moved by none or by at least ten. When a moment has ended it is
brought up to date once. When a programme is closed what is shown then is kept for good, because
nothing can be paired again.
"""

from collections.abc import Mapping

from app.extensions import db, keep
from app.kernel.clock import now
from app.pairing.moments import Moment
from app.pairing.queries import Cards, cards_of, links_of
from app.publishing.queries import published_versions
from app.questionnaire.definition import Survey
from app.statistics.disclosure import THRESHOLD, leaves_few, may_follow
from app.training.answers import Answer
from app.training.comparing import (
    Questions,
    apart_counts,
    paired_answers,
    paired_counts,
    questions_in,
    then_counts,
)
from app.training.models import Programme, ShownFigures
from app.training.queries import answers_beside, answers_of, ended_on, shown_figures
from app.training.shown import (
    APART,
    EVERYBODY,
    LATE,
    NUMBERS,
    PAIRS,
    THEN,
    Counts,
    Numbers,
    Shown,
    numbers_from,
)


class _Answers:
    """The answers of an open programme, laid side by side."""

    def __init__(self, programme: Programme) -> None:
        self.by_moment: Mapping[Moment, list[Answer]] = answers_of(programme.id)
        self.cards: Cards = cards_of(programme.id)
        versions = {each.version for found in self.by_moment.values() for each in found}
        self.surveys: dict[int, Survey] = {
            survey.version: survey
            for survey in published_versions(programme.survey_id)
            if survey.version in versions
        }
        self.questions: Questions = questions_in(list(self.surveys.values()))
        self._by_id = {each.id: each for found in self.by_moment.values() for each in found}

    def pairs(self, late: Moment) -> list[tuple[Answer, Answer]]:
        """Answers before, and at a later moment, that came with one card."""
        by_moment = self.cards.by_moment
        return paired_answers(
            by_moment.get(Moment.BEFORE, {}), by_moment.get(late, {}), self._by_id
        )

    def apart(self, late: Moment) -> tuple[list[Answer], list[Answer]]:
        """Answers before, and at a later moment, that no card puts together."""
        linked = {answer.id for pair in self.pairs(late) for answer in pair}
        early, later = (self.by_moment[each] for each in (Moment.BEFORE, late))
        return (
            [answer for answer in early if answer.id not in linked],
            [answer for answer in later if answer.id not in linked],
        )

    def numbers(self) -> Numbers:
        """How many there are of each."""
        return Numbers(
            answers={each: len(found) for each, found in self.by_moment.items()},
            linked={each: len(self.pairs(each)) for each in LATE},
            repeated=bool(self.cards.repeated & self._by_id.keys()),
            foreign=bool(self.cards.foreign & self._by_id.keys()),
            changed=self.questions.changed,
            versions=tuple(sorted(self.surveys)),
        )


def show(programme: Programme) -> Shown:
    """The figures of a programme as they may be shown now; what is new is kept as shown."""
    kept = shown_figures(programme.id)
    if programme.closed_on is not None:
        return Shown(numbers_from(kept.pop(NUMBERS).counts), kept)
    answers = _Answers(programme)
    figures: dict[str, ShownFigures] = {}
    for late in LATE:
        is_over = _is_over(programme, late)
        figures |= _paired(programme, late, answers, kept, is_over=is_over)
        figures |= _apart(programme, late, answers, kept, figures, is_over=is_over)
    return Shown(answers.numbers(), figures)


def settle(programme: Programme) -> None:
    """Keep, for good, what may be shown at the end of an open programme."""
    answers = _Answers(programme)
    kept = shown_figures(programme.id)
    figures: dict[str, ShownFigures] = {}
    for late in LATE:
        figures |= _paired(programme, late, answers, kept, is_over=True)
        figures |= _apart(programme, late, answers, kept, figures, is_over=True)
    for comparison, row in kept.items():
        if comparison not in figures:
            db.session.delete(row)
    _keep(programme, NUMBERS, answers.numbers().document, is_final=True)


def _paired(
    programme: Programme,
    late: Moment,
    answers: _Answers,
    kept: Mapping[str, ShownFigures],
    *,
    is_over: bool,
) -> dict[str, ShownFigures]:
    """The same people twice, and what people say of then."""
    compared = answers.questions.compared
    current = {
        f"{PAIRS}-{late.value}": paired_counts(answers.pairs(late), compared),
        f"{THEN}-{late.value}": then_counts(answers.by_moment[late], answers.surveys),
    }
    shown = {
        name: _next(programme, name, counts, kept.get(name), is_over=is_over)
        for name, counts in current.items()
    }
    return {name: row for name, row in shown.items() if row is not None}


def _apart(
    programme: Programme,
    late: Moment,
    answers: _Answers,
    kept: Mapping[str, ShownFigures],
    shown: Mapping[str, ShownFigures],
    *,
    is_over: bool,
) -> dict[str, ShownFigures]:
    """People who are not the same: those whom no card links, or everybody where pairs are hidden.

    Beside hidden pairs the others may not be shown alone: the pairs would be what is left.
    """
    if f"{PAIRS}-{late.value}" in shown:
        name, groups = f"{APART}-{late.value}", answers.apart(late)
    else:
        name = f"{EVERYBODY}-{late.value}"
        groups = answers.by_moment[Moment.BEFORE], answers.by_moment[late]
    # The survey's own results are told too: what they leave beside this must not be a handful.
    if any(leaves_few(counts) for counts in answers_beside(programme).values()):
        return {}
    counts = apart_counts(*groups, answers.questions.compared)
    row = _next(programme, name, counts, kept.get(name), is_over=is_over)
    return {} if row is None else {name: row}


def _next(
    programme: Programme,
    name: str,
    counts: Counts,
    kept: ShownFigures | None,
    *,
    is_over: bool,
) -> ShownFigures | None:
    """What to show of one comparison now: what was shown, or what is current, or nothing."""
    if kept is not None and not _may_move(counts, kept, is_over=is_over):
        return kept
    if min(counts["bases"]) < THRESHOLD:
        return None
    if kept is not None and kept.counts == counts and kept.is_final == is_over:
        return kept
    return _keep(programme, name, counts, is_final=is_over)


def _may_move(counts: Counts, kept: ShownFigures, *, is_over: bool) -> bool:
    is_last = is_over and not kept.is_final
    return is_last or may_follow(counts["bases"], kept.counts["bases"])


def _keep(programme: Programme, name: str, counts: Counts, *, is_final: bool) -> ShownFigures:
    shown = ShownFigures(
        programme_id=programme.id,
        comparison=name,
        counts=counts,
        is_final=is_final,
        as_of=now(),
    )
    keep(shown)
    return shown


def _is_over(programme: Programme, late: Moment) -> bool:
    """Whether nobody can answer any more, neither before nor at this moment."""
    moments = links_of(programme.id)
    tokens = [token for token, at in moments.items() if at in (Moment.BEFORE, late)]
    return ended_on(tokens) is not None
