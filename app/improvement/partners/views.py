"""A partner as its page shows it."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.collection.events.queries import EventLine, events_with
from app.improvement.partners.feedback import PartnerFeedback, feedback_of
from app.improvement.partners.publishing import partner_page_of
from app.improvement.partners.queries import ContributionLine, PartnerLine, contributions_of
from app.kernel.localised import english_name


@dataclass(frozen=True)
class PartnerView:
    """Everything that a partner's page says. `token` is of its public page, None without one."""

    line: PartnerLine
    languages: tuple[str, ...]
    contributions: tuple[ContributionLine, ...]
    events: tuple[EventLine, ...]
    feedback: tuple[PartnerFeedback, ...]
    token: str | None
    theme_names: Mapping[str, str]


def partner_view(line: PartnerLine, theme_names: Mapping[str, str]) -> PartnerView:
    """One partner with its agreements, what it gave, its events and their answers."""
    partner = line.partner
    events = events_with(partner.name)
    return PartnerView(
        line=line,
        languages=tuple(english_name(each) for each in partner.languages),
        contributions=tuple(contributions_of(partner.id)),
        events=tuple(events),
        feedback=feedback_of(partner, events),
        token=partner_page_of(partner.id),
        theme_names=theme_names,
    )
