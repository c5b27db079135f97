"""Tables: staff who sign in, their sessions, how fast passwords are tried, and what was done."""

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import DateTime, Float, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel import limits
from app.kernel.clock import now, today
from app.kernel.database import Base, RandomId


class User(RandomId, Base):
    """A member of staff; `role` is `admin` or `reader`."""

    __tablename__ = "users"

    email: Mapped[str] = mapped_column(String(limits.EMAIL), unique=True)
    name: Mapped[str] = mapped_column(String(limits.LINE))
    role: Mapped[str] = mapped_column(String(20))
    password_hash: Mapped[str] = mapped_column(String(limits.LINE))
    is_active: Mapped[bool] = mapped_column(default=True)
    created_on: Mapped[date] = mapped_column(default=today)


class StaffSession(RandomId, Base):
    """One sign-in on one device, until it ends; the browser holds what `key` is the hash of."""

    __tablename__ = "staff_sessions"

    key: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), index=True
    )
    device: Mapped[str] = mapped_column(String(80))
    began_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), default=now)
    seen_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), default=now)


class KeptPage(Base):
    """A page that answered a form, sealed for the browser that sent it, for an hour.

    `key` is the hash of the word in its address. It goes with the session that it belongs to; one
    that was shown before somebody signed in belongs to none.
    """

    __tablename__ = "kept_pages"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    session_key: Mapped[str | None] = mapped_column(
        ForeignKey("staff_sessions.key", ondelete="CASCADE"), index=True
    )
    sealed: Mapped[str] = mapped_column(Text)
    kept_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), default=now, index=True)


class GuessLane(Base):
    """How fast passwords are tried in one lane, which is a hash of whose it is.

    `free_at`: seconds since 1970 from which the lane is as if nobody had ever tried.
    """

    __tablename__ = "guess_lanes"

    lane: Mapped[str] = mapped_column(String(64), primary_key=True)
    free_at: Mapped[float] = mapped_column(Float(53))


class AuditEntry(RandomId, Base):
    """What a person did, when. The database itself refuses to change an entry or take it out.

    `number` counts from 1 without a gap; `hash` holds this entry to all before it.
    """

    __tablename__ = "audit_entries"

    number: Mapped[int] = mapped_column(unique=True)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True), default=now, index=True)
    actor: Mapped[str] = mapped_column(String(limits.EMAIL))
    action: Mapped[str] = mapped_column(String(80))
    subject: Mapped[str] = mapped_column(String(limits.LINE))
    detail: Mapped[dict[str, Any]]
    hash: Mapped[str] = mapped_column(String(64))


class AuditChain(Base):
    """One row: how far the audit record goes, the hash of its last entry, and where it begins.

    `anchor` is the number of the last entry that was deleted when its time was over, and
    `anchor_hash` the hash that it had; 0 and the hash of nothing where all are kept.
    """

    __tablename__ = "audit_chain"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int]
    head: Mapped[str] = mapped_column(String(64))
    anchor: Mapped[int] = mapped_column(default=0)
    anchor_hash: Mapped[str] = mapped_column(String(64))
