"""Tables: what a machine read in comments, and which of its versions counts."""

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, ForeignKey, LargeBinary, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel import limits
from app.kernel.clock import now, today
from app.kernel.database import Base


class Reading(Base):
    """What one version of the machine read in one comment; a suggestion, never the last word.

    `sentiment` is `negative`, `neutral`, `positive` or `not_assessed`; `is_sure`: its confidence
    reaches what was measured to be right often enough in this language. `themes` is a list of
    `{"code", "probability", "is_assigned", "sentiment"}`; `signals` are categories of harm.
    `embedding` holds 768 half-precision numbers (fewer from older versions), which say about as
    much as the words do.
    """

    __tablename__ = "readings"

    comment_id: Mapped[uuid.UUID] = mapped_column(
        Uuid, ForeignKey("comments.id", ondelete="CASCADE"), primary_key=True
    )
    model: Mapped[str] = mapped_column(String(40), primary_key=True, index=True)
    language: Mapped[str] = mapped_column(String(8))
    sentiment: Mapped[str] = mapped_column(String(12))
    confidence: Mapped[float]
    is_sure: Mapped[bool]
    themes: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    signals: Mapped[list[str]]
    signal: Mapped[int]
    embedding: Mapped[bytes | None] = mapped_column(LargeBinary)


class LookedThrough(Base):
    """When the machine last read all comments that waited for it; one row."""

    __tablename__ = "looked_through"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True), default=now)


class ModelVersion(Base):
    """A version of the machine that has read comments here; the live one is used in figures."""

    __tablename__ = "model_versions"

    version: Mapped[str] = mapped_column(String(limits.VERSION), primary_key=True)
    added_on: Mapped[date] = mapped_column(default=today)
    is_live: Mapped[bool] = mapped_column(default=False)
    switched_by: Mapped[str | None] = mapped_column(String(limits.EMAIL))


class OwnHeadVersion(Base):
    """A head that was trained on corrections, kept since a frozen fold was read better by it.

    `base` is the shipped version that it stands on; the two figures are macro-F1 on the fold.
    """

    __tablename__ = "own_heads"

    version: Mapped[str] = mapped_column(String(limits.VERSION), primary_key=True)
    base: Mapped[str] = mapped_column(String(40))
    made_on: Mapped[date] = mapped_column(default=today)
    corrections: Mapped[int]
    measured_on: Mapped[int]
    before: Mapped[float]
    after: Mapped[float]
    head: Mapped[bytes] = mapped_column(LargeBinary)
