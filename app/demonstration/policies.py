"""The made-up policies of the demonstration: one that staff were asked about, one overdue."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Any, Final
from uuid import UUID

from sqlalchemy import insert

from app.administration.organisation.models import Service
from app.administration.organisation.queries import service_by_name
from app.collection.links.models import Link
from app.collection.publishing.queries import current_version
from app.collection.responses.models import Response
from app.collection.responses.operations import content_hash
from app.extensions import db
from app.improvement.policies.operations import add_policy, ask_staff, understanding_of
from app.improvement.policies.plans import Approval, PolicyPlan
from app.improvement.policies.queries import links_of, policy_titled
from app.improvement.policies.understanding import SURVEY
from app.kernel.clock import iso_week, today

ASKED_AT: Final = "Maple Row care home (made up)"
ANSWERS: Final = 18
OWNER: Final = "the registered manager (made up)"


@dataclass(frozen=True)
class MadeUpPolicy:
    """A policy: how many days ago it was approved, and in how many it is to be reviewed."""

    title: str
    summary: str
    practice: str
    measures: tuple[str, ...]
    themes: tuple[str, ...]
    approved: int
    review_in: int
    is_asked: bool = False


POLICIES: Final = (
    MadeUpPolicy(
        title="Equality, diversity and human rights (made up)",
        summary="Ask each person what matters to them. Challenge disrespect when you hear it.",
        practice="Each care plan says what the person wants for culture and faith. It is audited.",
        measures=("respected", "not_treated_worse"),
        themes=("respect_dignity", "fairness_discrimination"),
        approved=200,
        review_in=165,
        is_asked=True,
    ),
    MadeUpPolicy(
        title="Language and interpreting (made up)",
        summary="Nobody's child interprets. Ask for an interpreter two days before a review.",
        practice="The log of interpreters, beside what people say of being understood.",
        measures=("knows_interpreter_route",),
        themes=("language_communication",),
        approved=430,
        review_in=-65,
    ),
)


def add_policies(*, actor: str) -> int:
    """Add the policies that are missing; gives how many answers were added."""
    return sum(_add(made_up, actor) for made_up in POLICIES if policy_titled(made_up.title) is None)


def links_asked() -> list[tuple[Link, Service]]:
    """The links at which staff are asked about the made-up policies."""
    kept = (policy_titled(made_up.title) for made_up in POLICIES)
    return [
        (link, service)
        for policy in kept
        if policy is not None
        for link, service, _ in links_of(policy.id)
    ]


def _add(made_up: MadeUpPolicy, actor: str) -> int:
    policy = add_policy(
        plan=PolicyPlan(
            title=made_up.title,
            owner=OWNER,
            summary=made_up.summary,
            practice=made_up.practice,
            measures=made_up.measures,
            themes=made_up.themes,
        ),
        approval=Approval(
            version="2",
            approved_on=today() - timedelta(days=made_up.approved),
            review_on=today() + timedelta(days=made_up.review_in),
            approved_by="the board (made up)",
        ),
        actor=actor,
    )
    service = service_by_name(ASKED_AT)
    survey = current_version(SURVEY)
    if not made_up.is_asked or service is None or survey is None:
        return 0
    link = ask_staff(policy_id=policy.id, service_id=service.id, actor=actor)
    rows = list(_rows(link.token, survey.version))
    db.session.execute(insert(Response), rows)
    understanding_of(policy)
    return len(rows)


def _rows(token: str, version: int) -> Iterator[dict[str, Any]]:
    """Made-up answers, the same each time; nothing secret hangs on them."""
    random = Random(SURVEY)  # noqa: S311
    week = iso_week(today() - timedelta(weeks=10))
    for _ in range(ANSWERS):
        answers = {
            "read": random.choice(("all", "all", "all", "some", "none")),
            "clear": random.choice(("strongly_agree", "agree", "agree", "neither")),
            "lived": random.choice(("agree", "agree", "neither", "disagree")),
        }
        yield {
            "id": UUID(int=random.getrandbits(128), version=4),
            "link_token": token,
            "survey_id": SURVEY,
            "version": version,
            "content_hash": content_hash(
                link_token=token, survey_id=SURVEY, version=version, answers=answers
            ),
            "locale": "en",
            "language_switches": 0,
            "week": week,
            "answers": answers,
            "notes": [],
        }
