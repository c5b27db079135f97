"""Gathering what a pack shows, in a number of queries that does not depend on the answers."""

import uuid
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from app.administration.accounts.models import AuditEntry
from app.administration.organisation.models import Service
from app.administration.organisation.queries import all_services, organisation
from app.collection.links.models import Link
from app.collection.publishing.queries import all_published
from app.collection.responses.models import Comment, Response
from app.comments.queue.models import Breach
from app.comments.queue.own_themes import all_themes
from app.comments.queue.quoted import ApprovedQuote, approved_quotes
from app.evidence.packs.activities import activities_within
from app.evidence.packs.asking import Scope
from app.evidence.packs.audited import rounds_within
from app.evidence.packs.comments import CommentCut, comment_cuts, quarter_paragraphs
from app.evidence.packs.models import SignatureKey
from app.extensions import db
from app.improvement.actions.queries import LogEntry, action_log
from app.improvement.audits.queries import RoundLine
from app.kernel.activities import Activity
from app.kernel.clock import today
from app.results.feedback.queries import left_to_count
from app.results.indicators.cuts import Cut
from app.results.indicators.equity import EquityFigures
from app.results.indicators.figures import SeriesFigures
from app.results.indicators.monthly import MonthlySeries
from app.results.indicators.operations import figures_of, gaps_of, monthly_of
from app.surveys.definition import Survey

MonthsKey = tuple[str, str, bool, str, str]
"""Survey, reporting group, proxy respondents or not, edition, and the question's words."""

PACK_MADE = "evidence-pack"


@dataclass(frozen=True)
class Offer:
    """How one survey was offered at the services of a pack within its dates."""

    survey_id: str
    is_on_tablets: bool
    uses_cards: bool
    at_events: bool


@dataclass(frozen=True)
class ServiceState:
    """A service: since when it is kept here, and whether it can be answered about now.

    `closed_on` is the last closing day of its links, where all of them are closed.
    """

    name: str
    since: date
    has_links: bool
    closed_on: date | None


@dataclass(frozen=True)
class ReadingState:
    """The reading of comments: how many wait, and how many were late, before any rounding."""

    unread: int
    late: int


@dataclass(frozen=True)
class Gathered:
    """Everything that a pack is built of."""

    scope: Scope
    organisation: str
    is_demonstration: bool
    surveys: Mapping[tuple[str, int], Survey]
    themes: Mapping[str, str]
    series: tuple[SeriesFigures, ...]
    months: Mapping[MonthsKey, MonthlySeries]
    equity: tuple[EquityFigures, ...]
    comments: tuple[CommentCut, ...]
    paragraphs: tuple[str, ...]
    quotes: tuple[ApprovedQuote, ...]
    activities: tuple[Activity, ...]
    rounds: tuple[RoundLine, ...]
    log: tuple[LogEntry, ...]
    offers: tuple[Offer, ...]
    services: tuple[ServiceState, ...]
    reading: ReadingState
    uncounted: int


def signature_keys() -> list[SignatureKey]:
    """The public keys that packs were ever signed with here, the newest first."""
    found = select(SignatureKey).order_by(SignatureKey.made_at.desc(), SignatureKey.public_key)
    return list(db.session.execute(found).scalars())


def is_recorded(content_sha256: str) -> bool:
    """Whether the audit record says that a pack with this content was made here."""
    made = select(AuditEntry.id).where(
        AuditEntry.action == PACK_MADE,
        AuditEntry.detail["content"].as_string() == content_sha256,
    )
    return db.session.execute(made.limit(1)).first() is not None


def services_by_id() -> dict[uuid.UUID, str]:
    """The names of all services."""
    return {each.id: each.name for each in all_services()}


def gathered(scope: Scope) -> Gathered:
    """Everything about some services in some time, through the gate and its registers."""
    whole = organisation()
    surveys = all_published()
    cut = Cut(services=scope.chosen, first=scope.first_month, last=scope.last_month)
    series = figures_of(cut)
    first_week, last_week = scope.weeks
    return Gathered(
        scope=scope,
        organisation=whole.name if whole else "This organisation",
        is_demonstration=whole is not None and whole.is_demonstration,
        surveys=surveys,
        themes=all_themes(),
        series=series,
        months=_months(cut, series),
        equity=gaps_of(cut) if scope.is_all else (),
        comments=comment_cuts(scope, today()),
        paragraphs=quarter_paragraphs(scope, today()),
        quotes=tuple(
            approved_quotes(
                themes=None,
                service_ids=None if scope.is_all else tuple(scope.services),
                first_week=first_week,
                last_week=last_week,
            )
        ),
        activities=activities_within(scope),
        rounds=rounds_within(scope),
        log=tuple(
            action_log(
                service_ids=None if scope.is_all else tuple(scope.services),
                first=scope.first,
                last=scope.last,
            )
        ),
        offers=offers_of(scope),
        services=services_of(scope),
        reading=reading_of(scope),
        uncounted=left_to_count(),
    )


def months_key(
    survey_id: str, audience: str, edition: str, about: str, *, by_proxy: bool
) -> MonthsKey:
    """By what the months of a question are found."""
    return survey_id, audience, by_proxy, edition, about


def _months(cut: Cut, series: tuple[SeriesFigures, ...]) -> dict[MonthsKey, MonthlySeries]:
    """The months of every measure that is shown as a whole."""
    measures = {
        question.measure
        for each in series
        for question in each.questions
        if question.measure and question.good is not None
    }
    return {
        months_key(
            found.survey_id,
            found.audience,
            found.edition.value,
            found.about or "",
            by_proxy=found.by_proxy,
        ): found
        for found in monthly_of(cut, measures)
    }


def offers_of(scope: Scope) -> tuple[Offer, ...]:
    """How each survey was offered at the services, by links that took answers within the days."""
    rows = db.session.execute(
        select(
            Link.survey_id,
            func.max(func.coalesce(Link.is_kiosk, False).cast(db.Integer)),
            func.max(func.coalesce(Link.uses_cards, False).cast(db.Integer)),
            func.count(Link.event),
        )
        .where(
            Link.service_id.in_(scope.services),
            func.coalesce(Link.opens_on, scope.first) <= scope.last,
            func.coalesce(Link.closes_on, scope.last) >= scope.first,
        )
        .group_by(Link.survey_id)
        .order_by(Link.survey_id)
    )
    return tuple(
        Offer(survey_id, bool(tablets), bool(cards), bool(events))
        for survey_id, tablets, cards, events in rows
    )


def services_of(scope: Scope) -> tuple[ServiceState, ...]:
    """The services as they are now, by name."""
    closings: defaultdict[uuid.UUID, list[date | None]] = defaultdict(list)
    for service_id, closes_on in db.session.execute(
        select(Link.service_id, Link.closes_on).where(Link.service_id.in_(scope.services))
    ):
        closings[service_id].append(closes_on)
    found = db.session.execute(
        select(Service).where(Service.id.in_(scope.services)).order_by(Service.name)
    ).scalars()
    return tuple(
        ServiceState(
            each.name, each.created_on, bool(closings[each.id]), _closed_on(closings[each.id])
        )
        for each in found
    )


def _closed_on(closings: list[date | None]) -> date | None:
    days = [each for each in closings if each is not None and each < today()]
    return max(days) if days and len(days) == len(closings) else None


def reading_of(scope: Scope) -> ReadingState:
    """How many comments wait to be read, and how many were late."""
    first, last = scope.weeks
    unread = db.session.execute(
        select(func.count())
        .select_from(Comment)
        .join(Response, Response.id == Comment.response_id)
        .join(Link, Link.token == Response.link_token)
        .where(
            ~Comment.is_read,
            Link.service_id.in_(scope.services),
            Response.week >= first,
            Response.week <= last,
        )
    ).scalar_one()
    late = db.session.execute(
        select(func.count(func.distinct(Breach.comment_id))).where(
            Breach.service_id.in_(scope.services),
            Breach.day >= scope.first,
            Breach.day <= scope.last,
        )
    ).scalar_one()
    return ReadingState(unread, late)
