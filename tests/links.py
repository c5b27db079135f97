"""Links as the tests look at them."""

import uuid

from sqlalchemy import select

from app.collection.answering import address
from app.collection.links.models import Link
from app.collection.matched.models import LinkingKey
from app.extensions import db


def all_links() -> list[Link]:
    """All links, the newest first."""
    found = select(Link).order_by(Link.created_on.desc(), Link.token)
    return list(db.session.execute(found).scalars())


def forget_addresses() -> None:
    """Look every link up again, since a test changes a link and looks at once."""
    address._seen.clear()


def has_key(programme_id: uuid.UUID) -> bool:
    """Whether answers of the programme can still be matched."""
    return db.session.get(LinkingKey, programme_id) is not None
