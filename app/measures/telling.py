"""Telling what was counted, in batches. Done by the worker after it counted."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from sqlalchemy import delete, select, update

from app.extensions import db
from app.measures.batches import Batch, Codes, ready, ready_by_code
from app.measures.counting import add_to_sums
from app.measures.models import AnswerSeries, AnswerSum, ReleasedCut
from app.measures.subjects import LOCALE, RESPONSES, moves_code_by_code, sensitive_in
from app.publishing.queries import published
from app.questionnaire.definition import Survey


class Group(NamedTuple):
    """The people of one service, or all, in a series."""

    filed_under: str
    service_id: Any


def series_with_news() -> list[int]:
    """The series of which something was counted and not told yet."""
    waiting = select(AnswerSum.series_id).where(AnswerSum.counted != AnswerSum.taken).distinct()
    return list(db.session.execute(waiting).scalars())


def tell(series_id: int) -> None:
    """Tell all that may be told of one series now.

    Of a series of which nothing was ever shown everything is told: there is no earlier figure to
    subtract. The series is locked, so that two workers do not tell the same people twice.
    """
    series = db.session.execute(
        select(AnswerSeries).where(AnswerSeries.id == series_id).with_for_update()
    ).scalar_one()
    survey = published(series.survey_id, series.version)
    shown = select(ReleasedCut.id).where(ReleasedCut.series_id == series_id).limit(1)
    if survey is None or db.session.execute(shown).first() is None:
        _tell_everything(series_id)
    else:
        add_to_sums(_rows(series_id, _batches(survey, series_id)))
    nobody = (AnswerSum.counted == 0, AnswerSum.taken == 0, AnswerSum.shown == 0)
    db.session.execute(delete(AnswerSum).where(AnswerSum.series_id == series_id, *nobody))


def _tell_everything(series_id: int) -> None:
    db.session.execute(
        update(AnswerSum)
        .where(AnswerSum.series_id == series_id, AnswerSum.counted != AnswerSum.taken)
        .values(taken=AnswerSum.counted, shown=AnswerSum.counted)
    )


Found = tuple[Group, str, Batch]


def _batches(survey: Survey, series_id: int) -> Iterator[Found]:
    waiting = _waiting(series_id)
    by_code = {subject for _, subject in waiting if moves_code_by_code(survey, subject)}
    shown = _shown(series_id, by_code)
    # All people first: their languages are parts of them.
    for group, subject in sorted(waiting, key=lambda each: each[1] != RESPONSES):
        of_subject = waiting[group, subject]
        if subject in by_code:
            whole = shown[group, RESPONSES].total() if subject == LOCALE else None
            batches: Iterable[Batch] = ready_by_code(of_subject, shown[group, subject], whole)
        else:
            batches = ready(subject, of_subject, sensitive_in(survey, subject))
        for batch in batches:
            shown[group, subject].update(batch.shown)
            yield group, subject, batch


def _waiting(series_id: int) -> dict[tuple[Group, str], dict[str, Codes]]:
    """What was counted and not told, by subject, month and code."""
    found: defaultdict[tuple[Group, str], defaultdict[str, Codes]] = defaultdict(
        lambda: defaultdict(Counter)
    )
    rows = db.session.execute(
        select(
            AnswerSum.filed_under,
            AnswerSum.service_id,
            AnswerSum.subject,
            AnswerSum.month,
            AnswerSum.code,
            AnswerSum.counted - AnswerSum.taken,
        ).where(AnswerSum.series_id == series_id, AnswerSum.counted != AnswerSum.taken)
    )
    for filed, service_id, subject, month, code, people in rows:
        found[Group(filed, service_id), subject][month][code] = people
    return dict(found)


def _shown(series_id: int, subjects: Iterable[str]) -> defaultdict[tuple[Group, str], Codes]:
    """What is told already, over all months."""
    found: defaultdict[tuple[Group, str], Codes] = defaultdict(Counter)
    rows = db.session.execute(
        select(
            AnswerSum.filed_under,
            AnswerSum.service_id,
            AnswerSum.subject,
            AnswerSum.code,
            AnswerSum.shown,
        ).where(
            AnswerSum.series_id == series_id,
            AnswerSum.subject.in_({RESPONSES, *subjects}),
            AnswerSum.shown != 0,
        )
    )
    for filed, service_id, subject, code, people in rows:
        found[Group(filed, service_id), subject][code] += people
    return found


def _rows(series_id: int, batches: Iterable[Found]) -> Iterator[dict[str, Any]]:
    """The changes to the sums that telling these batches makes."""
    changes: defaultdict[tuple[Any, ...], Counter[str]] = defaultdict(Counter)
    for group, subject, batch in batches:
        for month, codes in batch.taken.items():
            for code, people in codes.items():
                changes[*group, month, subject, code]["taken"] += people
        for code, people in batch.shown.items():
            changes[*group, batch.month, subject, code]["shown"] += people
    names = ("filed_under", "service_id", "month", "subject", "code")
    for place, change in changes.items():
        yield {
            "series_id": series_id,
            **dict(zip(names, place, strict=True)),
            "counted": 0,
            "taken": change["taken"],
            "shown": change["shown"],
        }
