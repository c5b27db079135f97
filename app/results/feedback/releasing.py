"""Releasing what was counted of comments, in parcels of ten people or more. Done by the worker.

How many spoke of something and how they feel about it are kept apart, since of some it is not known
how they feel. Languages and helpers, and each theme by language, are released for all services,
people and families, and all months together: in a smaller cut they would be a handful beside it.
People of a cluster who wait at their service for long are released with those of other services.
"""

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from sqlalchemy import delete, func, select

from app.comments.machine.engine.themes import THEMES
from app.disclosure import Codes, Parcel, ready, ready_parts, together
from app.extensions import db, insertion
from app.kernel.clock import now, today
from app.results.feedback.cuts import CLOSE, VIEWS
from app.results.feedback.models import (
    CLUSTER,
    EVERYTHING,
    Counted,
    ViewCell,
    ViewSum,
    is_theme,
)
from app.results.feedback.views import NEGATIVE, NOT_ASSESSED
from app.results.indicators.months import month_before

SPOKE: Final = "spoke:"
FELT: Final = "felt:"
WRITERS: Final = "people"
"""The code of everybody who spoke of something."""

GROUPINGS: Final = ("language", "helper")
THEME_LANGUAGE: Final = "theme_language"
"""People who spoke of one theme, by language: a grouping of each theme."""

ALL_SERVICES: Final = uuid.UUID(int=0)
SEVERAL_SERVICES: Final = uuid.UUID(int=1)
"""Stands for the service of people who are only released with those of other services."""

LONGEST_WAIT: Final = 3
"""Months that people of a cluster wait for ten of their service and audience."""

EVERYBODY: Final = ""
ROWS_AT_ONCE: Final = 5000
NUMBERS: Final = ("counted", "taken", "shown")


class SubjectAt(NamedTuple):
    """A subject of the people of one service and audience, or of all."""

    service_id: uuid.UUID
    audience: str
    subject: str


ByMonth = defaultdict[SubjectAt, dict[str, Codes]]
"""For each subject, what is counted in each month."""


Numbers = tuple[int, int, int]
Stored = dict[tuple[SubjectAt, str, str], Numbers]
"""What is stored at each place, month and code: counted, taken and shown."""


class Sums(NamedTuple):
    """What is counted, what of it has been released, and what is shown in which month."""

    counted: ByMonth
    taken: ByMonth
    shown: ByMonth


def grouped(grouping: str, prefix: str, group: str) -> str:
    """The subject of a group of people: how many spoke, or how they feel."""
    return f"{prefix}{grouping}={group}"


def theme_in(theme: str, language: str) -> str:
    """The subject of those who spoke of a theme in one language."""
    return grouped(THEME_LANGUAGE, SPOKE, f"{theme}/{language}")


def release() -> int:
    """Release all that may be released now; gives how many parcels."""
    taken, shown, stored = _stored()
    sums = Sums(_counted(), taken, shown)
    parcels = [*_of_places(sums), *_of_clusters(sums), *_of_groups(sums)]
    _save(sums, stored)
    return len(parcels)


def forget_what_was_read() -> None:
    """Let all that a machine read be released again, as another version of it reads.

    That somebody wrote is no reading, and stays as it was released.
    """
    db.session.execute(delete(ViewSum).where(ViewSum.subject != f"{SPOKE}{EVERYTHING}"))


def _of_places(sums: Sums) -> Iterator[Parcel]:
    for at, months in sums.counted.items():
        if at.service_id != ALL_SERVICES:
            sensitive = (NEGATIVE,) if at.subject.startswith(FELT) else ()
            waiting = _waiting(months, sums.taken[at])
            for parcel in ready(sums.shown[at], waiting, Counter.total, sensitive):
                _take(sums, at, parcel)
                yield parcel


def _of_clusters(sums: Sums) -> Iterator[Parcel]:
    """Those who waited for long, with others of their audience in the cluster, wherever they are.

    They are in the number of all services from then on, and never in that of their own.
    """
    last = month_before(f"{today():%Y-%m}", LONGEST_WAIT)
    pools: defaultdict[SubjectAt, dict[SubjectAt, dict[str, Codes]]] = defaultdict(dict)
    for at, months in list(sums.counted.items()):
        if at.subject.startswith(f"{SPOKE}{CLUSTER}"):
            waits = _waiting(months, sums.taken[at])
            pool = at._replace(service_id=SEVERAL_SERVICES)
            pools[pool][at] = {month: codes for month, codes in waits.items() if month <= last}
    for pool, places in pools.items():
        waiting = {
            month: together(each.get(month, Counter()) for each in places.values())
            for month in {month for each in places.values() for month in each}
        }
        for parcel in ready(sums.shown[pool], waiting, Counter.total, ()):
            for at, waits in places.items():
                for month in parcel.taken.keys() & waits.keys():
                    sums.taken[at].setdefault(month, Counter()).update(waits[month])
            sums.shown[pool].setdefault(parcel.month, Counter()).update(parcel.shown)
            yield parcel


def _of_groups(sums: Sums) -> Iterator[Parcel]:
    everywhere = [at for at in sums.counted if at.service_id == ALL_SERVICES]
    wholes: Counter[str] = Counter()
    for at, months in list(sums.shown.items()):
        if at.audience in VIEWS[CLOSE]:
            wholes[at.subject] += together(months.values()).total()
    for start, whole in _groupings():
        parts = [at for at in everywhere if at.subject.startswith(start)]
        waits = {at: _waiting(sums.counted[at], sums.taken[at]) for at in parts}
        for at in ready_parts(
            {at: together(sums.shown[at].values()) for at in parts},
            {at: together(months.values()) for at, months in waits.items() if months},
            wholes[whole],
            Counter.total,
            (NEGATIVE,) if start.startswith(FELT) else (),
        ):
            parcel = Parcel(max(waits[at]), waits[at])
            _take(sums, at, parcel)
            yield parcel


def _groupings() -> Iterator[tuple[str, str]]:
    """How the subjects of each grouping begin, and the subject of the whole beside them."""
    for grouping in GROUPINGS:
        for prefix in (SPOKE, FELT):
            yield grouped(grouping, prefix, ""), f"{prefix}{EVERYTHING}"
    for theme in THEMES:
        yield theme_in(theme, ""), f"{SPOKE}{theme}"


def _waiting(counted: Mapping[str, Codes], taken: Mapping[str, Codes]) -> dict[str, Codes]:
    found = {}
    for month in {*counted, *taken}:
        left = Counter(counted.get(month, Counter()))
        left.subtract(taken.get(month, Counter()))
        if any(left.values()):
            found[month] = left
    return found


def _take(sums: Sums, at: SubjectAt, parcel: Parcel) -> None:
    for month, codes in parcel.taken.items():
        sums.taken[at].setdefault(month, Counter()).update(codes)
    sums.shown[at].setdefault(parcel.month, Counter()).update(parcel.shown)


def _counted() -> ByMonth:
    """People in the cells, by theme for each service and audience, and by group for all."""
    found: ByMonth = defaultdict(dict)

    def add(at: SubjectAt, month: str, code: str, people: int) -> None:
        found[at].setdefault(month, Counter())[code] += people

    columns = (ViewCell.service_id, ViewCell.audience, ViewCell.month, ViewCell.theme)
    for service_id, audience, month, theme, sentiment, people in _summed(*columns):
        add(SubjectAt(service_id, audience, f"{SPOKE}{theme}"), month, WRITERS, people)
        if sentiment != NOT_ASSESSED and (theme == EVERYTHING or is_theme(theme)):
            add(SubjectAt(service_id, audience, f"{FELT}{theme}"), month, sentiment, people)
    for grouping in GROUPINGS:
        of_group = (getattr(ViewCell, grouping), ViewCell.month)
        for group, month, sentiment, people in _summed(
            *of_group, is_close=True, is_everything=True
        ):
            add(_all(grouped(grouping, SPOKE, group)), month, WRITERS, people)
            if sentiment != NOT_ASSESSED:
                add(_all(grouped(grouping, FELT, group)), month, sentiment, people)
    in_languages = (ViewCell.theme, ViewCell.language, ViewCell.month)
    for theme, language, month, _sentiment, people in _summed(*in_languages, is_close=True):
        if theme in THEMES:
            add(_all(theme_in(theme, language)), month, WRITERS, people)
    return found


def _all(subject: str) -> SubjectAt:
    return SubjectAt(ALL_SERVICES, EVERYBODY, subject)


def _summed(
    *columns: Any, is_close: bool = False, is_everything: bool = False
) -> Iterator[tuple[Any, ...]]:
    statement = select(*columns, ViewCell.sentiment, func.sum(ViewCell.people))
    if is_close:
        statement = statement.where(ViewCell.audience.in_(VIEWS[CLOSE]))
    if is_everything:
        statement = statement.where(ViewCell.theme == EVERYTHING)
    for *place, people in db.session.execute(statement.group_by(*columns, ViewCell.sentiment)):
        yield (*place, int(people))


def _stored() -> tuple[ByMonth, ByMonth, Stored]:
    """What is taken and what is shown, and all numbers as they are stored."""
    taken: ByMonth = defaultdict(dict)
    shown: ByMonth = defaultdict(dict)
    stored: Stored = {}
    table = ViewSum.__table__
    names = ("service_id", "audience", "subject", "month", "code", *NUMBERS)
    for *place, month, code, counted, took, shows in db.session.execute(
        select(*(table.c[name] for name in names))
    ):
        at = SubjectAt(*place)
        stored[at, month, code] = (counted, took, shows)
        if took:
            taken[at].setdefault(month, Counter())[code] = took
        if shows:
            shown[at].setdefault(month, Counter())[code] = shows
    return taken, shown, stored


def _save(sums: Sums, stored: Stored) -> None:
    """Store what differs from what is stored; most months are over, and are not written again."""
    places = {
        (at, month, code)
        for part in sums
        for at, months in part.items()
        for month, codes in months.items()
        for code, people in codes.items()
        if people
    }
    numbers = {each: _numbers(sums, *each) for each in places | stored.keys()}
    changed = [each for each in numbers if numbers[each] != stored.get(each)]
    rows = [
        {
            **at._asdict(),
            "month": month,
            "code": code,
            **dict(zip(NUMBERS, numbers[at, month, code], strict=True)),
        }
        for at, month, code in sorted(changed, key=str)
    ]
    table = ViewSum.__table__
    statement = insertion(table)
    storing = statement.on_conflict_do_update(
        index_elements=list(table.primary_key),
        set_={name: statement.excluded[name] for name in NUMBERS},
    )
    for start in range(0, len(rows), ROWS_AT_ONCE):
        db.session.connection().execute(storing, rows[start : start + ROWS_AT_ONCE])
    db.session.execute(delete(ViewSum).where(*(table.c[name] == 0 for name in NUMBERS)))
    counted = db.session.get(Counted, 1)
    if counted is not None:
        counted.has_news, counted.released_at = False, now()


def _numbers(sums: Sums, at: SubjectAt, month: str, code: str) -> Numbers:
    counted, taken, shown = (counts[at].get(month, Counter())[code] for counts in sums)
    return counted, taken, shown
