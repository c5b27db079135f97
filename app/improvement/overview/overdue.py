"""What leaders said they would do by a day that has passed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from app.improvement.actions.queries import overdue as overdue_promises
from app.improvement.partners.queries import overdue_reviews as overdue_agreements
from app.improvement.policies.queries import overdue_reviews
from app.improvement.training.queries import overdue_follow_ups


@dataclass(frozen=True)
class Overdue:
    """One thing that is overdue, who sees to it, and the staff page on which it is done."""

    what: str
    owner: str
    due_on: date
    endpoint: str
    values: Mapping[str, str] = field(default_factory=dict)


def all_overdue() -> list[Overdue]:
    """Reviews of policies and agreements, supervision, and promises; the oldest first."""
    return sorted(_found(), key=lambda each: (each.due_on, each.what))


def _found() -> Iterator[Overdue]:
    for policy in overdue_reviews():
        yield Overdue(
            f"Review of the policy “{policy.title}”",
            policy.owner,
            policy.review_on,
            "policies.policy",
            {"policy_id": str(policy.id)},
        )
    for line in overdue_follow_ups():
        yield Overdue(
            f"In supervision: {line.follow_up.theme}",
            line.follow_up.owner,
            line.follow_up.due_on,
            "training.programme",
            {"programme_id": str(line.follow_up.programme_id), "_anchor": "supervision"},
        )
    for promise in overdue_promises():
        action = promise.action
        if action.due_on is not None:
            yield Overdue(
                f"Promised: {action.answer}",
                action.owner or "Nobody named",
                action.due_on,
                "actions.action",
                {"action_id": str(action.id)},
            )
    for agreement, partner in overdue_agreements():
        yield Overdue(
            f"Review of the agreement with {partner.name}",
            agreement.owner,
            agreement.review_on,
            "partners.partner",
            {"partner_id": str(partner.id)},
        )
