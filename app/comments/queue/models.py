"""Tables: who reads, and what readers found, decided, corrected and were notified of.

What people decided, corrected and did is only ever added to; the database itself refuses changes
(migration 0007). Rows name a comment by its id without a foreign key, because the record of a
decision outlives the words it is about.
"""

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, ForeignKey, Index, String, Text, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel import limits
from app.kernel.clock import now, today
from app.kernel.database import Base, RandomId


class CommentReader(Base):
    """What the queue has to know of a member of staff who reads.

    `also_called`: names and job titles, in any script, by which comments may mean this person.
    `languages`: codes of the languages they read. Away from `away_from` to `away_until`, both days
    included.
    """

    __tablename__ = "readers"

    user_id: Mapped[uuid.UUID] = mapped_column(
        Uuid, ForeignKey("users.id", ondelete="CASCADE"), primary_key=True
    )
    also_called: Mapped[list[str]]
    languages: Mapped[list[str]]
    away_from: Mapped[date | None]
    away_until: Mapped[date | None]


class RotaEntry(RandomId, Base):
    """Who reads first (`reader`), who a day later (`deputy`), and who is accountable (`nominated`).

    Without a service it holds for every service that has nobody of its own in that part.
    """

    __tablename__ = "duties"
    __table_args__ = (UniqueConstraint("service_id", "part", "user_id"),)

    service_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("services.id"), index=True)
    part: Mapped[str] = mapped_column(String(12))
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))


class Marked(Base):
    """A reader saw that a comment is about a colleague; it is kept from that colleague."""

    __tablename__ = "marked_conflicts"

    comment_id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True)
    user_id: Mapped[uuid.UUID] = mapped_column(
        Uuid, ForeignKey("users.id", ondelete="CASCADE"), primary_key=True
    )
    by: Mapped[str] = mapped_column(String(limits.EMAIL))
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True), default=now)


class Decision(RandomId, Base):
    """What a person decided about a comment, and why; only ever added.

    `waits_for_second` stands on a decision that takes a concern lower; it holds when a row of
    another person `confirms` it. The day of receipt is not kept here: this row stays for good.
    `prompts`: what the reader ticked, such as that CQC is to be notified.
    """

    __tablename__ = "decisions"
    __table_args__ = (Index("ix_decisions_comment_id_at", "comment_id", "at"),)

    comment_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True), default=now)
    by: Mapped[str] = mapped_column(String(limits.EMAIL))
    disposition: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(Text)
    categories: Mapped[list[str]]
    wishes: Mapped[str] = mapped_column(Text)
    prompts: Mapped[list[str]]
    waits_for_second: Mapped[bool]
    confirms: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("decisions.id"))


class CaseStep(RandomId, Base):
    """What was done about a complaint or concern, up to its outcome; only ever added."""

    __tablename__ = "case_steps"
    __table_args__ = (Index("ix_case_steps_comment_id_at", "comment_id", "at"),)

    comment_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True), default=now)
    by: Mapped[str] = mapped_column(String(limits.EMAIL))
    kind: Mapped[str] = mapped_column(String(20))
    whom: Mapped[str] = mapped_column(String(limits.LINE))
    reference: Mapped[str] = mapped_column(String(limits.LINE))
    note: Mapped[str] = mapped_column(Text)


class Correction(RandomId, Base):
    """What a person says instead of the machine; the newest of each field counts, all stay.

    `field` is `sentiment`, `themes`, `language` or `names` (to be masked); `value` is a string or a
    list of strings. `is_blind`: said for a reading sample, without having seen what the machine
    reads.
    """

    __tablename__ = "corrections"
    __table_args__ = (Index("ix_corrections_comment_id_at", "comment_id", "at"),)

    comment_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True), default=now, index=True)
    by: Mapped[str] = mapped_column(String(limits.EMAIL))
    field: Mapped[str] = mapped_column(String(12))
    value: Mapped[Any] = mapped_column(JSON)
    is_blind: Mapped[bool] = mapped_column(default=False)


class Quote(RandomId, Base):
    """Words of a comment, without personal details, that a person approved for reports.

    `english` and `translated_by`: what a speaker said it says, where it is in another language.
    It counts until somebody withdraws it, and goes with the comment.
    """

    __tablename__ = "quotes"

    comment_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("comments.id", ondelete="CASCADE"), index=True
    )
    words: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(8))
    english: Mapped[str | None] = mapped_column(Text)
    translated_by: Mapped[str | None] = mapped_column(String(limits.EMAIL))
    approved_by: Mapped[str] = mapped_column(String(limits.EMAIL))
    approved_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), default=now)
    withdrawn_by: Mapped[str | None] = mapped_column(String(limits.EMAIL))
    withdrawn_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class TranslationRequest(RandomId, Base):
    """A named speaker is asked what a comment says; `english` is their answer."""

    __tablename__ = "translation_requests"
    __table_args__ = (UniqueConstraint("comment_id", "asked_of"),)

    comment_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("comments.id", ondelete="CASCADE"), index=True
    )
    asked_of: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    asked_by: Mapped[str] = mapped_column(String(limits.EMAIL))
    asked_on: Mapped[date] = mapped_column(default=today)
    english: Mapped[str | None] = mapped_column(Text)
    answered_by: Mapped[str | None] = mapped_column(String(limits.EMAIL))
    answered_on: Mapped[date | None]


class Breach(Base):
    """A comment that nobody had read in time; it stays in the record when it has been read.

    `day` shows when the comment was received, so it becomes the first of its month when that is
    forgotten.
    """

    __tablename__ = "breaches"

    comment_id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True)
    part: Mapped[str] = mapped_column(String(12), primary_key=True)
    day: Mapped[date] = mapped_column(default=today, index=True)
    service_id: Mapped[uuid.UUID] = mapped_column(Uuid)


class Notice(Base):
    """Somebody is to be notified that a comment waits for them; sent once, without a word of it.

    No time is kept: a notice is made in the minute in which somebody wrote of harm.
    """

    __tablename__ = "notices"

    comment_id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True)
    user_id: Mapped[uuid.UUID] = mapped_column(
        Uuid, ForeignKey("users.id", ondelete="CASCADE"), primary_key=True
    )
    kind: Mapped[str] = mapped_column(String(12), primary_key=True)
    is_sent: Mapped[bool] = mapped_column(default=False, index=True)


class OwnTheme(Base):
    """A theme that an organisation named itself; comments get it from people only."""

    __tablename__ = "own_themes"

    code: Mapped[str] = mapped_column(String(60), primary_key=True)
    name: Mapped[str] = mapped_column(String(80), unique=True)
    made_by: Mapped[str] = mapped_column(String(limits.EMAIL))
    made_on: Mapped[date] = mapped_column(default=today)
