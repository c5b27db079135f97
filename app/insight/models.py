"""Tables: each person's view on each theme, their sums, and what was shown of them.

All of it can be made again from the responses, what was read in them, and what people corrected.
"""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import DateTime, ForeignKey, Index, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.clock import now
from app.kernel.database import Base

EVERYTHING = ""
"""The theme that stands for all a person wrote."""


NOTE = "~"
"""Begins the name of a note on how somebody answered, which is summed as a theme is."""


class View(Base):
    """What one person said of one theme; all their comments together are one view.

    A note on how they answered is kept as a theme, such as `~quick`.

    `month` is that of the Thursday of the response's week, for example `2026-11`. `helper`:
    `alone`, `helped`, `staff` (one of our own staff helped), `another` (somebody else answered)
    or `unknown`. `sentiment` as in a reading; `not_assessed` where none was sure.
    """

    __tablename__ = "views"
    __table_args__ = (
        Index("ix_views_service_id_month", "service_id", "month"),
        Index("ix_views_theme_sentiment", "theme", "sentiment"),
        Index("ix_views_theme_month", "theme", "month"),
    )

    response_id: Mapped[uuid.UUID] = mapped_column(
        Uuid, ForeignKey("responses.id", ondelete="CASCADE"), primary_key=True
    )
    theme: Mapped[str] = mapped_column(String(60), primary_key=True)
    sentiment: Mapped[str] = mapped_column(String(12))
    service_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    audience: Mapped[str] = mapped_column(String(20))
    month: Mapped[str] = mapped_column(String(7))
    language: Mapped[str] = mapped_column(String(8))
    helper: Mapped[str] = mapped_column(String(10))


class ViewCell(Base):
    """How many people are alike in all that figures are cut by."""

    __tablename__ = "view_cells"

    service_id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True)
    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    audience: Mapped[str] = mapped_column(String(20), primary_key=True)
    language: Mapped[str] = mapped_column(String(8), primary_key=True)
    helper: Mapped[str] = mapped_column(String(10), primary_key=True)
    theme: Mapped[str] = mapped_column(String(60), primary_key=True)
    sentiment: Mapped[str] = mapped_column(String(12), primary_key=True)
    people: Mapped[int]


class ReleasedFigures(Base):
    """The figures of one cut as they were last shown; they stay until five more have answered."""

    __tablename__ = "released_figures"

    cut: Mapped[str] = mapped_column(String(200), primary_key=True)
    base: Mapped[int]
    as_of: Mapped[datetime] = mapped_column(DateTime(timezone=True), default=now)
    counts: Mapped[dict[str, Any]]


class Counted(Base):
    """How far the views have come: the model they are of, and the last correction in them."""

    __tablename__ = "counted"

    id: Mapped[int] = mapped_column(primary_key=True)
    model: Mapped[str | None] = mapped_column(String(40))
    corrected_until: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
