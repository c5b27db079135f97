"""What the first page shows: how many answers each service and each link received."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from typing import Any

from sqlalchemy import case, func, select

from app.administration.organisation.models import Service
from app.administration.organisation.queries import services_with_contacts
from app.collection.links.audiences import AUDIENCES
from app.collection.links.models import Link
from app.collection.responses.models import Response
from app.extensions import db
from app.kernel.clock import iso_week, today
from app.results.questions.queries import survey_titles


@dataclass(frozen=True)
class LinkCount:
    """A link and how many answers it received, which is volume and shows no content.

    `newest` is the ISO 8601 week of the newest answer.
    """

    token: str
    survey_id: str
    survey: str
    audience_code: str
    audience: str
    event: str | None
    partner: str | None
    answers: int
    this_week: int
    last_week: int
    newest: str | None


@dataclass(frozen=True)
class ServiceCounts:
    """A service with its links."""

    id: str
    name: str
    links: tuple[LinkCount, ...]

    @property
    def answers(self) -> int:
        """Answers by all its links."""
        return sum(link.answers for link in self.links)

    @property
    def this_week(self) -> int:
        """Those of the week that is not over yet."""
        return sum(link.this_week for link in self.links)

    @property
    def last_week(self) -> int:
        """Those of the week before."""
        return sum(link.last_week for link in self.links)

    @property
    def newest(self) -> str | None:
        """The week of the newest answer, None before there is one."""
        return max((link.newest for link in self.links if link.newest), default=None)


@dataclass(frozen=True)
class FirstStep:
    """One thing to do before the first answer, and the page on which it is done."""

    words: str
    endpoint: str
    is_done: bool


def counts_by_service() -> tuple[ServiceCounts, ...]:
    """Every service with its links and their counts, by name."""
    titles, counts = survey_titles(), _counts()
    rows = db.session.execute(
        select(Service.id, Service.name, Link, counts)
        .outerjoin(Link, Link.service_id == Service.id)
        .outerjoin(counts, counts.c.link_token == Link.token)
        .order_by(Service.name, Link.survey_id, Link.audience, Link.token)
    )
    return tuple(
        ServiceCounts(
            str(service_id), name, tuple(_link_count(row, titles) for row in of_service if row.Link)
        )
        for (service_id, name), of_service in groupby(rows, key=lambda row: (row.id, row.name))
    )


def first_steps(services: tuple[ServiceCounts, ...]) -> tuple[FirstStep, ...]:
    """What is to be done until the first answer; nothing once there is one."""
    if any(service.answers for service in services):
        return ()
    contacts = [contacts.is_complete for _, contacts in services_with_contacts()]
    has_links = any(service.links for service in services)
    return (
        FirstStep("Add a service", "services.add_service", bool(services)),
        FirstStep(
            "Say whom people can turn to", "services.organisation", bool(contacts) and all(contacts)
        ),
        FirstStep("Choose a survey and make a link to it", "links.add_link", has_links),
        FirstStep("Print its poster, and try it on your own phone", "links.links", False),
    )


def _counts() -> Any:
    week, before = iso_week(today()), iso_week(today() - timedelta(weeks=1))
    return (
        select(
            Response.link_token,
            func.count().label("answers"),
            func.count(case((Response.week == week, 1))).label("this_week"),
            func.count(case((Response.week == before, 1))).label("last_week"),
            func.max(Response.week).label("newest"),
        )
        .group_by(Response.link_token)
        .subquery()
    )


def _link_count(row: Any, titles: Mapping[str, str]) -> LinkCount:
    link = row.Link
    return LinkCount(
        token=link.token,
        survey_id=link.survey_id,
        survey=titles.get(link.survey_id, link.survey_id),
        audience_code=link.audience,
        audience=AUDIENCES.get(link.audience, link.audience),
        event=link.event,
        partner=link.partner,
        answers=row.answers or 0,
        this_week=row.this_week or 0,
        last_week=row.last_week or 0,
        newest=row.newest,
    )
