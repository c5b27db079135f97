"""Table: published versions of surveys, never changed once written."""

from datetime import date
from typing import Any

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.clock import today
from app.kernel.database import Base, RandomId


class SurveyVersion(RandomId, Base):
    """One published version: the whole definition, frozen by its content hash.

    `content_hash` leaves out who signed translations off, which may still be added after
    publishing; `document_hash` covers it all and changes with each signature.
    """

    __tablename__ = "survey_versions"
    __table_args__ = (UniqueConstraint("survey_id", "version"),)

    survey_id: Mapped[str] = mapped_column(String(80))
    version: Mapped[int]
    content_hash: Mapped[str] = mapped_column(String(64))
    document_hash: Mapped[str] = mapped_column(String(64))
    document: Mapped[dict[str, Any]]
    published_on: Mapped[date] = mapped_column(default=today)
