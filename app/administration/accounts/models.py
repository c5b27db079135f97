"""Tables: staff who sign in, their sessions, how fast passwords are tried, and what was done."""

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import DateTime, Float, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.administration.accounts.roles import in_order, permissions_of
from app.kernel import limits
from app.kernel.clock import now, today
from app.kernel.database import Base, RandomId
from app.kernel.permissions import Permission


class User(RandomId, Base):
    """A member of staff, with the roles that were granted to them."""

    __tablename__ = "users"

    email: Mapped[str] = mapped_column(String(limits.EMAIL), unique=True)
    name: Mapped[str] = mapped_column(String(limits.LINE))
    password_hash: Mapped[str] = mapped_column(String(limits.LINE))
    is_active: Mapped[bool] = mapped_column(default=True)
    created_on: Mapped[date] = mapped_column(default=today)
    # Whoever is shown or asked for is asked what they may do, so it comes with them.
    grants: Mapped[list["Grant"]] = relationship(cascade="all, delete-orphan", lazy="selectin")

    @property
    def roles(self) -> tuple[str, ...]:
        """Their roles, the one that may do most first."""
        return in_order(grant.role for grant in self.grants)

    @property
    def permissions(self) -> frozenset[Permission]:
        """What they may do."""
        return permissions_of(self.roles)


class Grant(RandomId, Base):
    """A role that somebody has: a word of `app.administration.accounts.roles`."""

    __tablename__ = "grants"
    __table_args__ = (UniqueConstraint("user_id", "role"),)

    user_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), index=True
    )
    role: Mapped[str] = mapped_column(String(40))


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
