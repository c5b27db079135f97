"""Reading what answers belong together; codes cannot be read, because none is kept."""

import uuid
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import func, select

from app.collection.matched.models import LinkingCard, MatchedAnswer, ProgrammeLink
from app.collection.matched.time_points import TimePoint
from app.extensions import db

Person = str
"""Stands for whoever has one card; it means nothing and is never shown."""


@dataclass(frozen=True)
class Cards:
    """The answers of a programme by the cards they were given with.

    `by_time_point` has one answer for each card and time point. `repeated`: answers whose card came
    more than once at their time point, so that nobody can say which of them it is. `foreign`:
    answers whose card is none of this programme's.
    """

    by_time_point: Mapping[TimePoint, Mapping[Person, uuid.UUID]] = field(default_factory=dict)
    repeated: frozenset[uuid.UUID] = frozenset()
    foreign: frozenset[uuid.UUID] = frozenset()


def time_point_at(token: str) -> TimePoint | None:
    """The time point at which a link is answered; None where it belongs to no programme."""
    found = db.session.get(ProgrammeLink, token)
    return TimePoint(found.moment) if found else None


def links_of(programme_id: uuid.UUID) -> dict[str, TimePoint]:
    """The tokens of a programme's links, each with its time point, the earliest first."""
    found = select(ProgrammeLink).where(ProgrammeLink.programme_id == programme_id)
    rows = db.session.execute(found.order_by(ProgrammeLink.link_token)).scalars()
    order = list(TimePoint)
    time_points = {row.link_token: TimePoint(row.moment) for row in rows}
    return dict(sorted(time_points.items(), key=lambda each: order.index(each[1])))


def cards_made(programme_id: uuid.UUID) -> int:
    """How many cards were made for a programme."""
    made = select(func.count()).where(LinkingCard.programme_id == programme_id)
    return db.session.execute(made).scalar_one()


def cards_of(programme_id: uuid.UUID) -> Cards:
    """The answers of a programme by their cards, in two queries."""
    printed = select(LinkingCard.code_hash).where(LinkingCard.programme_id == programme_id)
    known = frozenset(db.session.execute(printed).scalars())
    answers = select(MatchedAnswer).where(MatchedAnswer.programme_id == programme_id)
    rows = list(db.session.execute(answers.order_by(MatchedAnswer.response_id)).scalars())
    uses = Counter((row.moment, row.code_hash) for row in rows)
    by_time_point: defaultdict[TimePoint, dict[Person, uuid.UUID]] = defaultdict(dict)
    for row in rows:
        if row.code_hash in known and uses[row.moment, row.code_hash] == 1:
            by_time_point[TimePoint(row.moment)][row.code_hash] = row.response_id
    return Cards(
        by_time_point=by_time_point,
        repeated=frozenset(r.response_id for r in rows if uses[r.moment, r.code_hash] > 1),
        foreign=frozenset(row.response_id for row in rows if row.code_hash not in known),
    )
