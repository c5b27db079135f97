"""What stands at a link: the survey, the service and the state, looked up once every few seconds.

A page is the same for everyone, so the look-up is shared by all requests of a web process. What
changes at a link, a pause for example, is seen after at most `FRESH_SECONDS`.
"""

import time
from dataclasses import dataclass
from datetime import date, timedelta

from app.administration.organisation.queries import (
    Contacts,
    contacts_of,
    merged,
    organisation,
    organisation_name,
    service_by_id,
)
from app.collection.answering.views import AnsweringLink, ServiceView
from app.collection.links.models import Link
from app.collection.links.pins import pin_check
from app.collection.links.queries import link_by_token
from app.collection.matched.queries import time_point_at
from app.collection.publishing.queries import current_version
from app.collection.sealing.operations import ensure_key
from app.kernel.clock import today
from app.surveys.definition import Survey

FRESH_SECONDS = 2.0
REMEMBERED = 5_000
# Answers given before a link closed may have waited on a device without signal.
GRACE = timedelta(days=28)


@dataclass(frozen=True)
class Address:
    """A link with all that its pages need. `fingerprint` changes when a page would change."""

    link: AnsweringLink
    service: ServiceView
    survey: Survey
    language: str | None
    opens_on: date | None
    closes_on: date | None
    is_paused: bool
    uses_cards: bool

    @property
    def token(self) -> str:
        """The link's token."""
        return self.link.token

    @property
    def locales(self) -> tuple[str, ...]:
        """The locales the survey can be answered in; a pinned link only begins with its own."""
        return self.survey.locales

    @property
    def closed_because(self) -> str | None:
        """Why the link shows no survey today: `early`, `closed`, `paused`; None when it does."""
        if self.opens_on and today() < self.opens_on:
            return "early"
        if self.closes_on and today() > self.closes_on:
            return "closed"
        return "paused" if self.is_paused else None

    @property
    def is_past_grace(self) -> bool:
        """Whether even answers that waited on a device come too late."""
        return self.closes_on is not None and today() > self.closes_on + GRACE


_seen: dict[str, tuple[float, Address | None]] = {}


def address_of(token: str) -> Address | None:
    """What stands at a link, or None when there is no such link."""
    looked_up, address = _seen.get(token, (float("-inf"), None))
    if time.monotonic() - looked_up > FRESH_SECONDS:
        if len(_seen) > REMEMBERED:
            _seen.clear()
        address = _look_up(token)
        _seen[token] = (time.monotonic(), address)
    return address


def _look_up(token: str) -> Address | None:
    link = link_by_token(token)
    survey = current_version(link.survey_id) if link else None
    if link is None or survey is None:
        return None
    return Address(
        link=_link_view(link),
        service=_service_view(link),
        survey=survey,
        language=link.language,
        opens_on=link.opens_on,
        closes_on=link.closes_on,
        is_paused=link.is_paused,
        uses_cards=link.uses_cards,
    )


def _link_view(link: Link) -> AnsweringLink:
    return AnsweringLink(
        token=link.token,
        event=link.event or link.about,
        is_at_event=link.event is not None,
        closes_on=link.closes_on,
        kiosk=link.is_kiosk,
        pinned=link.language is not None,
        uses_cards=link.uses_cards,
        time_point=time_point_at(link.token),
        pin=pin_check(link.pin, salt=link.token) if link.is_kiosk and link.pin else None,
        seal=ensure_key().document,
    )


def whole_organisation() -> ServiceView:
    """The organisation in place of a service, for pages that belong to none."""
    return _view_of(merged(organisation()), name="")


def _service_view(link: Link) -> ServiceView:
    service = service_by_id(link.service_id)
    assert service is not None  # noqa: S101 - the database's foreign key says so
    return _view_of(contacts_of(service), name=service.name)


def _view_of(contacts: Contacts, *, name: str) -> ServiceView:
    return ServiceView(
        name=name,
        council=contacts.council or "",
        phone=contacts.phone or "",
        hours=contacts.hours or "",
        out_of_hours=contacts.out_of_hours or "",
        reading=contacts.reading or "",
        helper_phone=contacts.help_phone,
        translations=contacts.translations,
        responsible=organisation_name() or "",
        reader=contacts.reader or "",
    )
