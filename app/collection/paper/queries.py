"""Reading what was keyed in, and how well two keyers agree."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from app.collection.paper.models import PaperEntry
from app.collection.responses.models import Response
from app.extensions import db
from app.kernel.errors import require
from app.statistics.intervals import Interval, wilson

FEWEST_BOOKLETS = 10
Booklet = PaperEntry
"""What a page is given of a booklet."""


@dataclass(frozen=True)
class KeyingAgreement:
    """How alike two keyers read the same booklets.

    `booklets` were keyed twice; `alike` of `compared` answers were the same; the share with its
    95 % Wilson interval, None while there are too few booklets to say.
    """

    booklets: int
    compared: int
    alike: int
    share: Interval | None


def entries_of(token: str) -> list[PaperEntry]:
    """The booklets of a link, by number."""
    found = select(PaperEntry).where(PaperEntry.link_token == token).order_by(PaperEntry.number)
    return list(db.session.execute(found).scalars())


def entry_by_number(token: str, number: str) -> PaperEntry | None:
    """The booklet with this number, or None."""
    found = select(PaperEntry).filter_by(link_token=token, number=number)
    return db.session.execute(found).scalar_one_or_none()


def get_entry(entry_id: uuid.UUID) -> PaperEntry:
    """One booklet.

    Raises:
        NotFound: when there is none.
    """
    return require(db.session.get(PaperEntry, entry_id), "There is no such booklet.")


def stored_answers(entry: PaperEntry) -> dict[str, object]:
    """The answers as they are stored now."""
    response = db.session.get(Response, entry.response_id)
    return dict(response.answers) if response else {}


def agreement_of(entries: Sequence[PaperEntry]) -> KeyingAgreement:
    """Agreement over the booklets that were keyed twice."""
    twice = [entry for entry in entries if entry.compared]
    compared, alike = sum(e.compared for e in twice), sum(e.alike for e in twice)
    share = wilson(alike, compared) if len(twice) >= FEWEST_BOOKLETS else None
    return KeyingAgreement(len(twice), compared, alike, share)
