"""Links as the command line prints them, which needs none of the surveys that they lead to."""

from collections.abc import Iterable
from typing import Any

from flask import current_app

from app.administration.organisation.models import Service
from app.collection.links.codes import address, short_code
from app.collection.links.models import Link
from app.collection.links.queries import state_of


def link_documents(rows: Iterable[tuple[Link, Service]]) -> list[dict[str, Any]]:
    """Links with their services as documents."""
    base_url = current_app.config["OWNWORDS"].base_url
    return [_document(link, service, base_url) for link, service in rows]


def _document(link: Link, service: Service, base_url: str) -> dict[str, Any]:
    return {
        "token": link.token,
        "url": address(link.token, base_url=base_url),
        "short_code": short_code(link.token),
        "survey": link.survey_id,
        "service": service.name,
        "audience": link.audience,
        "event": link.event,
        "partner": link.partner,
        "about": link.about,
        "language": link.language,
        "opens_on": link.opens_on.isoformat() if link.opens_on else None,
        "closes_on": link.closes_on.isoformat() if link.closes_on else None,
        "kiosk": link.is_kiosk,
        "pin": link.pin,
        "cards": link.uses_cards,
        "state": state_of(link).value,
    }
