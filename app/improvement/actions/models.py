"""Tables: actions, their story, and the public page of each service."""

import uuid
from datetime import date, datetime

from sqlalchemy import DateTime, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, synonym

from app.improvement.publication.models import PublicAddress, Publishable
from app.kernel import limits
from app.kernel.clock import now, today
from app.kernel.database import Base, RandomId


class Action(Publishable, Base):
    """What was heard, what was decided about it, and what was done.

    `source_reference` names what it was made from, such as a theme's code or a finding's id, and
    never holds what anybody wrote. `is_promised` is None until somebody decided. `reminded_id`
    is who gets reminders by e-mail; the admins do when it is None.
    """

    __tablename__ = "actions"
    __table_args__ = (
        Index("ix_actions_source_kind_source_reference", "source_kind", "source_reference"),
    )

    source_kind: Mapped[str] = mapped_column(String(20))
    source_reference: Mapped[str | None] = mapped_column(String(limits.LINE))
    heard: Mapped[str] = mapped_column(Text)
    heard_on: Mapped[date]
    themes: Mapped[list[str]]
    recorded_by: Mapped[str] = mapped_column(String(limits.EMAIL))
    recorded_on: Mapped[date] = mapped_column(default=today)
    is_promised: Mapped[bool | None]
    answer: Mapped[str | None] = mapped_column(Text)
    reason: Mapped[str | None] = mapped_column(Text)
    decided_on: Mapped[date | None]
    decided_by: Mapped[str | None] = mapped_column(String(limits.EMAIL))
    owner: Mapped[str | None] = mapped_column(String(limits.LINE))
    reminded_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("users.id"))
    due_on: Mapped[date | None] = mapped_column(index=True)
    done_on: Mapped[date | None]
    done: Mapped[str | None] = mapped_column(Text)
    evidence: Mapped[str | None] = mapped_column(Text)
    evidence_link: Mapped[str | None] = mapped_column(String(limits.WEB_ADDRESS))
    last_reminder_on: Mapped[date | None]


class ActionService(Base):
    """A service that an action is about; an action without any is about the organisation."""

    __tablename__ = "action_services"

    action_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("actions.id"), primary_key=True)
    service_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("services.id"), primary_key=True, index=True
    )


class ActionStep(RandomId, Base):
    """Something that happened to an action; steps are only ever added."""

    __tablename__ = "action_steps"

    action_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("actions.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    text: Mapped[str | None] = mapped_column(Text)
    by: Mapped[str] = mapped_column(String(limits.EMAIL))
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True), default=now)


class ServicePage(PublicAddress, Base):
    """The address at which everybody may read what was done for one service."""

    __tablename__ = "public_pages"

    service_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("services.id"), unique=True)
    owner_id: Mapped[uuid.UUID] = synonym("service_id")
