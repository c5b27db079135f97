"""Tables: events, and which steps of their running sheets are done."""

import uuid
from datetime import date

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel import limits
from app.kernel.clock import today
from app.kernel.database import Base, RandomId


class Event(RandomId, Base):
    """A day at which people are asked. Links of its service that carry its name belong to it.

    `languages` are the locales that the guest list asks for. What stands in the columns of
    attendance was recorded together; all are None until then.
    """

    __tablename__ = "events"
    __table_args__ = (UniqueConstraint("service_id", "name"),)

    service_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("services.id"))
    name: Mapped[str] = mapped_column(String(limits.LINE))
    partner: Mapped[str | None] = mapped_column(String(limits.LINE))
    place: Mapped[str | None] = mapped_column(String(limits.LINE))
    day: Mapped[date] = mapped_column(index=True)
    languages: Mapped[list[str]]
    host: Mapped[str | None] = mapped_column(String(limits.LINE))
    reader: Mapped[str | None] = mapped_column(String(limits.LINE))
    notes: Mapped[str | None] = mapped_column(Text)
    attendance_number: Mapped[int | None]
    attendance_kind: Mapped[str | None] = mapped_column(String(20))
    attendance_by: Mapped[str | None] = mapped_column(String(limits.LINE))
    attendance_on: Mapped[date | None]
    contribution: Mapped[str | None] = mapped_column(Text)
    created_on: Mapped[date] = mapped_column(default=today)


class EventStep(Base):
    """A step of an event's running sheet that somebody did."""

    __tablename__ = "event_steps"

    event_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("events.id"), primary_key=True)
    step: Mapped[str] = mapped_column(String(40), primary_key=True)
    done_by: Mapped[str] = mapped_column(String(limits.LINE))
    done_on: Mapped[date] = mapped_column(default=today)
