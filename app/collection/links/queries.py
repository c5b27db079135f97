"""Reading links."""

import uuid
from datetime import date
from enum import StrEnum

from sqlalchemy import or_, select

from app.administration.organisation.models import Service
from app.collection.links.codes import LENGTH
from app.collection.links.models import Link
from app.extensions import db
from app.kernel.clock import today
from app.kernel.errors import require


class LinkState(StrEnum):
    """Whether a survey can be answered at a link."""

    OPEN = "open"
    NOT_YET_OPEN = "not yet open"
    PAUSED = "paused"
    CLOSED = "closed"


def state_of(link: Link, *, on: date | None = None) -> LinkState:
    """The link's state on a day (today); the closing date is the last day that it is open."""
    day = on or today()
    if link.closes_on and day > link.closes_on:
        return LinkState.CLOSED
    if link.is_paused:
        return LinkState.PAUSED
    if link.opens_on and day < link.opens_on:
        return LinkState.NOT_YET_OPEN
    return LinkState.OPEN


def link_by_token(token: str) -> Link | None:
    """The link with exactly this token, or None."""
    # Nothing else can be a token, and some databases refuse what else an address may hold.
    if len(token) != LENGTH or not (token.isascii() and token.isalnum()):
        return None
    return db.session.get(Link, token)


def get_link(token: str) -> Link:
    """The link with exactly this token.

    Raises:
        NotFound: when there is none.
    """
    return require(link_by_token(token), f"There is no link '{token[:40]}'.")


def links_with_services() -> list[tuple[Link, Service]]:
    """All links with their services, by service and newest first, in one query."""
    found = select(Link, Service).join(Service, Link.service_id == Service.id)
    found = found.order_by(Service.name, Link.created_on.desc(), Link.token)
    return [(link, service) for link, service in db.session.execute(found)]


def links_of_service(service_id: uuid.UUID) -> list[Link]:
    """The links of one service, newest first."""
    found = select(Link).where(Link.service_id == service_id)
    found = found.order_by(Link.created_on.desc(), Link.token)
    return list(db.session.execute(found).scalars())


def links_at(service_id: uuid.UUID, event: str) -> list[Link]:
    """The links of a service that carry the name of an event, by survey and oldest first."""
    found = select(Link).where(Link.service_id == service_id, Link.event == event)
    found = found.order_by(Link.survey_id, Link.created_on, Link.token)
    return list(db.session.execute(found).scalars())


def links_of_events_and_partners() -> list[Link]:
    """All links that carry the name of an event or of a partner."""
    is_named = or_(Link.event.is_not(None), Link.partner.is_not(None))
    return list(db.session.execute(select(Link).where(is_named)).scalars())


def has_links_with_subject(survey_id: str) -> bool:
    """Whether a survey is asked about one training or one policy anywhere."""
    found = select(Link.token).where(Link.survey_id == survey_id, Link.about.is_not(None))
    return db.session.execute(found.limit(1)).first() is not None


def links_by_event() -> list[tuple[Link, Service]]:
    """All links that carry the name of an event, with their services, in one query."""
    found = select(Link, Service).join(Service, Link.service_id == Service.id)
    found = found.where(Link.event.is_not(None)).order_by(Link.survey_id, Link.token)
    return [(link, service) for link, service in db.session.execute(found)]
