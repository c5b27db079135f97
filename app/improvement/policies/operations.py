"""Changing policies, asking staff whether they read them, and what is shown of their answers."""

import uuid
from dataclasses import dataclass

from app.administration.accounts.operations import COMMAND_LINE, record
from app.administration.organisation.queries import get_service
from app.collection.links.audiences import AUDIENCES
from app.collection.links.models import Link
from app.collection.links.operations import close_link, create_link
from app.collection.links.queries import LinkState, state_of
from app.collection.publishing.queries import published_versions
from app.comments.queue.own_themes import all_themes
from app.extensions import db, flush_or_raise, upsert
from app.improvement.policies.models import Policy, PolicyApproval, PolicyFigures, PolicyLink
from app.improvement.policies.plans import Approval, PolicyPlan, approval_values, policy_values
from app.improvement.policies.queries import (
    answers_of,
    figures_shown,
    get_policy,
    links_of,
    policy_titled,
)
from app.improvement.policies.understanding import (
    SURVEY,
    StaffShare,
    counts_of,
    released_counts,
    shares_of,
)
from app.kernel.clock import now, today
from app.kernel.database import change
from app.kernel.errors import Conflict, Refused, refuse_unknown
from app.results.indicators.choices import measures_asked

STAFF = "staff"


@dataclass(frozen=True)
class Understanding:
    """How many staff answered about the version that holds, and what may be released of it.

    `shares` is empty where nothing may be released.
    """

    answers: int
    shares: tuple[StaffShare, ...]


def add_policy(*, plan: PolicyPlan, approval: Approval, actor: str = COMMAND_LINE) -> Policy:
    """Keep a policy with the approval of its version.

    Raises:
        Conflict: when a policy has the title.
        Refused: when something is missing, cannot be stored, or the days are in the wrong order.
    """
    values, approved = policy_values(plan), approval_values(approval)
    _refuse_unknown(plan)
    _refuse_name_in_use(values["title"], None)
    policy = Policy(
        **values,
        version=approved["version"],
        approved_on=approved["approved_on"],
        review_on=approval.review_on,
    )
    db.session.add(policy)
    flush_or_raise(_name_in_use(policy.title))
    db.session.add(PolicyApproval(policy_id=policy.id, **approved))
    db.session.flush()
    detail = {"version": policy.version}
    record(actor=actor, action="policy-added", subject=policy.title, detail=detail)
    return policy


def edit_policy(*, policy_id: uuid.UUID, plan: PolicyPlan, actor: str) -> Policy:
    """Change what is said about a policy; its version stays.

    Raises:
        NotFound: when there is no such policy.
        Conflict: when another policy has the title.
        Refused: when something is missing or cannot be stored.
    """
    policy = get_policy(policy_id)
    values = policy_values(plan)
    _refuse_unknown(plan)
    _refuse_name_in_use(values["title"], policy.id)
    changed = change(policy, values)
    flush_or_raise(_name_in_use(policy.title))
    for link, _, _ in links_of(policy.id):
        link.about = policy.title
    detail = {"changed": changed}
    record(actor=actor, action="policy-edited", subject=policy.title, detail=detail)
    return policy


def approve_version(
    *, policy_id: uuid.UUID, approval: Approval, actor: str = COMMAND_LINE
) -> Policy:
    """Record that a policy was reviewed: a new version is approved, with the next review date.

    The links of the version before are closed; staff are asked again about this one.

    Raises:
        NotFound: when there is no such policy.
        Conflict: when the version was approved before.
        Refused: when something cannot be stored, the days are in the wrong order, or the policy is
            withdrawn.
    """
    policy = get_policy(policy_id)
    approved = approval_values(approval)
    _refuse_withdrawn(policy)
    if db.session.get(PolicyApproval, (policy.id, approved["version"])) is not None:
        raise Conflict(
            f"Version {approved['version']} was approved already. If nothing changed, give it the "
            "next number all the same, and say so."
        )
    if approved["approved_on"] < policy.approved_on:
        raise Refused(
            f"Version {policy.version} was approved on {policy.approved_on.isoformat()}, which is "
            "later. Correct the day."
        )
    _close_links(policy, actor)
    policy.version, policy.approved_on = approved["version"], approved["approved_on"]
    policy.review_on = approval.review_on
    db.session.add(PolicyApproval(policy_id=policy.id, **approved))
    db.session.flush()
    detail = {"version": policy.version}
    record(actor=actor, action="policy-approved", subject=policy.title, detail=detail)
    return policy


def withdraw_policy(*, policy_id: uuid.UUID, actor: str) -> Policy:
    """Say that a policy holds no longer; what was recorded stays.

    Raises:
        NotFound: when there is no such policy.
        Refused: when it is withdrawn already.
    """
    policy = get_policy(policy_id)
    _refuse_withdrawn(policy)
    _close_links(policy, actor)
    policy.withdrawn_on = today()
    record(actor=actor, action="policy-withdrawn", subject=policy.title)
    return policy


def ask_staff(*, policy_id: uuid.UUID, service_id: uuid.UUID, actor: str = COMMAND_LINE) -> Link:
    """Make a link at which the staff of a service say whether they read and understood it.

    Raises:
        NotFound: when there is no such policy or service, or the survey is not published.
        Conflict: when they are asked about this version already.
        Refused: when the policy is withdrawn, or the service's contacts are incomplete.
    """
    policy = get_policy(policy_id)
    _refuse_withdrawn(policy)
    service = get_service(service_id)
    for link, at, version in links_of(policy.id):
        if at.id == service.id and version == policy.version:
            raise Conflict(f"Staff of {service.name} are asked already, at link {link.token}.")
    made = create_link(survey_id=SURVEY, service_name=service.name, audience=STAFF, actor=actor)
    made.about = policy.title
    db.session.add(PolicyLink(link_token=made.token, policy_id=policy.id, version=policy.version))
    db.session.flush()
    return made


def understanding_of(policy: Policy) -> Understanding:
    """What may be released now of how staff read the version that holds; what is new counts as
    shown.

    It is shown here only, and not with their service, so that nothing can be subtracted from it.
    """
    answers = answers_of(policy)
    surveys = {survey.version: survey for survey in published_versions(SURVEY)}
    counts = counts_of(answers, surveys)
    kept = figures_shown(policy)
    before = kept.counts["questions"] if kept is not None else {}
    released = released_counts(before, counts)
    if released != before and any(base for _, base in released.values()):
        figures = {"questions": released}
        upsert(
            PolicyFigures(policy_id=policy.id, version=policy.version, counts=figures, as_of=now())
        )
    waiting = {each: codes.total() - released[each][1] for each, codes in counts.items()}
    return Understanding(len(answers), shares_of(released, waiting))


def _close_links(policy: Policy, actor: str) -> None:
    for link, _, _ in links_of(policy.id):
        if state_of(link) is not LinkState.CLOSED:
            close_link(token=link.token, actor=actor)


def _refuse_unknown(plan: PolicyPlan) -> None:
    refuse_unknown("theme", plan.themes, all_themes())
    refuse_unknown("measure", plan.measures, measures_asked(AUDIENCES))


def _refuse_withdrawn(policy: Policy) -> None:
    if policy.withdrawn_on is not None:
        raise Refused(
            f"{policy.title} was withdrawn on {policy.withdrawn_on.isoformat()}. Add the policy "
            "that took its place."
        )


def _refuse_name_in_use(title: str, own_id: uuid.UUID | None) -> None:
    found = policy_titled(title)
    if found is not None and found.id != own_id:
        raise _name_in_use(title)


def _name_in_use(title: str) -> Conflict:
    return Conflict(f"A policy '{title}' exists already. Change that one, or give this another.")
