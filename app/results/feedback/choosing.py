"""The cut that an address names, and what cuts and their groups are called."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from app.administration.organisation.queries import all_services
from app.collection.links.audiences import AUDIENCES
from app.comments.queue.own_themes import all_themes
from app.kernel.clock import today
from app.kernel.errors import NotFound
from app.kernel.localised import english_name
from app.results.feedback.cuts import CLOSE, VIEW_NAMES, FeedbackCut, checked, period_name, periods
from app.results.feedback.queries import months_with_views

HELPERS: Final = {
    "alone": "Answered alone",
    "helped": "Helped by somebody",
    "staff": "Helped by our own staff",
    "another": "Somebody else answered for them",
    "unknown": "Not asked or not said",
}


@dataclass(frozen=True)
class Offered:
    """What can be chosen: services by id, whose views, and periods, with what they are called."""

    services: Mapping[str, str]
    audiences: Mapping[str, str]
    periods: Mapping[str, str]


def offered() -> Offered:
    """What can be chosen on pages of results."""
    services = {str(each.id): each.name for each in all_services()}
    return Offered(services, VIEW_NAMES, periods(months_with_views(), today()))


def cut_and_title(
    service: str | None, audience: str | None, period: str | None
) -> tuple[FeedbackCut, str]:
    """The cut that an address names, and the same in words.

    Raises:
        NotFound: when there is no such service, audience or period.
    """
    services = {str(each.id): each.name for each in all_services()}
    cut = chosen_cut(service, audience, period, services)
    return cut, cut_title(cut, services)


def chosen_cut(
    service: str | None, audience: str | None, period: str | None, services: Mapping[str, str]
) -> FeedbackCut:
    """The cut that an address names.

    Raises:
        NotFound: when there is no such service, audience or period.
    """
    if service and service not in services:
        raise NotFound("There is no such service.")
    return checked(uuid.UUID(service) if service else None, audience, period or "")


def names(services: Mapping[str, str]) -> dict[str, Mapping[str, str]]:
    """What the groups of each breakdown are called."""
    return {
        "audience": AUDIENCES,
        "language": _Languages(),
        "helper": HELPERS,
        "service_id": services,
        "theme": all_themes(),
    }


def cut_title(cut: FeedbackCut, services: Mapping[str, str]) -> str:
    """A cut in words."""
    parts = [
        services[str(cut.service_id)] if cut.service_id else "All services",
        VIEW_NAMES[cut.audience or CLOSE],
        period_name(cut.period),
    ]
    return ", ".join(parts)


class _Languages(dict[str, str]):
    """Names of languages by code, whatever the code."""

    def get(self, code: str, default: str | None = None) -> str:  # type: ignore[override]
        return english_name(code) if code not in ("", "und") else "Not known"
