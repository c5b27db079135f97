"""Reading policies: the list, what is overdue, and what staff said of having read them."""

import uuid
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from app.administration.organisation.models import Service
from app.collection.links.models import Link
from app.collection.responses.models import Response
from app.extensions import db
from app.improvement.policies.models import Policy, PolicyApproval, PolicyFigures, PolicyLink
from app.improvement.policies.understanding import understood_facts
from app.kernel.activities import Activity, ActivityKind
from app.kernel.clock import today
from app.kernel.errors import require


@dataclass(frozen=True)
class PolicyLine:
    """A policy in a list, with its approvals, the newest first."""

    policy: Policy
    approvals: tuple[PolicyApproval, ...]

    @property
    def is_overdue(self) -> bool:
        """Whether its review date has passed."""
        return self.policy.withdrawn_on is None and self.policy.review_on < today()


def get_policy(policy_id: uuid.UUID) -> Policy:
    """The policy with this id.

    Raises:
        NotFound: when there is none.
    """
    return require(db.session.get(Policy, policy_id), "There is no such policy.")


def policy_titled(title: str) -> Policy | None:
    """The policy of exactly this title, or None."""
    return db.session.execute(select(Policy).where(Policy.title == title)).scalars().first()


def policy_line(policy_id: uuid.UUID) -> PolicyLine:
    """One policy with its approvals.

    Raises:
        NotFound: when there is none.
    """
    policy = get_policy(policy_id)
    return PolicyLine(policy, tuple(_approvals([policy.id])[policy.id]))


def all_policies() -> list[PolicyLine]:
    """Every policy in two queries: overdue ones first, then by review date, withdrawn ones last."""
    policies = list(db.session.execute(select(Policy)).scalars())
    approvals = _approvals([policy.id for policy in policies])
    lines = [PolicyLine(policy, tuple(approvals[policy.id])) for policy in policies]
    return sorted(lines, key=_order)


def overdue_reviews() -> list[Policy]:
    """Policies whose review date has passed, the longest overdue first."""
    found = select(Policy).where(Policy.withdrawn_on.is_(None), Policy.review_on < today())
    return list(db.session.execute(found.order_by(Policy.review_on, Policy.title)).scalars())


def links_of(policy_id: uuid.UUID) -> list[tuple[Link, Service, str]]:
    """The links at which staff are asked, with their services and the version, by service."""
    found = (
        select(Link, Service, PolicyLink.version)
        .join(PolicyLink, PolicyLink.link_token == Link.token)
        .join(Service, Service.id == Link.service_id)
        .where(PolicyLink.policy_id == policy_id)
        .order_by(Service.name, Link.token)
    )
    return [(link, service, version) for link, service, version in db.session.execute(found)]


def answers_of(policy: Policy) -> list[tuple[int, Mapping[str, Any]]]:
    """The answers of staff about the version that holds, each with the survey's version."""
    tokens = select(PolicyLink.link_token).where(
        PolicyLink.policy_id == policy.id, PolicyLink.version == policy.version
    )
    found = select(Response.version, Response.answers).where(
        Response.link_token.in_(tokens), Response.is_counted
    )
    rows = db.session.execute(found.order_by(Response.id))
    return [(version, answers) for version, answers in rows]


def figures_shown(policy: Policy) -> PolicyFigures | None:
    """What was last shown of the version that holds, or None."""
    return db.session.get(PolicyFigures, (policy.id, policy.version))


def activities(*, first: date, last: date) -> list[Activity]:
    """The approvals in a span of days, the earliest first, with what may be released of them.

    Args:
        first: the first day, included.
        last: the last day, included.
    """
    approved = (
        select(PolicyApproval, Policy, PolicyFigures)
        .join(Policy, Policy.id == PolicyApproval.policy_id)
        .outerjoin(
            PolicyFigures,
            (PolicyFigures.policy_id == PolicyApproval.policy_id)
            & (PolicyFigures.version == PolicyApproval.version),
        )
        .where(PolicyApproval.approved_on.between(first, last))
        .order_by(PolicyApproval.approved_on, Policy.title, PolicyApproval.version)
    )
    return [_activity(*row) for row in db.session.execute(approved)]


def _activity(approval: PolicyApproval, policy: Policy, figures: PolicyFigures | None) -> Activity:
    return Activity(
        kind=ActivityKind.POLICY,
        id=uuid.uuid5(policy.id, approval.version),
        title=f"{policy.title}, version {approval.version}",
        on=approval.approved_on,
        themes=frozenset(policy.themes),
        facts=tuple(_facts(approval, policy, figures)),
        endpoint="policies.policy",
        values={"policy_id": str(policy.id)},
    )


def _facts(
    approval: PolicyApproval, policy: Policy, figures: PolicyFigures | None
) -> Iterator[str]:
    yield f"Approved by {approval.approved_by}; owner: {policy.owner}."
    if approval.change:
        yield f"What changed: {approval.change}"
    if approval.version == policy.version:
        late = ", which has passed" if policy.review_on < today() else ""
        yield f"To be reviewed on {policy.review_on.isoformat()}{late}."
    if policy.practice:
        yield f"How we know it happens in practice: {policy.practice}"
    if figures is not None:
        yield from understood_facts(figures.counts)


def _approvals(ids: list[uuid.UUID]) -> Mapping[uuid.UUID, list[PolicyApproval]]:
    found = select(PolicyApproval).where(PolicyApproval.policy_id.in_(ids))
    newest = found.order_by(PolicyApproval.approved_on.desc(), PolicyApproval.version.desc())
    approvals: defaultdict[uuid.UUID, list[PolicyApproval]] = defaultdict(list)
    for approval in db.session.execute(newest).scalars():
        approvals[approval.policy_id].append(approval)
    return approvals


def _order(line: PolicyLine) -> tuple[bool, bool, date, str]:
    policy = line.policy
    return (policy.withdrawn_on is not None, not line.is_overdue, policy.review_on, policy.title)
