"""Reading services and their safeguarding contacts."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, or_, select

from app.administration.organisation.contact_names import (
    CONTACTS,
    OWN_NAMES,
    SENTENCES,
    SOURCE_LANGUAGE,
    TRANSLATED,
    translated_name,
)
from app.administration.organisation.models import Organisation, SafeguardingContacts, Service
from app.extensions import db
from app.kernel.errors import require
from app.kernel.localised import english_name, language_of

UNNAMED = "Our organisation"
"""What an organisation is called that nobody has named."""
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
    translations: tuple[tuple[str, str], ...] = ()

    def contact(self, name: str) -> str | None:
        """One contact by its name, such as `hours` or `hours_cy`."""
        found: str | None = getattr(self, name, None) or dict(self.translations).get(name)
        return found

    def in_language(self, name: str, locale: str) -> str | None:
        """A contact as it is said in a locale; None where its words are not in that language."""
        language = language_of(locale)
        if name not in SENTENCES or language == SOURCE_LANGUAGE:
            return self.contact(name)
        return self.contact(translated_name(name, language))

    def document(self) -> dict[str, Any]:
        """Every contact by its name, None where there is none."""
        return {name: self.contact(name) for name in CONTACTS}

    @property
    def missing(self) -> tuple[str, ...]:
        """The contacts without which no free text is asked for: somebody may not be safe."""
        return tuple(
            name for name in OWN_NAMES if name not in NOT_NEEDED and getattr(self, name) is None
        )

    @property
    def unsaid(self) -> dict[str, list[str]]:
        """By what a contact is called, the languages in which it is not said."""
        unsaid: dict[str, list[str]] = {}
        for translated, (name, language) in TRANSLATED.items():
            if self.contact(name) and not self.contact(translated):
                unsaid.setdefault(OWN_NAMES[name], []).append(english_name(language))
        return unsaid

    @property
    def is_complete(self) -> bool:
        """Whether a survey with free text can go live."""
        return not self.missing


def contacts_of(service: Service) -> Contacts:
    """A service's contacts, each its own or else the organisation's."""
    return merged(service, organisation())


def merged(*sources: SafeguardingContacts | None) -> Contacts:
    """Contacts from the first source that has each."""
    known = [source for source in sources if source is not None]
    own = {name: _from(_first_with(known, name), name) for name in OWN_NAMES}
    # A translation comes from where the words themselves do: hours of two offices never mix.
    translations = (
        (translated, _from(_first_with(known, name), translated))
        for translated, (name, _) in TRANSLATED.items()
    )
    return Contacts(**own, translations=tuple((name, each) for name, each in translations if each))


def _first_with(sources: Iterable[SafeguardingContacts], name: str) -> SafeguardingContacts | None:
    return next((source for source in sources if source.contact(name)), None)


def _from(source: SafeguardingContacts | None, name: str) -> str | None:
    return source.contact(name) or None if source else None


def organisation() -> Organisation | None:
    """The organisation, or None before anything was said about it."""
    return db.session.execute(select(Organisation)).scalars().first()


def organisation_name() -> str | None:
    """What the organisation is called, None where nobody has said it."""
    found = organisation()
    return found.name if found and found.name != UNNAMED else None


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


def get_service(service_id: uuid.UUID) -> Service:
    """The service with this id.

    Raises:
        NotFound: when there is none.
    """
    return require(service_by_id(service_id), "There is no such service.")


def service_by_name(name: str) -> Service | None:
    """The service of this name, whatever its capitals, or None."""
    wanted = " ".join(name.split())
    # SQLite knows the small letters of ASCII only, so the name as it stands is looked for too.
    alike = or_(Service.name == wanted, func.lower(Service.name) == wanted.lower())
    matching = select(Service).where(alike)
    return db.session.execute(matching).scalars().first()
