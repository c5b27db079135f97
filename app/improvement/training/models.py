"""Tables: programmes, their sessions and attendance by role, follow-ups, and figures as shown."""

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import DateTime, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel import limits
from app.kernel.clock import now, today
from app.kernel.database import Base, RandomId


class Programme(RandomId, Base):
    """A training that is given in one or more sessions to the staff of some services.

    `contributors` and `community` say who shaped or gave it: colleagues and trainers, and people
    who speak for communities. `measures` are those of what people say that are looked at beside it.
    `closed_on` is None while answers can still be paired.
    """

    __tablename__ = "training_programmes"

    name: Mapped[str] = mapped_column(String(limits.LINE), unique=True)
    aims: Mapped[str] = mapped_column(Text)
    themes: Mapped[list[str]]
    measures: Mapped[list[str]]
    contributors: Mapped[str | None] = mapped_column(Text)
    community: Mapped[str | None] = mapped_column(Text)
    survey_id: Mapped[str] = mapped_column(String(80))
    created_on: Mapped[date] = mapped_column(default=today)
    closed_on: Mapped[date | None]


class ProgrammeService(Base):
    """A service whose staff a programme is for."""

    __tablename__ = "training_programme_services"

    programme_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("training_programmes.id"), primary_key=True
    )
    service_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("services.id"), primary_key=True, index=True
    )


class Session(RandomId, Base):
    """One sitting of a programme. `service_id` is None where staff of all its services attended."""

    __tablename__ = "training_sessions"

    programme_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("training_programmes.id"), index=True
    )
    day: Mapped[date] = mapped_column(index=True)
    place: Mapped[str | None] = mapped_column(String(limits.LINE))
    led_by: Mapped[str] = mapped_column(String(limits.LINE))
    service_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("services.id"))
    notes: Mapped[str | None] = mapped_column(Text)


class SessionAttendance(Base):
    """How many of one role attended a session; nobody is named."""

    __tablename__ = "training_attendance"

    session_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("training_sessions.id", ondelete="CASCADE"), primary_key=True
    )
    role: Mapped[str] = mapped_column(String(20), primary_key=True)
    number: Mapped[int]


class FollowUp(RandomId, Base):
    """What is followed up in supervision after a programme, by whom and by when."""

    __tablename__ = "training_follow_ups"

    programme_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("training_programmes.id"), index=True
    )
    theme: Mapped[str] = mapped_column(String(limits.LINE))
    owner: Mapped[str] = mapped_column(String(limits.LINE))
    due_on: Mapped[date] = mapped_column(index=True)
    done_on: Mapped[date | None]
    outcome: Mapped[str | None] = mapped_column(String(limits.OUTCOME))


class ShownFigures(Base):
    """The counts of one comparison as released, once its time points were closed; they stay."""

    __tablename__ = "training_figures"

    programme_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("training_programmes.id"), primary_key=True
    )
    comparison: Mapped[str] = mapped_column(String(40), primary_key=True)
    counts: Mapped[dict[str, Any]]
    as_of: Mapped[datetime] = mapped_column(DateTime(timezone=True), default=now)
