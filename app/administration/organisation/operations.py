"""Changing services and contacts. Contacts are given as a mapping from field name to text."""

import re
import uuid
from collections.abc import Mapping

from app.administration.organisation.contact_names import (
    CONTACTS,
    TRANSLATED,
    contact_label,
    contact_name,
)
from app.administration.organisation.models import Organisation, SafeguardingContacts, Service
from app.administration.organisation.queries import (
    UNNAMED,
    get_service,
    merged,
    organisation,
    service_by_name,
)
from app.extensions import db, flush_or_raise
from app.kernel import limits
from app.kernel.errors import Conflict, NotFound, Refused
from app.kernel.texts import one_line, required_line

PHONES = ("phone", "out_of_hours", "help_phone")
PHONE = re.compile(r"^[+(]?[0-9][0-9 ()+.-]{1,}( ?(x|ext\.?) ?[0-9]+)?$", re.IGNORECASE)

ContactValues = Mapping[str, str | None]


def create_service(*, name: str, contacts: ContactValues | None = None) -> Service:
    """Add a service.

    Raises:
        Conflict: when there is a service of that name.
        Refused: when the name or a contact cannot be stored.
    """
    service = Service(name=_service_name(name), translations={})
    _refuse_name_in_use(service.name, None)
    _apply(service, _clean(contacts or {}))
    db.session.add(service)
    flush_or_raise(_name_in_use(service.name))
    return service


def edit_service(
    *, service_id: uuid.UUID, name: str, contacts: ContactValues
) -> tuple[Service, tuple[str, ...]]:
    """Change a service; contacts that are not named stay as they are.

    Returns:
        The service and the names of the fields that changed.

    Raises:
        NotFound: when there is no such service.
        Conflict: when another service has that name.
        Refused: when the name or a contact cannot be stored.
    """
    service = get_service(service_id)
    new_name = _service_name(name)
    _refuse_name_in_use(new_name, service.id)
    changed = _apply(service, {"name": new_name, **_clean(contacts)})
    flush_or_raise(_name_in_use(new_name))
    return service, changed


def edit_organisation(
    *,
    contacts: ContactValues,
    name: str | None = None,
    is_demonstration: bool | None = None,
) -> tuple[Organisation, tuple[str, ...]]:
    """Set what holds for every service that has no contact of its own.

    Returns:
        The organisation and the names of the fields that changed.

    Raises:
        Refused: when the name or a contact cannot be stored.
    """
    values: dict[str, object] = dict(_clean(contacts))
    if name is not None:
        values["name"] = required_line(name, name="The organisation's name")
    if is_demonstration is not None:
        values["is_demonstration"] = is_demonstration
    whole = organisation() or Organisation(name=UNNAMED, is_demonstration=False, translations={})
    changed = _apply(whole, values)
    db.session.add(whole)
    db.session.flush()
    return whole, changed


def service_for_link(*, name: str) -> Service:
    """The service of this name; a new one when the organisation's contacts can serve it.

    Raises:
        NotFound: when there is none and the organisation-wide contacts are not complete.
    """
    found = service_by_name(name)
    if found is not None:
        return found
    missing = merged(organisation()).missing
    if missing:
        raise NotFound(
            f"There is no service '{name}', and it cannot be made on the way because the "
            f"organisation-wide contacts are not complete (missing: {named(missing)}). "
            f"Add the service with: ownwords service create '{name}' {options(missing)}, "
            f"or complete the contacts for all services with: ownwords service organisation "
            f"{options(missing)}. Or use the page Services."
        )
    return create_service(name=name)


def named(missing: tuple[str, ...]) -> str:
    """Contacts as people call them, for example `council, safeguarding lead`."""
    return ", ".join(contact_name(name) for name in missing)


def options(missing: tuple[str, ...]) -> str:
    """Contacts as options of the command line, for example `--council … --lead …`."""
    return " ".join(f"--{name.replace('_', '-')} …" for name in missing)


def _service_name(name: str) -> str:
    return required_line(name, name="The service's name")


def _clean(contacts: ContactValues) -> dict[str, str | None]:
    unknown = set(contacts) - set(CONTACTS)
    if unknown:
        raise Refused(f"There is no contact called {', '.join(sorted(unknown))}.")
    return {name: _clean_one(name, value) for name, value in contacts.items()}


def _clean_one(name: str, value: str | None) -> str | None:
    limit = limits.PHONE if name in PHONES else limits.LINE
    label = contact_label(name)
    line = one_line(value, name=label, limit=limit)
    if line and name in PHONES and not PHONE.match(line):
        raise Refused(f"{label} must be a phone number such as 01632 960 001, not '{line}'.")
    return line


def _apply(target: SafeguardingContacts, values: Mapping[str, object]) -> tuple[str, ...]:
    changed = tuple(name for name, value in values.items() if _value(target, name) != value)
    for name in changed:
        if name in TRANSLATED:
            target.translations = {**target.translations, name: values[name]}
        else:
            setattr(target, name, values[name])
    _refuse_translation_alone(target)
    return changed


def _value(target: SafeguardingContacts, name: str) -> object:
    return target.translations.get(name) if name in TRANSLATED else getattr(target, name)


def _refuse_translation_alone(target: SafeguardingContacts) -> None:
    for translated, (name, _) in TRANSLATED.items():
        if target.contact(translated) and not target.contact(name):
            raise Refused(
                f"There is the {contact_name(translated)}, but not the {contact_name(name)} in "
                "English that it translates. Type both, or neither."
            )


def _refuse_name_in_use(name: str, own_id: uuid.UUID | None) -> None:
    other = service_by_name(name)
    if other is not None and other.id != own_id:
        raise _name_in_use(other.name)


def _name_in_use(name: str) -> Conflict:
    return Conflict(f"There is a service called '{name}' already. Give this one another name.")
