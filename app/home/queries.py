"""What the first page shows: how many answers each link received, and what waits for somebody."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from typing import Final

from sqlalchemy import func, select

from app.administration.organisation.models import Service
from app.collection.events.models import Event
from app.collection.events.queries import waiting_for_attendance
from app.collection.links.audiences import AUDIENCES
from app.collection.links.models import Link
from app.collection.responses.incidents import IncidentKind, incidents_since, same_answers
from app.collection.responses.models import Response
from app.extensions import db
from app.improvement.actions.queries import count_overdue
from app.kernel.clock import today
from app.results.questions.queries import survey_titles

NOTICED_DAYS: Final = 14
HAPPENED: Final = {
    IncidentKind.DAMAGED: "sealed answers that could not be opened were received {n} times.",
    IncidentKind.OTHER_SERVER: "answers sealed for another server were received {n} times.",
    IncidentKind.MISPLACED: "answers sealed for another survey were received {n} times.",
    IncidentKind.WRONG_PIN: "a wrong PIN was typed on a shared tablet {n} times.",
}


@dataclass(frozen=True)
class LinkCount:
    """A link and how many answers it received, which is volume and shows no content."""

    token: str
    survey_id: str
    survey: str
    audience_code: str
    audience: str
    event: str | None
    partner: str | None
    answers: int
    last_week: str | None


@dataclass(frozen=True)
class ServiceCounts:
    """A service with its links."""

    name: str
    links: tuple[LinkCount, ...]

    @property
    def answers(self) -> int:
        """Answers by all its links."""
        return sum(link.answers for link in self.links)


@dataclass(frozen=True)
class HomeNotice:
    """Something at a link that a person should look at; nothing is refused because of it."""

    link_token: str
    sentence: str


@dataclass(frozen=True)
class Overview:
    """What the first page shows.

    `overdue`: promises past their day. `waiting`: events whose attendance is not recorded yet.
    """

    services: tuple[ServiceCounts, ...]
    overdue: int
    notices: tuple[HomeNotice, ...]
    waiting: tuple[tuple[Event, Service], ...]


def overview() -> Overview:
    """Every service with its links and their counts, and what waits."""
    titles = survey_titles()
    counts = (
        select(
            Response.link_token,
            func.count().label("answers"),
            func.max(Response.week).label("last_week"),
        )
        .group_by(Response.link_token)
        .subquery()
    )
    rows = db.session.execute(
        select(Service.name, Link, counts.c.answers, counts.c.last_week)
        .outerjoin(Link, Link.service_id == Service.id)
        .outerjoin(counts, counts.c.link_token == Link.token)
        .order_by(Service.name, Link.survey_id, Link.audience, Link.token)
    )
    services = tuple(
        ServiceCounts(
            name,
            tuple(
                _link_count(link, titles, answers, last_week)
                for _, link, answers, last_week in of_service
                if link is not None
            ),
        )
        for name, of_service in groupby(rows, key=lambda row: str(row[0]))
    )
    return Overview(services, count_overdue(), tuple(_notices()), tuple(waiting_for_attendance()))


def _notices() -> Iterator[HomeNotice]:
    since = today() - timedelta(days=NOTICED_DAYS)
    for incident in incidents_since(since):
        happened = HAPPENED[IncidentKind(incident.kind)].format(n=incident.times)
        yield HomeNotice(incident.link_token, f"{incident.day:%d %B}: {happened}")
    for token, number in same_answers(since):
        yield HomeNotice(
            token, f"{number} answers say exactly the same. Was it one person, or a tablet?"
        )


def _link_count(
    link: Link, titles: Mapping[str, str], answers: int | None, last_week: str | None
) -> LinkCount:
    return LinkCount(
        token=link.token,
        survey_id=link.survey_id,
        survey=titles.get(link.survey_id, link.survey_id),
        audience_code=link.audience,
        audience=AUDIENCES.get(link.audience, link.audience),
        event=link.event,
        partner=link.partner,
        answers=answers or 0,
        last_week=last_week,
    )
