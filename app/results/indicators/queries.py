"""Reading what was released, in a number of queries that depends on neither answers nor months."""

import uuid
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from sqlalchemy import ColumnElement, String, and_, func, or_, select, true, type_coerce

from app.collection.publishing.queries import all_published
from app.collection.responses.models import Response
from app.collection.responses.tally import GroupTally, QuestionTally
from app.disclosure import Hidden, alike, is_safe_size, why_hidden
from app.extensions import db
from app.results.indicators.cuts import Cut, Shape
from app.results.indicators.models import ALL_SERVICES, AnswerSeries, AnswerSum, CountedResponse
from app.results.indicators.subjects import (
    ANSWERED,
    ASKED,
    EQUALITY_WANTED,
    GROUP,
    LOCALE,
    NOT_GOOD,
    NOTE,
    RESPONSES,
    THEME,
    TOTAL,
    VALID_BASE,
    without_link,
)
from app.surveys.definition import Survey

SERVICE: Final = type_coerce(AnswerSum.service_id, String).label("service")
"""Services as the database gives them: to make an id of each row takes as long as all else."""

ByMonth = dict[str, dict[str, dict[str, dict[str, QuestionTally]]]]
"""Tallies by reporting group, subject, month and service."""

ByGroup = dict[str, dict[str, QuestionTally]]
"""Tallies by reporting group and subject."""


Waiting = dict[str, Counter[str]]
"""People who are counted and not released, by subject and service."""


@dataclass
class ReleasedSeries:
    """What was released about one series: by reporting group, by service, for the months of a cut.

    Equality answers stand under no service, and so do groups of people; they, and languages, are of
    all months. `waiting` has who is counted and not released yet, of all months, and `answered_at`
    the services at which anybody answered in the months of the cut. `alike` are groups that wait
    since nearly all in them gave no good answer: their reporting group, and the subject.
    """

    series: AnswerSeries
    survey: Survey
    services: defaultdict[str, defaultdict[str, GroupTally]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(GroupTally))
    )
    waiting: defaultdict[str, defaultdict[str, Counter[str]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(Counter))
    )

    answered_at: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    alike: set[tuple[str, str]] = field(default_factory=set)

    def has_anybody(self, shape: Shape) -> bool:
        """Whether anybody answered in the cut, released or not."""
        return any(
            shape.reporting_group in ("", reporting_group)
            and (not shape.services or service in shape.services)
            for reporting_group, services in self.answered_at.items()
            for service in services
        )

    def why_hidden(self, shape: Shape, subject: str) -> Hidden:
        """Why nothing is released about a subject in a cut."""
        return Hidden(reason=why_hidden(self.waiting_in(shape, subject).values()))

    def themes_waiting(self, shape: Shape) -> set[str]:
        """Themes on which people of a cut wait."""
        return {
            subject
            for reporting_group, subjects in self.waiting.items()
            for subject in subjects
            if shape.reporting_group in ("", reporting_group)
            and subject.startswith(THEME)
            and self.waiting_in(shape, subject).total() > 0
        }

    def waiting_in(self, shape: Shape, subject: str) -> Counter[tuple[str, str]]:
        """People of a cut who are counted and not released, by reporting group and service."""
        people: Counter[tuple[str, str]] = Counter()
        for reporting_group, subjects in self.waiting.items():
            if shape.reporting_group in ("", reporting_group):
                for service, number in subjects[subject].items():
                    if not shape.services or service in shape.services:
                        people[reporting_group, service] += number
        return people


def released(cut: Cut) -> list[ReleasedSeries]:
    """What was released about every series of a cut, before the gate."""
    found = _series(cut)
    if not found:
        return []
    _add_sums(found, cut)
    _add_waiting(found, and_(~AnswerSum.subject.startswith(f"{GROUP}:"), *_services(cut)))
    _add_answered_at(found, cut)
    return list(found.values())


def released_by_month(
    cut: Cut, subjects: Collection[str], audiences: Collection[str] = ()
) -> list[tuple[ReleasedSeries, ByMonth]]:
    """What was released about a few subjects, month by month, of every series that has them.

    A month whose people are released with later ones is there, and has nobody.

    Args:
        cut: whose months are given of all services, so that each series has the same.
        subjects: what was asked about.
        audiences: the reporting groups; none for that of the cut, or all.
    """
    found = _series(cut)
    groups = audiences or ([cut.audience] if cut.audience else [])
    in_groups = AnswerSum.reporting_group.in_(groups) if groups else true()
    wanted = and_(AnswerSum.subject.in_(subjects), in_groups)
    within = and_(wanted, *_months(cut))
    by_month: defaultdict[int, ByMonth] = defaultdict(_by_month)
    for row in _sums(found, within, AnswerSum.month, AnswerSum.subject):
        tallies = by_month[row.series_id][row.reporting_group][row.subject][row.month]
        _add(tallies[_service(row.service)], row.code, row.people)
    found = {series_id: each for series_id, each in found.items() if series_id in by_month}
    _add_waiting(found, and_(wanted, *_services(cut)))
    return [(each, by_month[series_id]) for series_id, each in found.items()]


def _by_month() -> Any:
    return defaultdict(lambda: defaultdict(lambda: defaultdict(_by_service)))


def _by_service() -> defaultdict[str, QuestionTally]:
    return defaultdict(QuestionTally)


def released_groups(cut: Cut, groupings: Collection[str]) -> list[tuple[ReleasedSeries, ByGroup]]:
    """What was released about groups of people, for all services and all months together.

    Groups of which nothing is released are there, and have nobody.
    """
    found = _series(cut)
    wanted = or_(
        *(AnswerSum.subject.startswith(f"{GROUP}:{each}:", autoescape=True) for each in groupings)
    )
    by_group: defaultdict[int, ByGroup] = defaultdict(_by_subject)
    waiting: defaultdict[int, ByGroup] = defaultdict(_by_subject)
    for row in _sums(found, wanted, AnswerSum.subject):
        _add(by_group[row.series_id][row.reporting_group][row.subject], row.code, row.people)
        _add(waiting[row.series_id][row.reporting_group][row.subject], row.code, row.waits)
    for series_id, of_series in waiting.items():
        found[series_id].alike = {
            (reporting_group, subject)
            for reporting_group, subjects in of_series.items()
            for subject, tally in subjects.items()
            if is_safe_size(tally.valid_base) and alike(tally.chosen, tally.valid_base, (NOT_GOOD,))
        }
    return [(found[series_id], of_series) for series_id, of_series in by_group.items()]


def _by_subject() -> Any:
    return defaultdict(lambda: defaultdict(QuestionTally))


def left_to_count() -> int:
    """How many answers are stored and in no figure yet."""
    every = select(func.count()).select_from(Response).where(Response.is_counted)
    stored = db.session.execute(every).scalar_one()
    counted = db.session.execute(select(func.count()).select_from(CountedResponse)).scalar_one()
    return max(0, stored - counted)


def _series(cut: Cut) -> dict[int, ReleasedSeries]:
    statement = select(AnswerSeries).order_by(
        AnswerSeries.survey_id,
        AnswerSeries.version,
        AnswerSeries.audience,
        AnswerSeries.by_proxy,
    )
    if cut.survey_id is not None:
        statement = statement.where(AnswerSeries.survey_id == cut.survey_id)
    if cut.version is not None:
        statement = statement.where(AnswerSeries.version == cut.version)
    surveys = all_published()
    pairs = (
        (series, surveys.get((series.survey_id, series.version)))
        for series in db.session.execute(statement).scalars()
    )
    return {
        series.id: ReleasedSeries(series, survey) for series, survey in pairs if survey is not None
    }


def _months(cut: Cut) -> tuple[ColumnElement[bool], ...]:
    return AnswerSum.month >= cut.first, AnswerSum.month <= cut.last


def _services(cut: Cut) -> tuple[ColumnElement[bool], ...]:
    """The services of a cut: the gate leaves all others out, and so they need not be read."""
    return (AnswerSum.service_id.in_(cut.services),) if cut.services else ()


def _sums(
    found: Mapping[int, ReleasedSeries],
    condition: ColumnElement[bool],
    *by: Any,
    having: ColumnElement[bool] | None = None,
) -> Iterable[Any]:
    """Sums of who is released, and who waits, by series, filing, service, code and what is asked
    for. What is counted and not released yet is there, as nobody.
    """
    columns = (AnswerSum.series_id, AnswerSum.reporting_group, SERVICE, *by)
    return db.session.execute(
        select(
            *columns,
            AnswerSum.code,
            func.sum(AnswerSum.shown).label("people"),
            func.sum(AnswerSum.counted - AnswerSum.taken).label("waits"),
        )
        .where(AnswerSum.series_id.in_(found), condition)
        .group_by(*columns, AnswerSum.code)
        .having(true() if having is None else having)
    )


def _add_sums(found: Mapping[int, ReleasedSeries], cut: Cut) -> None:
    of_all_months = or_(AnswerSum.service_id == ALL_SERVICES, AnswerSum.subject.in_((LOCALE, NOTE)))
    condition = and_(
        ~AnswerSum.subject.startswith(f"{GROUP}:"),
        or_(and_(*_months(cut)), of_all_months),
        *_services(cut),
    )
    is_told = or_(func.sum(AnswerSum.shown) != 0, AnswerSum.subject == NOTE)
    for row in _sums(found, condition, AnswerSum.subject, having=is_told):
        group = found[row.series_id].services[row.reporting_group][_service(row.service)]
        _add_to_group(group, without_link(row.subject), row.code, int(row.people))


def _add_to_group(group: GroupTally, subject: str, code: str, people: int) -> None:
    if subject == RESPONSES:
        group.responses += people
        group.see_week(code)
    elif subject == LOCALE:
        group.locales[code] += people
    elif subject == NOTE:
        group.notes[code] += people
    else:
        _add(group.questions[subject], code, people)


def _add(tally: QuestionTally, code: str, people: int) -> None:
    if code == ASKED:
        tally.asked += people
    elif code == ANSWERED:
        tally.answered += people
    elif code == VALID_BASE:
        tally.valid_base += people
    elif code == TOTAL:
        tally.total += people
    else:
        tally.chosen[code] += int(people)


def _add_waiting(found: Mapping[int, ReleasedSeries], condition: ColumnElement[bool]) -> None:
    """People who are counted and not released yet, of every month."""
    columns = (AnswerSum.series_id, AnswerSum.reporting_group, SERVICE, AnswerSum.subject)
    about_the_person = and_(
        AnswerSum.service_id == ALL_SERVICES, AnswerSum.subject != EQUALITY_WANTED
    )
    is_people = or_(
        AnswerSum.code == VALID_BASE,
        AnswerSum.subject == RESPONSES,
        and_(AnswerSum.code == ANSWERED, about_the_person),
    )
    waits = func.sum(AnswerSum.counted - AnswerSum.taken)
    rows = db.session.execute(
        select(*columns, waits)
        .where(
            AnswerSum.series_id.in_(found),
            AnswerSum.counted != AnswerSum.taken,
            condition,
            is_people,
        )
        .group_by(*columns)
    )
    for series_id, reporting_group, service, subject, people in rows:
        waiting = found[series_id].waiting[reporting_group][without_link(subject)]
        waiting[_service(service)] += int(people)


def _add_answered_at(found: Mapping[int, ReleasedSeries], cut: Cut) -> None:
    columns = (AnswerSum.series_id, AnswerSum.reporting_group, SERVICE)
    rows = db.session.execute(
        select(*columns)
        .where(
            AnswerSum.series_id.in_(found),
            AnswerSum.subject == RESPONSES,
            AnswerSum.counted > 0,
            *_months(cut),
        )
        .distinct()
    )
    for series_id, reporting_group, service in rows:
        found[series_id].answered_at[reporting_group].add(_service(service))


@cache
def _service(stored: object) -> str:
    """A service's id as text. There are a few services in a hundred thousand rows."""
    return str(uuid.UUID(str(stored)))
