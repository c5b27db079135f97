"""What was refused at a link, counted by day: staff would want to know, nobody is followed."""

from datetime import date
from enum import StrEnum

from sqlalchemy import func, select

from app.collection.responses.models import Incident, Response
from app.extensions import db, insertion
from app.kernel.clock import iso_week, today

MANY_THE_SAME = 40


class IncidentKind(StrEnum):
    """What happened."""

    DAMAGED = "damaged"
    OTHER_SERVER = "foreign"
    MISPLACED = "misplaced"
    WRONG_PIN = "wrong PIN"


def note_incident(*, link_token: str, kind: str, times: int = 1) -> None:
    """Count it for today, in its own transaction, because what was refused is rolled back."""
    insert = insertion(Incident)
    row = {"link_token": link_token, "kind": kind, "day": today(), "times": times}
    statement = insert.values(row).on_conflict_do_update(
        index_elements=["link_token", "kind", "day"],
        set_={"times": Incident.times + insert.excluded.times},
    )
    with db.engine.begin() as connection:
        connection.execute(statement)


def incidents_since(day: date) -> list[Incident]:
    """Everything counted on or after a day, newest first."""
    found = select(Incident).where(Incident.day >= day)
    found = found.order_by(Incident.day.desc(), Incident.link_token, Incident.kind)
    return list(db.session.execute(found).scalars())


def same_answers(day: date) -> list[tuple[str, int]]:
    """Links where many answers since the week of a day say exactly the same, and how many.

    Forty of one kind are more than chance brings, and what a tablet gives that somebody plays with.
    """
    number = func.count()
    found = (
        select(Response.link_token, number)
        .where(Response.week >= iso_week(day))
        .group_by(Response.link_token, Response.content_hash)
        .having(number >= MANY_THE_SAME)
        .order_by(number.desc())
    )
    return [(token, count) for token, count in db.session.execute(found)]
