"""What needs whoever opens the first page, in sentences that lead to where it is done."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import select

from app.administration.organisation.models import Service
from app.collection.events.queries import waiting_for_attendance
from app.collection.links.codes import short_code
from app.collection.links.models import Link
from app.collection.responses.incidents import IncidentKind, incidents_since, same_answers
from app.comments.queue.speaking import asked_of
from app.extensions import db
from app.improvement.overview.overdue import all_overdue
from app.kernel.clock import today
from app.kernel.days import long_date

NOTICED_DAYS: Final = 14
CLOSES_WITHIN: Final = timedelta(days=7)
HAPPENED: Final = {
    IncidentKind.DAMAGED: "sealed answers that could not be opened were received {n} times.",
    IncidentKind.OTHER_SERVER: "answers sealed for another server were received {n} times.",
    IncidentKind.MISPLACED: "answers sealed for another survey were received {n} times.",
    IncidentKind.WRONG_PIN: "a wrong PIN was typed on a shared tablet {n} times.",
}


@dataclass(frozen=True)
class Need:
    """One thing to do: the words that lead to its page, what else is said, and the page.

    `is_late`: somebody said that it would be done by now.
    """

    words: str
    more: str
    endpoint: str
    values: Mapping[str, object] = field(default_factory=dict)
    is_late: bool = False


def all_needs(reader: UUID) -> list[Need]:
    """What is late first, then what waits, then what should be looked at.

    What this reader may not open is among it: the page leaves that out. Unread comments are not:
    they stand at the top of every page.

    Args:
        reader: the id of whoever opens the page, who may be asked to translate.
    """
    return [*_late(), *_to_translate(reader), *_events(), *_closing(), *_noticed()]


def _late() -> Iterator[Need]:
    for each in all_overdue():
        more = f"due {long_date(each.due_on)}. Owner: {each.owner}"
        yield Need(each.what, more, each.endpoint, each.values, is_late=True)


def _to_translate(reader: UUID) -> Iterator[Need]:
    for comment_id in asked_of(reader):
        yield Need(
            "A comment to put into English",
            "You were asked as a speaker of its language",
            "queue.comment",
            {"comment_id": str(comment_id)},
        )


def _events() -> Iterator[Need]:
    for event, service in waiting_for_attendance():
        yield Need(
            f"Attendance of {event.name}",
            f"{service.name}, {long_date(event.day)}",
            "events.attendance",
            {"event_id": event.id},
        )


def _closing() -> Iterator[Need]:
    day = today()
    soon = (
        select(Link, Service.name)
        .join(Service, Service.id == Link.service_id)
        .where(Link.closes_on.between(day, day + CLOSES_WITHIN), ~Link.is_paused)
        .order_by(Link.closes_on, Link.token)
    )
    for link, service in db.session.execute(soon):
        yield Need(
            f"Link {short_code(link.token)} closes soon",
            f"{service}, last day {long_date(link.closes_on)}",
            "links.link",
            {"token": link.token},
        )


def _noticed() -> Iterator[Need]:
    since = today() - timedelta(days=NOTICED_DAYS)
    for incident in incidents_since(since):
        happened = HAPPENED[IncidentKind(incident.kind)].format(n=incident.times)
        yield _at_link(incident.link_token, f"{incident.day:%d %B}: {happened}")
    for token, number in same_answers(since):
        yield _at_link(
            token, f"{number} answers say exactly the same. Was it one person, or a tablet?"
        )


def _at_link(token: str, sentence: str) -> Need:
    return Need(f"Link {short_code(token)}", sentence, "links.link", {"token": token})
