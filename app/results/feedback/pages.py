"""What the pages of results need, put together."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from app.administration.organisation.queries import all_services
from app.collection.links.audiences import AUDIENCES
from app.comments.queue.own_themes import all_themes
from app.kernel.clock import today
from app.kernel.errors import NotFound
from app.kernel.localised import english_name
from app.results.feedback.agreement import agreement_by_language
from app.results.feedback.cuts import CLOSE, VIEW_NAMES, FeedbackCut, checked, period_name, periods
from app.results.feedback.queries import counts_of, left_to_count, months_with_views, released_at
from app.results.feedback.ratings import ratings_in_words
from app.results.feedback.results import FeedbackResults, results_of
from app.results.feedback.short import in_short
from app.statistics.agreement import Agreement

HELPERS = {
    "alone": "Answered alone",
    "helped": "Helped by somebody",
    "staff": "Helped by our own staff",
    "another": "Somebody else answered for them",
    "unknown": "Not asked or not said",
}


@dataclass(frozen=True)
class FeedbackPage:
    """Results and what else can be chosen. `as_of` is None before anything was released.

    `agreements`: how far people and the machine agree, by the name of the language.
    """

    results: FeedbackResults
    short: tuple[str, ...]
    agreements: Mapping[str, Agreement]
    cut: FeedbackCut
    title: str
    as_of: datetime | None
    services: Mapping[str, str]
    audiences: Mapping[str, str]
    periods: Mapping[str, str]
    left: int


def feedback_page(*, service: str | None, audience: str | None, period: str | None) -> FeedbackPage:
    """The results of a cut.

    Raises:
        NotFound: when there is no such service, audience or period.
    """
    services = {str(each.id): each.name for each in all_services()}
    cut = chosen_cut(service, audience, period, services)
    found = periods(months_with_views(), today())
    results = results_of(counts_of(cut), names(services))
    return FeedbackPage(
        results=results,
        short=in_short(results, ratings_in_words(cut, today())),
        agreements=agreement_by_language(),
        cut=cut,
        title=cut_title(cut, services),
        as_of=released_at(),
        services=services,
        audiences=VIEW_NAMES,
        periods=found,
        left=left_to_count(),
    )


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
