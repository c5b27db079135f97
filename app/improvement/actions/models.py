"""Tables: actions and their story, what is said of them in public, and where."""

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import DateTime, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.clock import now, today
from app.kernel.database import Base, RandomId


class Action(RandomId, Base):
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
    source_reference: Mapped[str | None] = mapped_column(String(200))
    heard: Mapped[str] = mapped_column(Text)
    heard_on: Mapped[date]
    themes: Mapped[list[str]]
    recorded_by: Mapped[str] = mapped_column(String(254))
    recorded_on: Mapped[date] = mapped_column(default=today)
    is_promised: Mapped[bool | None]
    answer: Mapped[str | None] = mapped_column(Text)
    reason: Mapped[str | None] = mapped_column(Text)
    decided_on: Mapped[date | None]
    decided_by: Mapped[str | None] = mapped_column(String(254))
    owner: Mapped[str | None] = mapped_column(String(200))
    reminded_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("users.id"))
    due_on: Mapped[date | None] = mapped_column(index=True)
    done_on: Mapped[date | None]
    done: Mapped[str | None] = mapped_column(Text)
    evidence: Mapped[str | None] = mapped_column(Text)
    evidence_link: Mapped[str | None] = mapped_column(String(500))
    published_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    published_by: Mapped[str | None] = mapped_column(String(254))
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
    by: Mapped[str] = mapped_column(String(254))
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True), default=now)


class Wording(Base):
    """What is said in public about something, in one language, and who signed it off.

    `subject_id` is an action's id, or that of another thing that is told of in public. `source`
    is the hash of the English that a translation was made from.
    """

    __tablename__ = "wordings"

    subject_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    language: Mapped[str] = mapped_column(String(20), primary_key=True)
    texts: Mapped[dict[str, Any]]
    source: Mapped[str] = mapped_column(String(64))
    written_by: Mapped[str] = mapped_column(String(254))
    written_on: Mapped[date] = mapped_column(default=today)
    signed_by: Mapped[str | None] = mapped_column(String(200))
    signed_on: Mapped[date | None]


class PublicPage(Base):
    """The address at which what came of feedback is told of one service."""

    __tablename__ = "public_pages"

    token: Mapped[str] = mapped_column(String(40), primary_key=True)
    service_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("services.id"), unique=True)
    made_on: Mapped[date] = mapped_column(default=today)
