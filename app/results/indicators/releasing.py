"""Releasing what was counted, in parcels of ten people or more. Done by the worker after it
counted.

A service is released question by question, month after month. Groups of people, languages and the
answers about the person are released for all months together: a group beside its whole in one month
is often a handful. A whole moves before its groups do.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from sqlalchemy import Executable, and_, case, delete, func, select

from app.collection.publishing.queries import published
from app.disclosure import (
    Codes,
    Parcel,
    is_nobody_or_enough,
    ready,
    ready_parts,
    together,
)
from app.extensions import db
from app.kernel.clock import today
from app.results.indicators.counting import add_to_sums
from app.results.indicators.models import ALL_SERVICES, AnswerSeries, AnswerSum
from app.results.indicators.subjects import (
    ANSWERED,
    ASKED,
    GROUP,
    LOCALE,
    NOT_GOOD,
    RESPONSES,
    VALID_BASE,
    is_of_link,
    is_released_by_month,
    sensitive_in,
    without_link,
)
from app.surveys.definition import Survey
from app.surveys.parts import Kind

Months = Mapping[str, Codes]
Parts = dict[str, dict[str, Codes]]
"""Groups of one whole: what was counted of each in each month."""


class SubjectOf(NamedTuple):
    """A subject of the people of one service, or of all, in a series."""

    reporting_group: str
    service_id: Any
    subject: str


PLACE: Final = (AnswerSum.reporting_group, AnswerSum.service_id, AnswerSum.subject)
EARLIER: Final = ""
"""Stands for all months before those in which anybody waits."""

Found = tuple[SubjectOf, Parcel]
Joining = tuple[SubjectOf, str, Codes]
"""People of a link who are released with their service: what they are counted in, and the month."""

Waiting = dict[SubjectOf, dict[str, Codes]]


def series_with_news() -> list[int]:
    """The series of which something was counted and not released yet."""
    waiting = select(AnswerSum.series_id).where(AnswerSum.counted != AnswerSum.taken).distinct()
    return list(db.session.execute(waiting).scalars())


def release(series_id: int) -> None:
    """Release all that may be released about one series now.

    The series is locked, so that two workers do not release the same people twice.
    """
    series = db.session.execute(
        select(AnswerSeries).where(AnswerSeries.id == series_id).with_for_update()
    ).scalar_one()
    survey = published(series.survey_id, series.version)
    if survey is not None:
        waiting, released = _waiting(series_id), _released(series_id)
        joining: list[Joining] = []
        of_links = list(_parcels_of_links(survey, waiting, released, joining))
        parcels = [*of_links, *_parcels(survey, waiting, released)]
        add_to_sums(_rows(series_id, parcels, joining))
    nobody = (AnswerSum.counted == 0, AnswerSum.taken == 0, AnswerSum.shown == 0)
    db.session.execute(delete(AnswerSum).where(AnswerSum.series_id == series_id, *nobody))


def _parcels_of_links(
    survey: Survey,
    waiting: Waiting,
    released: defaultdict[SubjectOf, dict[str, Codes]],
    joining: list[Joining],
) -> Iterator[Found]:
    """The parcels of single links; who is left of a month that is over joins its service.

    So a link is released in whole parcels, of which its service's figures are sums, and nobody
    waits for long because few answered at an event.
    """
    this_month = f"{today():%Y-%m}"
    for at in [each for each in waiting if is_of_link(each.subject)]:
        months = waiting.pop(at)
        place = at._replace(subject=without_link(at.subject))
        service = waiting.setdefault(place, {})
        # Fewer than none: people whom the service released before their link was kept apart.
        owed = {month for month, codes in service.items() if min(codes.values(), default=0) < 0}
        alone = {month: codes for month, codes in months.items() if month not in owed}
        sensitive = sensitive_in(survey, place.subject)
        for parcel in ready(released[at], alone, _valid_base, sensitive, _asked):
            _add(released[at], parcel)
            yield at, parcel
            for month in parcel.taken:
                del months[month]
        for month, codes in months.items():
            if month in owed or month < this_month:
                service.setdefault(month, Counter()).update(codes)
                joining.append((at, month, codes))


def _parcels(
    survey: Survey, waiting: Waiting, released: defaultdict[SubjectOf, dict[str, Codes]]
) -> Iterator[Found]:
    for at, months in waiting.items():
        if is_released_by_month(survey, at.subject):
            base = _people if at.subject == RESPONSES else _valid_base
            sensitive = sensitive_in(survey, at.subject)
            for parcel in ready(released[at], months, base, sensitive, _asked):
                _add(released[at], parcel)
                yield at, parcel
    for at, parts, whole in _wholes(survey, waiting, released):
        yield from _of_parts(at, parts, whole, waiting, released)


class Whole(NamedTuple):
    """What groups are part of: `people` as released, None where people may be in several groups."""

    people: int | None
    base: Callable[[Codes], int]
    sensitive: Collection[str] = ()


Divided = tuple[SubjectOf, list[tuple[SubjectOf, str]], Whole]


def _wholes(
    survey: Survey, waiting: Waiting, released: defaultdict[SubjectOf, dict[str, Codes]]
) -> Iterator[Divided]:
    """Each set of groups of which something waits, with the whole that stands beside it."""
    groups: defaultdict[tuple[str, str, str], list[tuple[SubjectOf, str]]] = defaultdict(list)
    known = {*waiting, *released}
    for at in sorted(known, key=str):
        if at.subject.startswith(f"{GROUP}:"):
            _, _, grouping, _, question_id = at.subject.split(":")
            groups[at.reporting_group, grouping, question_id].append((at, ""))
    for (reporting_group, _, question_id), parts in groups.items():
        if any(at in waiting for at, _ in parts):
            people = _released_of_all(released, reporting_group, question_id, _valid_base)
            yield parts[0][0], parts, Whole(people, _valid_base, (NOT_GOOD,))
    for at in sorted(waiting, key=str):
        if not is_released_by_month(survey, at.subject) and not at.subject.startswith(f"{GROUP}:"):
            yield from _of_codes(survey, at, waiting, released)


def _of_codes(
    survey: Survey,
    at: SubjectOf,
    waiting: Waiting,
    released: defaultdict[SubjectOf, dict[str, Codes]],
) -> Iterator[Divided]:
    """The codes of a subject, each a group; who answered an equality question goes before them."""
    known = [*waiting[at].values(), *released[at].values()]
    codes = sorted({code for codes in known for code in codes})
    if at.subject == LOCALE:
        whole = released[SubjectOf(at.reporting_group, at.service_id, RESPONSES)]
        yield at, [(at, code) for code in codes], Whole(_people(together(whole.values())), _people)
        return
    answers = [(at, code) for code in codes if not code.startswith(":")]
    excludes = not at.subject.startswith(":") and (
        survey.question(at.subject).kind is not Kind.MULTIPLE_CHOICE
    )
    if not excludes:
        yield at, [(at, ANSWERED)], Whole(None, _people)
        yield at, answers, Whole(None, _people)
        return
    if is_nobody_or_enough(_left_beside_answers(waiting[at], released[at])):
        yield at, [(at, ANSWERED)], Whole(None, _people)
    yield at, answers, Whole(together(released[at].values())[ANSWERED], _people)


def _left_beside_answers(waiting: Months, released: Months) -> int:
    """Who would have answered, less all whose answers are released: fewer where some went."""
    shown = together(released.values())
    now = shown[ANSWERED] + together(waiting.values())[ANSWERED]
    return now - sum(people for code, people in shown.items() if not code.startswith(":"))


def _of_parts(
    at: SubjectOf,
    parts: list[tuple[SubjectOf, str]],
    whole: Whole,
    waiting: Waiting,
    released: defaultdict[SubjectOf, dict[str, Codes]],
) -> Iterator[Found]:
    waits = {part: _months_of(waiting.get(part[0], {}), part[1]) for part in parts}
    moving = ready_parts(
        {part: together(_months_of(released[part[0]], part[1]).values()) for part in parts},
        {part: together(months.values()) for part, months in waits.items() if months},
        whole.people,
        whole.base,
        whole.sensitive,
    )
    for part in moving:
        parcel = Parcel(max(waits[part]), waits[part])
        _add(released[part[0]], parcel)
        yield part[0], parcel


def _months_of(months: Months, code: str) -> dict[str, Codes]:
    """What is counted of one code in each month; of all codes where it is empty."""
    if not code:
        return {month: codes for month, codes in months.items() if any(codes.values())}
    return {month: Counter({code: codes[code]}) for month, codes in months.items() if codes[code]}


def _released_of_all(
    released: Mapping[SubjectOf, Months],
    reporting_group: str,
    question_id: str,
    base: Callable[[Codes], int],
) -> int:
    """People released in a question at all services."""
    return sum(
        base(codes)
        for at, months in released.items()
        if (at.reporting_group, at.subject) == (reporting_group, question_id)
        and at.service_id != ALL_SERVICES
        for codes in months.values()
    )


def _add(released: dict[str, Codes], parcel: Parcel) -> None:
    released.setdefault(parcel.month, Counter()).update(parcel.shown)


def _people(codes: Codes) -> int:
    return codes.total()


def _valid_base(codes: Codes) -> int:
    return codes[VALID_BASE]


def _asked(codes: Codes) -> int:
    return codes[ASKED]


def _waiting(series_id: int) -> dict[SubjectOf, dict[str, Codes]]:
    """What was counted and not released, by subject, month and code."""
    waits = (AnswerSum.counted - AnswerSum.taken).label("waits")
    rows = select(*PLACE, AnswerSum.month, AnswerSum.code, waits).where(
        AnswerSum.series_id == series_id, AnswerSum.counted != AnswerSum.taken
    )
    return dict(_read(rows))


def _released(series_id: int) -> defaultdict[SubjectOf, dict[str, Codes]]:
    """What is released already, by subject, month and code; months before any that waits as one.

    So what is read does not grow with the years that are over.
    """
    waiting = (
        select(*PLACE, func.min(AnswerSum.month).label("first"))
        .where(AnswerSum.series_id == series_id, AnswerSum.counted != AnswerSum.taken)
        .group_by(*PLACE)
        .subquery()
    )
    at_one = and_(*(waiting.c[each.key] == each for each in PLACE))
    month = case((AnswerSum.month >= waiting.c.first, AnswerSum.month), else_=EARLIER)
    rows = (
        select(*PLACE, month, AnswerSum.code, func.sum(AnswerSum.shown))
        .outerjoin(waiting, at_one)
        .where(AnswerSum.series_id == series_id, AnswerSum.shown != 0)
        .group_by(*PLACE, month, AnswerSum.code)
    )
    return _read(rows)


def _read(rows: Executable) -> defaultdict[SubjectOf, dict[str, Codes]]:
    found: defaultdict[SubjectOf, dict[str, Codes]] = defaultdict(dict)
    for reporting_group, service_id, subject, month, code, people in db.session.execute(rows):
        found[SubjectOf(reporting_group, service_id, subject)].setdefault(month, Counter())[
            code
        ] = int(people)
    return found


def _rows(
    series_id: int, parcels: Iterable[Found], joining: Iterable[Joining]
) -> Iterator[dict[str, Any]]:
    """The changes to the sums that releasing these parcels makes, and joining these people.

    Who joins a service is taken from the link, and waits at the service instead.
    """
    changes: defaultdict[tuple[Any, ...], Counter[str]] = defaultdict(Counter)
    for at, parcel in parcels:
        place = (at.reporting_group, at.service_id)
        for month, codes in parcel.taken.items():
            for code, people in codes.items():
                changes[*place, month, at.subject, code]["taken"] += people
        for code, people in parcel.shown.items():
            changes[*place, parcel.month, at.subject, code]["shown"] += people
    for at, month, codes in joining:
        for code, people in codes.items():
            there = (at.reporting_group, at.service_id, month)
            changes[*there, at.subject, code]["taken"] += people
            changes[*there, without_link(at.subject), code]["taken"] -= people
    names = ("filed_under", "service_id", "month", "subject", "code")
    for place, change in changes.items():
        yield {
            "series_id": series_id,
            **dict(zip(names, place, strict=True)),
            "counted": 0,
            "taken": change["taken"],
            "shown": change["shown"],
        }
