"""Reading services and their safeguarding contacts."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, fields

from sqlalchemy import func, or_, select

from app.extensions import db
from app.kernel.errors import NotFound
from app.organisation.models import Organisation, SafeguardingContacts, Service

NAMES = {
    "council": "council",
    "phone": "council's number",
    "hours": "council's hours",
    "out_of_hours": "out-of-hours number",
    "lead": "safeguarding lead",
    "deputy": "deputy lead",
    "reader": "who reads comments",
    "reading": "when comments are read",
    "help_phone": "help phone",
}
"""Every contact and what it is called on pages and in messages."""

NOT_NEEDED = ("deputy", "help_phone")


@dataclass(frozen=True)
class Contacts:
    """Who to turn to about one service: its own contacts, filled up with the organisation's."""

    council: str | None = None
    phone: str | None = None
    hours: str | None = None
    out_of_hours: str | None = None
    lead: str | None = None
    deputy: str | None = None
    reader: str | None = None
    reading: str | None = None
    help_phone: str | None = None

    @property
    def missing(self) -> tuple[str, ...]:
        """The contacts without which free text is not asked for (domain §6.4, rule 2)."""
        return tuple(
            name for name in NAMES if name not in NOT_NEEDED and getattr(self, name) is None
        )

    @property
    def is_complete(self) -> bool:
        """Whether a survey with free text can go live."""
        return not self.missing


CONTACT_FIELDS = tuple(field.name for field in fields(Contacts))


def contacts_of(service: Service) -> Contacts:
    """A service's contacts, each its own or else the organisation's."""
    return merged(service, organisation())


def merged(*sources: SafeguardingContacts | None) -> Contacts:
    """Contacts from the first source that has each."""
    return Contacts(**{name: _first(sources, name) for name in CONTACT_FIELDS})


def _first(sources: Iterable[SafeguardingContacts | None], name: str) -> str | None:
    values = (getattr(source, name) for source in sources if source is not None)
    return next((value for value in values if value), None)


def organisation() -> Organisation | None:
    """The organisation, or None before anything was said about it."""
    return db.session.execute(select(Organisation)).scalars().first()


def is_demonstration() -> bool:
    """Whether what is loaded here is made up."""
    found = organisation()
    return found is not None and found.is_demonstration


def all_services() -> list[Service]:
    """All services, by name."""
    return list(db.session.execute(select(Service).order_by(Service.name)).scalars())


def services_with_contacts() -> list[tuple[Service, Contacts]]:
    """All services with the contacts that count for each, in two queries."""
    whole = organisation()
    return [(service, merged(service, whole)) for service in all_services()]


def service_by_id(service_id: uuid.UUID) -> Service | None:
    """The service with this id, or None."""
    return db.session.get(Service, service_id)


def existing_service(service_id: uuid.UUID) -> Service:
    """The service with this id.

    Raises:
        NotFound: when there is none.
    """
    found = service_by_id(service_id)
    if found is None:
        raise NotFound("There is no such service.")
    return found


def service_by_name(name: str) -> Service | None:
    """The service of this name, whatever its capitals, or None."""
    wanted = " ".join(name.split())
    # SQLite knows the small letters of ASCII only, so the name as it stands is looked for too.
    alike = or_(Service.name == wanted, func.lower(Service.name) == wanted.lower())
    matching = select(Service).where(alike)
    return db.session.execute(matching).scalars().first()
