"""Table: frameworks, theme maps and crosswalks that were imported or edited, each as a document."""

from datetime import datetime
from typing import Any

from sqlalchemy import DateTime, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel import limits
from app.kernel.clock import now
from app.kernel.database import Base


class FrameworkDocument(Base):
    """One document as somebody saved it; the newest of a kind and name counts, all stay.

    `kind` is `framework`, `themes` or `crosswalk`; `app.evidence.frameworks.library` says what
    `name` is.
    """

    __tablename__ = "framework_documents"
    __table_args__ = (Index("ix_framework_documents_kind_name", "kind", "name"),)

    number: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(12))
    name: Mapped[str] = mapped_column(String(170))
    document: Mapped[dict[str, Any]]
    by: Mapped[str] = mapped_column(String(limits.EMAIL))
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True), default=now)
