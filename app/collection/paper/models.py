"""Table: paper booklets that staff keyed in, and the second entry of some of them."""

import uuid
from datetime import date
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel import limits
from app.kernel.clock import today
from app.kernel.database import Base, RandomId


class PaperEntry(RandomId, Base):
    """One booklet. Its answers are a response like any other, from the first entry on.

    `second_answers` are there only until the differences are reconciled. `compared` and `alike`
    count questions, both nothing before the second entry.
    """

    __tablename__ = "paper_entries"
    __table_args__ = (UniqueConstraint("link_token", "number"),)

    link_token: Mapped[str] = mapped_column(ForeignKey("links.token"), index=True)
    number: Mapped[str] = mapped_column(String(20))
    locale: Mapped[str] = mapped_column(String(20))
    version: Mapped[int]
    response_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    keyer: Mapped[str] = mapped_column(String(limits.EMAIL))
    keyed_on: Mapped[date] = mapped_column(default=today)
    is_sampled: Mapped[bool] = mapped_column(default=False)
    second_keyer: Mapped[str | None] = mapped_column(String(limits.EMAIL))
    second_answers: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    compared: Mapped[int] = mapped_column(default=0)
    alike: Mapped[int] = mapped_column(default=0)
    is_settled: Mapped[bool] = mapped_column(default=False)
