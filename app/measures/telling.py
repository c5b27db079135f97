"""Telling what was counted, in parcels of ten people or more. Done by the worker after it counted.

A service is told question by question, month after month. Groups of people, languages and the
answers about the person are told of all months together: a group beside its whole in one month is
often a handful. A whole moves before its groups do.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from sqlalchemy import delete, select

from app.extensions import db
from app.measures.counting import add_to_sums
from app.measures.models import ALL_SERVICES, AnswerSeries, AnswerSum
from app.measures.subjects import (
    ANSWERED,
    ASKED,
    GROUP,
    LOCALE,
    NOT_GOOD,
    PLACED,
    RESPONSES,
    is_told_by_month,
    sensitive_in,
)
from app.publishing.queries import published
from app.questionnaire.definition import Kind, Survey
from app.statistics.disclosure import Codes, Parcel, ready, ready_parts, together

Months = Mapping[str, Codes]
Parts = dict[str, dict[str, Codes]]
"""Groups of one whole: what was counted of each in each month."""


class At(NamedTuple):
    """A subject of the people of one service, or of all, in a series."""

    filed_under: str
    service_id: Any
    subject: str


Found = tuple[At, Parcel]
Waiting = Mapping[At, Months]


def series_with_news() -> list[int]:
    """The series of which something was counted and not told yet."""
    waiting = select(AnswerSum.series_id).where(AnswerSum.counted != AnswerSum.taken).distinct()
    return list(db.session.execute(waiting).scalars())


def tell(series_id: int) -> None:
    """Tell all that may be told of one series now.

    The series is locked, so that two workers do not tell the same people twice.
    """
    series = db.session.execute(
        select(AnswerSeries).where(AnswerSeries.id == series_id).with_for_update()
    ).scalar_one()
    survey = published(series.survey_id, series.version)
    if survey is not None:
        add_to_sums(_rows(series_id, _parcels(survey, series_id)))
    nobody = (AnswerSum.counted == 0, AnswerSum.taken == 0, AnswerSum.shown == 0)
    db.session.execute(delete(AnswerSum).where(AnswerSum.series_id == series_id, *nobody))


def _parcels(survey: Survey, series_id: int) -> Iterator[Found]:
    waiting, told = _waiting(series_id), _told(series_id)
    for at, months in waiting.items():
        if is_told_by_month(survey, at.subject):
            base = _people if at.subject == RESPONSES else _placed
            sensitive = sensitive_in(survey, at.subject)
            for parcel in ready(told[at], months, base, sensitive, _asked):
                _add(told[at], parcel)
                yield at, parcel
    for at, parts, whole in _wholes(survey, waiting, told):
        yield from _of_parts(at, parts, whole, waiting, told)


class Whole(NamedTuple):
    """What groups are part of: `people` as told, None where people may be in several groups."""

    people: int | None
    base: Callable[[Codes], int]
    sensitive: Collection[str] = ()


Divided = tuple[At, list[tuple[At, str]], Whole]


def _wholes(
    survey: Survey, waiting: Waiting, told: defaultdict[At, dict[str, Codes]]
) -> Iterator[Divided]:
    """Each set of groups of which something waits, with the whole that stands beside it."""
    groups: defaultdict[tuple[str, str, str], list[tuple[At, str]]] = defaultdict(list)
    known = {*waiting, *told}
    for at in sorted(known, key=str):
        if at.subject.startswith(f"{GROUP}:"):
            _, _, grouping, _, question_id = at.subject.split(":")
            groups[at.filed_under, grouping, question_id].append((at, ""))
    for (filed, _, question_id), parts in groups.items():
        if any(at in waiting for at, _ in parts):
            people = _told_of_all(told, filed, question_id, _placed)
            yield parts[0][0], parts, Whole(people, _placed, (NOT_GOOD,))
    for at in sorted(waiting, key=str):
        if not is_told_by_month(survey, at.subject) and not at.subject.startswith(f"{GROUP}:"):
            yield from _of_codes(survey, at, waiting, told)


def _of_codes(
    survey: Survey, at: At, waiting: Waiting, told: defaultdict[At, dict[str, Codes]]
) -> Iterator[Divided]:
    """The codes of a subject, each a group; who answered an equality question goes before them."""
    known = [*waiting[at].values(), *told[at].values()]
    codes = sorted({code for codes in known for code in codes})
    if at.subject == LOCALE:
        whole = told[At(at.filed_under, at.service_id, RESPONSES)]
        yield at, [(at, code) for code in codes], Whole(_people(together(whole.values())), _people)
        return
    for code in (ASKED, ANSWERED, PLACED):
        if code in codes:
            yield at, [(at, code)], Whole(None, _people)
    answers = [(at, code) for code in codes if not code.startswith(":")]
    excludes = not at.subject.startswith(":") and (
        survey.question(at.subject).kind is not Kind.MULTIPLE_CHOICE
    )
    answered = together(told[at].values())[ANSWERED] if excludes else None
    yield at, answers, Whole(answered, _people)


def _of_parts(
    at: At,
    parts: list[tuple[At, str]],
    whole: Whole,
    waiting: Waiting,
    told: defaultdict[At, dict[str, Codes]],
) -> Iterator[Found]:
    waits = {part: _months_of(waiting.get(part[0], {}), part[1]) for part in parts}
    moving = ready_parts(
        {part: together(_months_of(told[part[0]], part[1]).values()) for part in parts},
        {part: together(months.values()) for part, months in waits.items() if months},
        whole.people,
        whole.base,
        whole.sensitive,
    )
    for part in moving:
        parcel = Parcel(max(waits[part]), waits[part])
        _add(told[part[0]], parcel)
        yield part[0], parcel


def _months_of(months: Months, code: str) -> dict[str, Codes]:
    """What is counted of one code in each month; of all codes where it is empty."""
    if not code:
        return {month: codes for month, codes in months.items() if any(codes.values())}
    return {month: Counter({code: codes[code]}) for month, codes in months.items() if codes[code]}


def _told_of_all(
    told: Mapping[At, Months], filed: str, question_id: str, base: Callable[[Codes], int]
) -> int:
    """People told of a question at all services."""
    return sum(
        base(codes)
        for at, months in told.items()
        if (at.filed_under, at.subject) == (filed, question_id) and at.service_id != ALL_SERVICES
        for codes in months.values()
    )


def _add(told: dict[str, Codes], parcel: Parcel) -> None:
    told.setdefault(parcel.month, Counter()).update(parcel.shown)


def _people(codes: Codes) -> int:
    return codes.total()


def _placed(codes: Codes) -> int:
    return codes[PLACED]


def _asked(codes: Codes) -> int:
    return codes[ASKED]


def _waiting(series_id: int) -> dict[At, dict[str, Codes]]:
    """What was counted and not told, by subject, month and code."""
    waits = AnswerSum.counted - AnswerSum.taken
    return dict(_read(waits, series_id, AnswerSum.counted != AnswerSum.taken))


def _told(series_id: int) -> defaultdict[At, dict[str, Codes]]:
    """What is told already, by subject, month and code."""
    return _read(AnswerSum.shown, series_id, AnswerSum.shown != 0)


def _read(number: Any, series_id: int, *conditions: Any) -> defaultdict[At, dict[str, Codes]]:
    found: defaultdict[At, dict[str, Codes]] = defaultdict(dict)
    rows = db.session.execute(
        select(
            AnswerSum.filed_under,
            AnswerSum.service_id,
            AnswerSum.subject,
            AnswerSum.month,
            AnswerSum.code,
            number,
        ).where(AnswerSum.series_id == series_id, *conditions)
    )
    for filed, service_id, subject, month, code, people in rows:
        found[At(filed, service_id, subject)].setdefault(month, Counter())[code] = people
    return found


def _rows(series_id: int, parcels: Iterable[Found]) -> Iterator[dict[str, Any]]:
    """The changes to the sums that telling these parcels makes."""
    changes: defaultdict[tuple[Any, ...], Counter[str]] = defaultdict(Counter)
    for at, parcel in parcels:
        place = (at.filed_under, at.service_id)
        for month, codes in parcel.taken.items():
            for code, people in codes.items():
                changes[*place, month, at.subject, code]["taken"] += people
        for code, people in parcel.shown.items():
            changes[*place, parcel.month, at.subject, code]["shown"] += people
    names = ("filed_under", "service_id", "month", "subject", "code")
    for place, change in changes.items():
        yield {
            "series_id": series_id,
            **dict(zip(names, place, strict=True)),
            "counted": 0,
            "taken": change["taken"],
            "shown": change["shown"],
        }
