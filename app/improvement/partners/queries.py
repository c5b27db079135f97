"""Reading partners: the list, one with all it gave, which reviews are overdue, and activities."""

import uuid
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlalchemy import ColumnElement, Select, or_, select

from app.collection.events.models import Event
from app.collection.links.models import Link
from app.extensions import db
from app.improvement.partners.models import Contribution, Partner, PartnerAgreement
from app.improvement.partners.plans import CONTRIBUTION_KINDS
from app.kernel.activities import Activity, ActivityKind
from app.kernel.clock import today
from app.kernel.errors import require

SOON: Final = timedelta(days=30)
THEME: Final = "community_links"


@dataclass(frozen=True)
class PartnerLine:
    """A partner in a list, with its agreements, the newest first."""

    partner: Partner
    agreements: tuple[PartnerAgreement, ...]

    @property
    def is_ended(self) -> bool:
        """Whether the partnership has ended."""
        return self.partner.ended_on is not None

    @property
    def overdue(self) -> tuple[PartnerAgreement, ...]:
        """Agreements in force whose review date has passed."""
        return tuple(each for each in self._in_force if each.review_on < today())

    @property
    def due(self) -> tuple[PartnerAgreement, ...]:
        """Agreements in force that are to be reviewed within thirty days."""
        return tuple(each for each in self._in_force if today() <= each.review_on <= today() + SOON)

    @property
    def _in_force(self) -> Iterator[PartnerAgreement]:
        for each in self.agreements:
            if not self.is_ended and (each.ends_on is None or each.ends_on >= today()):
                yield each


@dataclass(frozen=True)
class ContributionLine:
    """A contribution with the event it was given to."""

    contribution: Contribution
    event: Event | None


def get_partner(partner_id: uuid.UUID) -> Partner:
    """The partner with this id.

    Raises:
        NotFound: when there is none.
    """
    return require(db.session.get(Partner, partner_id), "There is no such partner.")


def get_agreement(agreement_id: uuid.UUID) -> PartnerAgreement:
    """The agreement with this id.

    Raises:
        NotFound: when there is none.
    """
    return require(db.session.get(PartnerAgreement, agreement_id), "There is no such agreement.")


def get_contribution(contribution_id: uuid.UUID) -> Contribution:
    """The contribution with this id.

    Raises:
        NotFound: when there is none.
    """
    return require(db.session.get(Contribution, contribution_id), "There is no such contribution.")


def partner_named(name: str) -> Partner | None:
    """The partner of this name, however it is capitalised, or None.

    Compared here, because SQLite knows capitals of ASCII only.
    """
    partners = db.session.execute(select(Partner)).scalars()
    return next((each for each in partners if each.name.casefold() == name.casefold()), None)


def all_partners() -> list[PartnerLine]:
    """Every partner, those with an overdue review first and those that ended last; two queries."""
    partners = list(db.session.execute(select(Partner)).scalars())
    agreements = _agreements([each.id for each in partners])
    return sorted((PartnerLine(each, tuple(agreements[each.id])) for each in partners), key=_order)


def partner_line(partner_id: uuid.UUID) -> PartnerLine:
    """One partner as it stands in the list.

    Raises:
        NotFound: when there is none.
    """
    partner = get_partner(partner_id)
    return PartnerLine(partner, tuple(_agreements([partner.id])[partner.id]))


def contributions_of(partner_id: uuid.UUID) -> list[ContributionLine]:
    """What a partner gave, the newest first."""
    found = _contributions().where(Contribution.partner_id == partner_id)
    newest = found.order_by(Contribution.day.desc(), Contribution.id)
    return [ContributionLine(each, event) for each, _, event in db.session.execute(newest)]


def overdue_reviews() -> list[tuple[PartnerAgreement, Partner]]:
    """Agreements in force whose review date has passed, with their partners, the oldest first."""
    found = (
        select(PartnerAgreement, Partner)
        .join(Partner, Partner.id == PartnerAgreement.partner_id)
        .where(Partner.ended_on.is_(None), PartnerAgreement.review_on < today(), _goes_on())
        .order_by(PartnerAgreement.review_on, Partner.name, PartnerAgreement.id)
    )
    return [(agreement, partner) for agreement, partner in db.session.execute(found)]


def activities(*, first: date, last: date) -> list[Activity]:
    """Agreements that began and what partners gave in a span of days, the earliest first.

    Args:
        first: the first day, included.
        last: the last day, included.
    """
    begun = (
        select(PartnerAgreement, Partner)
        .join(Partner, Partner.id == PartnerAgreement.partner_id)
        .where(PartnerAgreement.starts_on.between(first, last))
    )
    contribution = _contributions().where(Contribution.day.between(first, last))
    places = _places()
    found = [
        _agreement_activity(agreement, partner, places[partner.name.casefold()])
        for agreement, partner in db.session.execute(begun)
    ]
    found += [
        _contribution_activity(each, partner, event, places[partner.name.casefold()])
        for each, partner, event in db.session.execute(contribution)
    ]
    return sorted(found, key=lambda act: (act.on, act.title, str(act.id)))


def _places() -> Mapping[str, frozenset[uuid.UUID]]:
    """The services at which each partner is at work, by its name: those of its links and events."""
    named = [
        select(Link.partner, Link.service_id).where(Link.partner.is_not(None)),
        select(Event.partner, Event.service_id).where(Event.partner.is_not(None)),
    ]
    found: defaultdict[str, set[uuid.UUID]] = defaultdict(set)
    for each in named:
        for partner, service_id in db.session.execute(each.distinct()):
            found[str(partner).casefold()].add(service_id)
    return defaultdict(frozenset, {name: frozenset(ids) for name, ids in found.items()})


def _contributions() -> Select[Contribution, Partner, Event]:
    return (
        select(Contribution, Partner, Event)
        .join(Partner, Partner.id == Contribution.partner_id)
        .outerjoin(Event, Event.id == Contribution.event_id)
    )


def _goes_on() -> ColumnElement[bool]:
    return or_(PartnerAgreement.ends_on.is_(None), PartnerAgreement.ends_on >= today())


def _agreements(partner_ids: list[uuid.UUID]) -> Mapping[uuid.UUID, list[PartnerAgreement]]:
    found = select(PartnerAgreement).where(PartnerAgreement.partner_id.in_(partner_ids))
    newest = found.order_by(PartnerAgreement.starts_on.desc(), PartnerAgreement.id)
    agreements: defaultdict[uuid.UUID, list[PartnerAgreement]] = defaultdict(list)
    for agreement in db.session.execute(newest).scalars():
        agreements[agreement.partner_id].append(agreement)
    return agreements


def _order(line: PartnerLine) -> tuple[bool, bool, str]:
    return line.is_ended, not line.overdue, line.partner.name.casefold()


def _agreement_activity(
    agreement: PartnerAgreement, partner: Partner, places: frozenset[uuid.UUID]
) -> Activity:
    """An agreement is about the services where the partner is at work, or else about all."""
    return Activity(
        kind=ActivityKind.PARTNERSHIP,
        id=agreement.id,
        title=f"Agreement with {partner.name}",
        on=agreement.starts_on,
        services=places,
        themes=frozenset({THEME, *agreement.themes}),
        facts=tuple(_agreement_facts(agreement)),
        endpoint="partners.partner",
        values={"partner_id": str(partner.id)},
    )


def _agreement_facts(agreement: PartnerAgreement) -> Iterator[str]:
    yield f"What was agreed: {agreement.agreed}"
    yield f"Owner: {agreement.owner}."
    if agreement.ends_on is not None:
        yield f"It ends on {agreement.ends_on.isoformat()}."
    late = ", which has passed" if agreement.review_on < today() else ""
    yield f"To be reviewed on {agreement.review_on.isoformat()}{late}."


def _contribution_activity(
    contribution: Contribution, partner: Partner, event: Event | None, places: frozenset[uuid.UUID]
) -> Activity:
    return Activity(
        kind=ActivityKind.PARTNERSHIP,
        id=contribution.id,
        title=f"{partner.name}: {CONTRIBUTION_KINDS[contribution.kind].lower()}",
        on=contribution.day,
        services=frozenset([event.service_id]) if event else places,
        themes=frozenset({THEME, *contribution.themes}),
        facts=tuple(_contribution_facts(contribution, event)),
        endpoint="partners.partner",
        values={"partner_id": str(partner.id)},
    )


def _contribution_facts(contribution: Contribution, event: Event | None) -> Iterator[str]:
    yield f"What they gave: {contribution.gave}"
    if event is not None:
        yield f"At the event: {event.name}."
    if contribution.programme:
        yield f"To the training: {contribution.programme}."
    if contribution.changed:
        yield f"What changed locally: {contribution.changed}"
