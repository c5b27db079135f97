"""Table: links, each the address of one survey at one service for one audience."""

import uuid
from datetime import date

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.clock import today
from app.kernel.database import Base


class Link(Base):
    """Where a survey can be answered, and what an answer given there is about."""

    __tablename__ = "links"

    token: Mapped[str] = mapped_column(String(16), primary_key=True)
    survey_id: Mapped[str] = mapped_column(String(80), index=True)
    service_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("services.id"), index=True)
    audience: Mapped[str] = mapped_column(String(20))
    event: Mapped[str | None] = mapped_column(String(200))
    partner: Mapped[str | None] = mapped_column(String(200))
    language: Mapped[str | None] = mapped_column(String(20))
    opens_on: Mapped[date | None]
    closes_on: Mapped[date | None]
    is_paused: Mapped[bool] = mapped_column(default=False)
    is_kiosk: Mapped[bool] = mapped_column(default=False)
    created_on: Mapped[date] = mapped_column(default=today)
