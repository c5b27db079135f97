"""Reading what answers belong together; codes cannot be read, because none is kept."""

import uuid
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import func, select

from app.collection.matched.models import PairedAnswer, PairedLink, PairingCard
from app.collection.matched.moments import Moment
from app.extensions import db

Person = str
"""Stands for whoever has one card; it means nothing and is never shown."""


@dataclass(frozen=True)
class Cards:
    """The answers of a programme by the cards they were given with.

    `by_moment` has one answer for each card and moment. `repeated`: answers whose card came more
    than once at their moment, so that nobody can say which of them it is. `foreign`: answers
    whose card is none of this programme's.
    """

    by_moment: Mapping[Moment, Mapping[Person, uuid.UUID]] = field(default_factory=dict)
    repeated: frozenset[uuid.UUID] = frozenset()
    foreign: frozenset[uuid.UUID] = frozenset()


def moment_at(token: str) -> Moment | None:
    """The moment at which a link is answered; None where it belongs to no programme."""
    found = db.session.get(PairedLink, token)
    return Moment(found.moment) if found else None


def links_of(programme_id: uuid.UUID) -> dict[str, Moment]:
    """The tokens of a programme's links, each with its moment, the earliest moment first."""
    found = select(PairedLink).where(PairedLink.programme_id == programme_id)
    rows = db.session.execute(found.order_by(PairedLink.link_token)).scalars()
    order = list(Moment)
    moments = {row.link_token: Moment(row.moment) for row in rows}
    return dict(sorted(moments.items(), key=lambda each: order.index(each[1])))


def cards_made(programme_id: uuid.UUID) -> int:
    """How many cards were made for a programme."""
    made = select(func.count()).where(PairingCard.programme_id == programme_id)
    return db.session.execute(made).scalar_one()


def cards_of(programme_id: uuid.UUID) -> Cards:
    """The answers of a programme by their cards, in two queries."""
    printed = select(PairingCard.code_hash).where(PairingCard.programme_id == programme_id)
    known = frozenset(db.session.execute(printed).scalars())
    answers = select(PairedAnswer).where(PairedAnswer.programme_id == programme_id)
    rows = list(db.session.execute(answers.order_by(PairedAnswer.response_id)).scalars())
    uses = Counter((row.moment, row.code_hash) for row in rows)
    by_moment: defaultdict[Moment, dict[Person, uuid.UUID]] = defaultdict(dict)
    for row in rows:
        if row.code_hash in known and uses[row.moment, row.code_hash] == 1:
            by_moment[Moment(row.moment)][row.code_hash] = row.response_id
    return Cards(
        by_moment=by_moment,
        repeated=frozenset(r.response_id for r in rows if uses[r.moment, r.code_hash] > 1),
        foreign=frozenset(row.response_id for row in rows if row.code_hash not in known),
    )
