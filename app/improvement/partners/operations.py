"""Changing partners, what was agreed with them, and what they gave."""

import uuid
from typing import Any

from app.administration.accounts.operations import COMMAND_LINE, record
from app.collection.events.queries import get_event
from app.comments.queue.own_themes import all_themes
from app.extensions import db, flush_or_raise
from app.improvement.actions.queries import get_action
from app.improvement.partners.models import Contribution, Partner, PartnerAgreement
from app.improvement.partners.plans import (
    AgreementPlan,
    ContributionPlan,
    PartnerPlan,
    agreement_values,
    contribution_values,
    partner_values,
)
from app.improvement.partners.queries import (
    get_agreement,
    get_contribution,
    get_partner,
    partner_named,
)
from app.improvement.publication.operations import outdate
from app.improvement.publication.verbatim import refuse_verbatim
from app.kernel.database import change
from app.kernel.errors import Conflict, Refused, refuse_unknown

PUBLISHED_OF = frozenset({"day", "gave", "changed", "action_id"})
"""What a contribution's public words are about."""


def add_partner(*, plan: PartnerPlan, actor: str = COMMAND_LINE) -> Partner:
    """Keep a partner.

    Raises:
        Conflict: when a partner has the name, however it is capitalised.
        Refused: when something is missing, cannot be stored, or the days are in the wrong order.
    """
    partner = Partner(**_free(partner_values(plan), None))
    db.session.add(partner)
    flush_or_raise(_name_in_use(partner.name))
    record(actor=actor, action="partner-added", subject=partner.name)
    return partner


def edit_partner(*, partner_id: uuid.UUID, plan: PartnerPlan, actor: str) -> Partner:
    """Change what is said about a partner, or that it ended; what it gave stays.

    Raises:
        NotFound: when there is no such partner.
        Conflict, Refused: as `add_partner`.
    """
    partner = get_partner(partner_id)
    changed = change(partner, _free(partner_values(plan), partner.id))
    flush_or_raise(_name_in_use(partner.name))
    detail = {"changed": sorted(changed)}
    record(actor=actor, action="partner-edited", subject=partner.name, detail=detail)
    return partner


def add_agreement(
    *, partner_id: uuid.UUID, plan: AgreementPlan, actor: str = COMMAND_LINE
) -> PartnerAgreement:
    """Keep what was agreed with a partner.

    Raises:
        NotFound: when there is no such partner.
        Refused: when the partnership has ended, something is missing or cannot be stored, or the
            days are in the wrong order.
    """
    partner = get_partner(partner_id)
    if partner.ended_on is not None:
        raise Refused(
            f"The partnership with {partner.name} ended on {partner.ended_on.isoformat()}. Empty "
            "that day first if it goes on."
        )
    agreement = PartnerAgreement(partner_id=partner.id, **agreement_values(plan))
    refuse_unknown("theme", plan.themes, all_themes())
    db.session.add(agreement)
    db.session.flush()
    _record("agreement-added", partner, agreement.id, actor)
    return agreement


def edit_agreement(*, agreement_id: uuid.UUID, plan: AgreementPlan, actor: str) -> PartnerAgreement:
    """Change an agreement, for example its review date once it was reviewed.

    Raises:
        NotFound: when there is no such agreement.
        Refused: as `add_agreement`.
    """
    agreement = get_agreement(agreement_id)
    refuse_unknown("theme", plan.themes, all_themes())
    changed = change(agreement, agreement_values(plan))
    partner = get_partner(agreement.partner_id)
    _record("agreement-edited", partner, agreement.id, actor, changed=sorted(changed))
    return agreement


def add_contribution(
    *, partner_id: uuid.UUID, plan: ContributionPlan, actor: str = COMMAND_LINE
) -> Contribution:
    """Keep what a partner gave, and what changed locally.

    Raises:
        NotFound: when there is no such partner, event or action.
        Refused: when something is missing or cannot be stored, or holds what somebody wrote.
    """
    partner = get_partner(partner_id)
    contribution = Contribution(partner_id=partner.id, **_contribution_values(plan))
    db.session.add(contribution)
    db.session.flush()
    _record("contribution-added", partner, contribution.id, actor)
    return contribution


def edit_contribution(
    *, contribution_id: uuid.UUID, plan: ContributionPlan, actor: str
) -> Contribution:
    """Change it. It is no longer public when its words are about what changed.

    Raises:
        NotFound, Refused: as `add_contribution`.
    """
    contribution = get_contribution(contribution_id)
    changed = change(contribution, _contribution_values(plan))
    if PUBLISHED_OF & set(changed):
        outdate(contribution)
    partner = get_partner(contribution.partner_id)
    _record("contribution-edited", partner, contribution.id, actor, changed=sorted(changed))
    return contribution


def _contribution_values(plan: ContributionPlan) -> dict[str, Any]:
    values = contribution_values(plan)
    refuse_unknown("theme", plan.themes, all_themes())
    if plan.event_id is not None:
        get_event(plan.event_id)
    if plan.action_id is not None:
        get_action(plan.action_id)
    refuse_verbatim([values["gave"], values["changed"] or ""], ())
    return values


def _free(values: dict[str, Any], partner_id: uuid.UUID | None) -> dict[str, Any]:
    """The same values, when no other partner has the name."""
    other = partner_named(values["name"])
    if other is not None and other.id != partner_id:
        raise _name_in_use(other.name)
    return values


def _name_in_use(name: str) -> Conflict:
    return Conflict(
        f"A partner '{name}' exists already. Change that one, or give this another name."
    )


def _record(action: str, partner: Partner, about: uuid.UUID, actor: str, **more: Any) -> None:
    detail = {"id": str(about), **more}
    record(actor=actor, action=action, subject=partner.name, detail=detail)
