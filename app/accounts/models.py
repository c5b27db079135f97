"""Tables: staff who sign in, and the record of what they did."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import DateTime, String
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.clock import now, today
from app.kernel.database import Base, RandomId


class User(RandomId, Base):
    """A member of staff; `role` is `admin` or `reader`."""

    __tablename__ = "users"

    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(String(20))
    password_hash: Mapped[str] = mapped_column(String(200))
    is_active: Mapped[bool] = mapped_column(default=True)
    created_on: Mapped[date] = mapped_column(default=today)


class AuditEntry(RandomId, Base):
    """What a person did, when; entries are only ever added."""

    __tablename__ = "audit_entries"

    at: Mapped[datetime] = mapped_column(DateTime(timezone=True), default=now, index=True)
    actor: Mapped[str] = mapped_column(String(254))
    action: Mapped[str] = mapped_column(String(80))
    subject: Mapped[str] = mapped_column(String(200))
    detail: Mapped[dict[str, Any]]
