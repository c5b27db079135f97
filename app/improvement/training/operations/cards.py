"""Making cards, whose codes are shown once."""

import uuid
from dataclasses import dataclass

from app.administration.accounts.operations import record
from app.collection.links.codes import address
from app.collection.links.models import Link
from app.collection.matched.operations import make_cards
from app.collection.matched.queries import links_of
from app.collection.matched.time_points import TimePoint
from app.collection.printing.operations import linking_card_sheet
from app.collection.publishing.queries import current_version
from app.improvement.training.models import Programme
from app.improvement.training.queries import get_programme, links_with_services
from app.kernel.errors import NotFound


@dataclass(frozen=True)
class PrintedLink:
    """What half a card says of its link: the public address."""

    url: str


def print_cards(
    *,
    programme_id: uuid.UUID,
    number: int,
    service_id: uuid.UUID,
    locale: str,
    base_url: str,
    actor: str,
) -> bytes:
    """Make cards as a PDF file; their codes are shown this once, and nobody lists who has which.

    Args:
        programme_id: the programme whose answers the cards pair.
        number: how many.
        service_id: whose links stand on the cards.
        locale: of the survey, for the words.
        base_url: the public address of this installation.
        actor: who makes them.

    Raises:
        NotFound: when there is no such programme, or the service has no links in it.
        Refused: when the number is none or too many at once, or the programme is closed.
    """
    programme = get_programme(programme_id)
    survey = current_version(programme.survey_id)
    if survey is None or locale not in survey.locales:
        raise NotFound(f"The survey of this programme is not offered in '{locale[:20]}'.")
    links = _links_at(programme, service_id)
    codes = make_cards(programme_id=programme.id, number=number)
    detail = {"number": number}
    record(actor=actor, action="training-cards-made", subject=programme.name, detail=detail)
    early, later = (
        PrintedLink(address(links[time_point].token, base_url=base_url))
        for time_point in (TimePoint.BEFORE, TimePoint.LATER)
    )
    return linking_card_sheet(codes, name=programme.name, early=early, later=later, locale=locale)


def _links_at(programme: Programme, service_id: uuid.UUID) -> dict[TimePoint, Link]:
    time_points = links_of(programme.id)
    links = {
        time_points[link.token]: link
        for link, service in links_with_services(list(time_points))
        if service.id == service_id
    }
    if not links:
        raise NotFound("This service has no links in this programme. Choose one that has.")
    return links
