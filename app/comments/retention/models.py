"""Tables: on which days what was due was deleted, and how much; and what is being deleted."""

import uuid
from datetime import date
from typing import Any

from sqlalchemy import Uuid
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.clock import today
from app.kernel.database import Base


class RetentionRun(Base):
    """One day on which everything was looked through. `deleted`: numbers by kind."""

    __tablename__ = "retention_runs"

    day: Mapped[date] = mapped_column(primary_key=True, default=today)
    deleted: Mapped[dict[str, Any]]


class CommentDue(Base):
    """A comment whose time is over, for the length of the transaction that deletes it.

    Of these alone does the database let go what was decided, done and corrected.
    """

    __tablename__ = "comments_due"

    comment_id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True)
