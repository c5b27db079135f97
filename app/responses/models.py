"""Tables: responses and incidents.

No column could say who answered, from where, or when exactly.
"""

import uuid
from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database import Base


class Response(Base):
    """One person's answers, received once.

    The id is minted where the answer is given. SQLite keeps the rows in the order of that random
    id, so that the order on the disk does not tell who came before whom.
    """

    __tablename__ = "responses"
    __table_args__ = (
        Index("ix_responses_survey_id_version", "survey_id", "version"),
        {"sqlite_with_rowid": False},
    )

    id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True)
    link_token: Mapped[str] = mapped_column(ForeignKey("links.token"), index=True)
    survey_id: Mapped[str] = mapped_column(String(80))
    version: Mapped[int]
    content_hash: Mapped[str] = mapped_column(String(64))
    locale: Mapped[str] = mapped_column(String(20))
    language_switches: Mapped[int] = mapped_column(default=0)
    week: Mapped[str] = mapped_column(String(8))
    answers: Mapped[dict[str, Any]]
    notes: Mapped[list[str]]


class Incident(Base):
    """How often something was refused at a link in a day, of which staff would want to know."""

    __tablename__ = "incidents"

    link_token: Mapped[str] = mapped_column(ForeignKey("links.token"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    times: Mapped[int] = mapped_column(default=0)
