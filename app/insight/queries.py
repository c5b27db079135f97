"""Reading the sums of a cut, in a number of queries that does not depend on the rows."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from sqlalchemy import ColumnElement, func, select

from app.extensions import db
from app.insight.counts import BREAKDOWNS, Counts
from app.insight.cuts import Cut
from app.insight.models import EVERYTHING, NOTE, ReleasedFigures, ViewCell
from app.kernel.clock import today
from app.publishing.queries import all_published
from app.responses.filing import AUDITORS
from app.responses.models import Comment, Response
from app.responses.stray import NOT_COUNTED

OF_PEOPLE: Final = tuple(name for name in BREAKDOWNS if name not in ("theme", "month"))
"""What a person is told by, whatever they spoke of and when."""


def counts_of(cut: Cut) -> Counts:
    """The numbers of a cut, before the gate."""
    counts = Counts()
    for theme, month, sentiment, people in _summed(cut, ("theme", "month")):
        counts.parts["theme"][theme][sentiment] += people
        if theme == EVERYTHING:
            counts.parts["month"][month][sentiment] += people
        elif not theme.startswith(NOTE):
            counts.theme_months[theme][month][sentiment] += people
    everything = _summed(cut, OF_PEOPLE, ViewCell.theme == EVERYTHING)
    for *keys, sentiment, people in everything:
        for name, key in zip(OF_PEOPLE, keys, strict=True):
            counts.parts[name][str(key)][sentiment] += people
    return counts


def months_with_views() -> list[str]:
    """The months in which anybody wrote anything."""
    return list(db.session.execute(select(ViewCell.month).distinct()).scalars())


def released(cut: Cut) -> ReleasedFigures | None:
    """What was shown last of a cut."""
    return db.session.get(ReleasedFigures, cut.key)


def cells_by_cut() -> dict[tuple[str, str, str], int]:
    """People for each service, audience and month: the smallest parts that cuts are made of."""
    rows = db.session.execute(
        select(ViewCell.service_id, ViewCell.audience, ViewCell.month, func.sum(ViewCell.people))
        .where(ViewCell.theme == EVERYTHING)
        .group_by(ViewCell.service_id, ViewCell.audience, ViewCell.month)
    )
    return {(str(service), audience, month): int(n) for service, audience, month, n in rows}


def released_cuts() -> list[str]:
    """The keys of all cuts of which figures were shown."""
    return list(db.session.execute(select(ReleasedFigures.cut)).scalars())


def surveys_of_auditors() -> set[str]:
    """The surveys whose comments are notes on records and services, and nobody's view."""
    return {each.id for each in all_published().values() if each.audience == AUDITORS}


def left_to_count() -> int:
    """How many people's comments are stored and not in any figure yet."""
    people = (
        select(func.count(func.distinct(Comment.response_id)))
        .join(Response, Response.id == Comment.response_id)
        .where(
            Comment.question_id != NOT_COUNTED,
            Response.survey_id.not_in(surveys_of_auditors()),
        )
    )
    counted = select(func.coalesce(func.sum(ViewCell.people), 0)).where(
        ViewCell.theme == EVERYTHING
    )
    return max(
        0, db.session.execute(people).scalar_one() - db.session.execute(counted).scalar_one()
    )


def _summed(
    cut: Cut, names: Iterable[str], *conditions: ColumnElement[bool]
) -> Iterator[tuple[Any, ...]]:
    """People by these columns and sentiment: the columns' values, the sentiment, how many."""
    columns = [getattr(ViewCell, name) for name in names]
    found = db.session.execute(
        select(*columns, ViewCell.sentiment, func.sum(ViewCell.people))
        .where(*_within(cut), *conditions)
        .group_by(*columns, ViewCell.sentiment)
    )
    return ((*row[:-1], int(row[-1])) for row in found)


def _within(cut: Cut) -> list[ColumnElement[bool]]:
    first, last = cut.months(today())
    within = [ViewCell.month >= first, ViewCell.month <= last]
    if cut.service_id is not None:
        within.append(ViewCell.service_id == cut.service_id)
    if cut.audiences:
        within.append(ViewCell.audience.in_(cut.audiences))
    return within
