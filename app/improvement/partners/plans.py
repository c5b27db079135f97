"""What is typed about a partner, an agreement or a contribution, checked and tidied."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from app.kernel.days import past_day, refuse_before
from app.kernel.errors import Refused
from app.kernel.localised import is_language
from app.kernel.texts import one_line, required_line, required_text, several_lines

KINDS: Final = {
    "culture": "Cultural group",
    "faith": "Faith group",
    "community": "Community organisation",
    "advocacy": "Advocacy",
    "public": "Health or council",
    "other": "Other",
}
CONTRIBUTION_KINDS: Final = {
    "training": "To training",
    "event": "To an event",
    "policy": "To a policy",
    "other": "Something else",
}


@dataclass(frozen=True)
class PartnerPlan:
    """A partner; `kind` is one of KINDS, `languages` are codes."""

    name: str
    kind: str
    started_on: date
    ended_on: date | None = None
    knows: str | None = None
    offers: str | None = None
    languages: Sequence[str] = ()
    contact: str | None = None


@dataclass(frozen=True)
class AgreementPlan:
    """What was agreed, and who sees to its review."""

    agreed: str
    owner: str
    starts_on: date
    review_on: date
    ends_on: date | None = None
    themes: Sequence[str] = ()


@dataclass(frozen=True)
class ContributionPlan:
    """Something that was given; `kind` is one of GIVEN_TO."""

    day: date
    kind: str
    gave: str
    changed: str | None = None
    event_id: uuid.UUID | None = None
    programme: str | None = None
    action_id: uuid.UUID | None = None
    themes: Sequence[str] = ()


def partner_values(plan: PartnerPlan) -> dict[str, Any]:
    """The columns of a partner.

    Raises:
        Refused: when something is missing or cannot be stored, or the days are in the wrong order.
    """
    for language in plan.languages:
        if not is_language(language):
            raise Refused(f"'{language[:40]}' is no language. Use a code such as cy, pa or ur.")
    if plan.ended_on is not None:
        refuse_before(plan.ended_on, plan.started_on, "The partnership ended", "it began")
    return {
        "name": required_line(plan.name, name="The name"),
        "kind": _chosen(plan.kind, KINDS),
        "knows": several_lines(plan.knows, name="What they know"),
        "offers": several_lines(plan.offers, name="What they offer"),
        "languages": list(dict.fromkeys(plan.languages)),
        "contact": several_lines(plan.contact, name="The contact"),
        "started_on": past_day(plan.started_on, name="The day on which it began"),
        "ended_on": past_day(plan.ended_on, name="The day on which it ended")
        if plan.ended_on
        else None,
    }


def agreement_values(plan: AgreementPlan) -> dict[str, Any]:
    """The columns of an agreement.

    Raises:
        Refused: when something is missing or cannot be stored, or the days are in the wrong order.
    """
    if plan.ends_on is not None:
        refuse_before(plan.ends_on, plan.starts_on, "The agreement ends", "it begins")
    refuse_before(plan.review_on, plan.starts_on, "It is to be reviewed", "it begins")
    return {
        "agreed": required_text(plan.agreed, name="What was agreed"),
        "owner": required_line(plan.owner, name="Owner"),
        "starts_on": plan.starts_on,
        "ends_on": plan.ends_on,
        "review_on": plan.review_on,
        "themes": list(dict.fromkeys(plan.themes)),
    }


def contribution_values(plan: ContributionPlan) -> dict[str, Any]:
    """The columns of a contribution.

    Raises:
        Refused: when something is missing or cannot be stored, or the day is to come.
    """
    return {
        "day": past_day(plan.day, name="The day"),
        "kind": _chosen(plan.kind, CONTRIBUTION_KINDS),
        "gave": required_text(plan.gave, name="What they gave"),
        "changed": several_lines(plan.changed, name="What changed"),
        "event_id": plan.event_id,
        "programme": one_line(plan.programme, name="The training"),
        "action_id": plan.action_id,
        "themes": list(dict.fromkeys(plan.themes)),
    }


def _chosen(kind: str, kinds: Mapping[str, str]) -> str:
    if kind not in kinds:
        raise Refused(f"'{kind[:40]}' is no kind. Choose one of: {', '.join(kinds)}.")
    return kind
