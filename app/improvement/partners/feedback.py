"""For whom the answers by a partner's links spoke, as far as it is released."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from app.collection.events.queries import EventLine
from app.collection.links.audiences import AUDIENCES
from app.collection.links.queries import links_of_events_and_partners
from app.collection.publishing.queries import all_current
from app.collection.responses.reporting_groups import PartnerViews
from app.disclosure import Hidden
from app.improvement.partners.models import Partner
from app.results.indicators.partner_views import partner_views_by_links


@dataclass(frozen=True)
class PartnerFeedback:
    """The answers to one version of a survey that asks who speaks, from one audience."""

    survey: str
    version: int
    audience: str
    partner_views: PartnerViews | Hidden


def feedback_of(partner: Partner, events: Collection[EventLine]) -> tuple[PartnerFeedback, ...]:
    """What is released of the links that carry the partner's name, and of its events."""
    return tuple(_feedback(_tokens(partner, events)))


def _feedback(tokens: Collection[str]) -> Iterator[PartnerFeedback]:
    titles = {survey.id: survey.title.in_locale(survey.languages[0]) for survey in all_current()}
    for of, views in partner_views_by_links(tokens).items():
        yield PartnerFeedback(
            survey=titles.get(of.survey_id, of.survey_id),
            version=of.version,
            audience=AUDIENCES.get(of.audience, of.audience),
            partner_views=views,
        )


def _tokens(partner: Partner, events: Collection[EventLine]) -> list[str]:
    """Names are compared here, because SQLite knows capitals of ASCII only."""
    places = {(line.service.id, line.event.name) for line in events}
    return [
        link.token
        for link in links_of_events_and_partners()
        if (link.partner or "").casefold() == partner.name.casefold()
        or (link.service_id, link.event or "") in places
    ]
