"""Reading what was told, in a number of queries that depends on neither answers nor months."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any, Final

from sqlalchemy import ColumnElement, String, and_, func, or_, select, type_coerce

from app.extensions import db
from app.measures.cuts import Cut, Place, Shape
from app.measures.models import ALL_SERVICES, AnswerSeries, AnswerSum, CountedResponse, ReleasedCut
from app.measures.subjects import (
    ANSWERED,
    ASKED,
    GROUP,
    LOCALE,
    NOTE,
    PLACED,
    RESPONSES,
    TOTAL,
)
from app.publishing.queries import all_published
from app.questionnaire.definition import Kind, Survey
from app.responses.gate import is_equality
from app.responses.models import Response
from app.responses.tally import GroupTally, QuestionTally
from app.statistics.disclosure import Cells

Sizes = dict[Place, int]
SERVICE: Final = type_coerce(AnswerSum.service_id, String).label("service")
"""Services as the database gives them: to make an id of each row takes as long as all else."""

ByMonth = dict[str, dict[str, dict[str, dict[str, QuestionTally]]]]
"""Tallies by how they are filed, subject, month and service."""

ByGroup = dict[str, dict[str, QuestionTally]]
"""Tallies by how they are filed and subject."""


@dataclass(frozen=True)
class Release:
    """A cut that was shown, and what of it."""

    subject: str
    shape: Shape


@dataclass
class Told:
    """What was told of one series: by how it is filed, by service, for the months of a cut.

    Equality answers stand under no service, and so do groups of people. `sizes` has for each
    subject the people of each place, of all months, and `released` the cuts that
    were shown, in the order in which they were.
    """

    series: AnswerSeries
    survey: Survey
    services: defaultdict[str, dict[str, GroupTally]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    sizes: defaultdict[str, Sizes] = field(default_factory=lambda: defaultdict(dict))
    released: list[Release] = field(default_factory=list)
    _cells: dict[Shape, Cells] = field(default_factory=dict)

    @cached_property
    def places(self) -> frozenset[Place]:
        """Every place in which anybody was told of."""
        return frozenset(place for sizes in self.sizes.values() for place in sizes)

    def cells(self, shape: Shape) -> Cells:
        """The places that a cut covers; worked out once, since every month asks for all cuts."""
        if shape not in self._cells:
            self._cells[shape] = shape.cells(self.places)
        return self._cells[shape]

    def people(self, subject: str, shape: Shape) -> int:
        """How many were told of a subject in a cut, before the gate."""
        return sum(people for place, people in self.sizes[subject].items() if shape.holds(place))

    def remember(self, subject: str, shape: Shape) -> bool:
        """Let a cut that is shown now count as shown; gives whether it was not before."""
        is_new = not any((each.subject, each.shape) == (subject, shape) for each in self.released)
        if is_new:
            self.released.append(Release(subject, shape))
        return is_new


def told(cut: Cut) -> list[Told]:
    """What was told of every series of a cut, before the gate."""
    found = _series(cut)
    if not found:
        return []
    _add_sums(found, cut)
    _add_sizes(found, ~AnswerSum.subject.startswith(f"{GROUP}:"))
    _add_released(found)
    return list(found.values())


def told_of(cut: Cut, subjects: Collection[str]) -> list[tuple[Told, ByMonth]]:
    """What was told of a few subjects, month by month, of every series that has them."""
    found = _series(cut)
    wanted = AnswerSum.subject.in_(subjects)
    within = and_(wanted, *_months(cut))
    by_month: defaultdict[int, ByMonth] = defaultdict(_by_month)
    for row in _sums(found, within, AnswerSum.month, AnswerSum.subject):
        tallies = by_month[row.series_id][row.filed_under][row.subject][row.month]
        _add(tallies.setdefault(_service(row.service), QuestionTally()), row.code, row.people)
    found = {series_id: each for series_id, each in found.items() if series_id in by_month}
    _add_sizes(found, wanted)
    _add_released(found)
    return [(each, by_month[series_id]) for series_id, each in found.items()]


def _by_month() -> Any:
    return defaultdict(lambda: defaultdict(lambda: defaultdict(dict)))


def groups_told(cut: Cut, groupings: Collection[str]) -> list[tuple[Told, ByGroup]]:
    """What was told of groups of people, for all services together.

    `sizes` has the people who answered each question beside those of its groups.
    """
    found = _series(cut)
    wanted = or_(
        *(AnswerSum.subject.startswith(f"{GROUP}:{each}:", autoescape=True) for each in groupings)
    )
    by_group: defaultdict[int, ByGroup] = defaultdict(
        lambda: defaultdict(lambda: defaultdict(QuestionTally))
    )
    for row in _sums(found, and_(wanted, *_months(cut)), AnswerSum.subject):
        _add(by_group[row.series_id][row.filed_under][row.subject], row.code, row.people)
    found = {series_id: each for series_id, each in found.items() if series_id in by_group}
    _add_sizes(found, or_(wanted, ~AnswerSum.subject.startswith(":")))
    _add_released(found)
    return [(each, by_group[series_id]) for series_id, each in found.items()]


def left_to_count() -> int:
    """How many answers are stored and in no figure yet."""
    every = select(func.count()).select_from(Response).where(Response.is_counted)
    stored = db.session.execute(every).scalar_one()
    counted = db.session.execute(select(func.count()).select_from(CountedResponse)).scalar_one()
    return max(0, stored - counted)


def _series(cut: Cut) -> dict[int, Told]:
    statement = select(AnswerSeries).order_by(
        AnswerSeries.survey_id,
        AnswerSeries.version,
        AnswerSeries.audience,
        AnswerSeries.by_another,
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
    return {series.id: Told(series, survey) for series, survey in pairs if survey is not None}


def _months(cut: Cut) -> tuple[ColumnElement[bool], ...]:
    return AnswerSum.month >= cut.first, AnswerSum.month <= cut.last


def _sums(found: Mapping[int, Told], condition: ColumnElement[bool], *by: Any) -> Iterable[Any]:
    """Sums of what was told, by series, filing, service and code, and what else is asked for."""
    columns = (AnswerSum.series_id, AnswerSum.filed_under, SERVICE, *by)
    return db.session.execute(
        select(*columns, AnswerSum.code, func.sum(AnswerSum.shown).label("people"))
        .where(AnswerSum.series_id.in_(found), condition)
        .group_by(*columns, AnswerSum.code)
        .having(func.sum(AnswerSum.shown) != 0)
    )


def _add_sums(found: Mapping[int, Told], cut: Cut) -> None:
    condition = and_(~AnswerSum.subject.startswith(f"{GROUP}:"), *_months(cut))
    for row in _sums(found, condition, AnswerSum.subject):
        services = found[row.series_id].services[row.filed_under]
        group = services.setdefault(_service(row.service), GroupTally())
        _add_to_group(group, row.subject, row.code, int(row.people))
    for each in found.values():
        for services in each.services.values():
            _settle_equality(each.survey, services.get(str(ALL_SERVICES)))


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
    elif code == PLACED:
        tally.placed += people
    elif code == TOTAL:
        tally.total += people
    else:
        tally.chosen[code] += int(people)


def _settle_equality(survey: Survey, group: GroupTally | None) -> None:
    """Let who answered be those whose answer is told: each answer is told in its own batches."""
    for question in survey.questions if group else ():
        tally = group.questions.get(question.id) if group else None
        if tally and is_equality(question) and question.options:
            if question.kind is Kind.MULTIPLE_CHOICE:
                tally.answered = max([tally.answered, *tally.chosen.values()])
            else:
                tally.answered = tally.chosen.total()


def _add_sizes(found: Mapping[int, Told], condition: ColumnElement[bool]) -> None:
    """People in each place, of every month, since cuts of other months were shown as well."""
    columns = (
        AnswerSum.series_id,
        AnswerSum.filed_under,
        SERVICE,
        AnswerSum.month,
        AnswerSum.subject,
    )
    is_people = or_(AnswerSum.code == PLACED, AnswerSum.subject == RESPONSES)
    rows = db.session.execute(
        select(*columns, func.sum(AnswerSum.shown))
        .where(AnswerSum.series_id.in_(found), condition, is_people)
        .group_by(*columns)
        .having(func.sum(AnswerSum.shown) != 0)
    )
    for series_id, filed, service, month, subject, people in rows:
        found[series_id].sizes[subject][Place(filed, _service(service), month)] = int(people)


@cache
def _service(stored: object) -> str:
    """A service's id as text. There are a few services in a hundred thousand rows."""
    return str(uuid.UUID(str(stored)))


def _add_released(found: Mapping[int, Told]) -> None:
    rows = db.session.execute(
        select(ReleasedCut).where(ReleasedCut.series_id.in_(found)).order_by(ReleasedCut.id)
    )
    for each in rows.scalars():
        shape = Shape(tuple(each.services), each.filed_under, each.first, each.last)
        found[each.series_id].released.append(Release(each.subject, shape))
