"""Tables: the words of what is published; and what the tables of things and of pages share."""

import uuid
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import DateTime, String
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel import limits
from app.kernel.clock import today
from app.kernel.database import Base, RandomId


class Publishable(RandomId):
    """What a thing keeps that can be published: since when it is, and by whom; else None."""

    published_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    published_by: Mapped[str | None] = mapped_column(String(limits.EMAIL))


class PublicAddress:
    """The address of a page that everybody may read. `owner_id` is whose page it is."""

    if TYPE_CHECKING:
        owner_id: Mapped[uuid.UUID]

    token: Mapped[str] = mapped_column(String(40), primary_key=True)
    made_on: Mapped[date] = mapped_column(default=today)


class Wording(Base):
    """What is published about something, in one language, and who signed it off.

    `subject_id` is the id of the thing. `source` is the hash of the English that a translation was
    made from.
    """

    __tablename__ = "wordings"

    subject_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    language: Mapped[str] = mapped_column(String(20), primary_key=True)
    texts: Mapped[dict[str, Any]]
    source: Mapped[str] = mapped_column(String(64))
    written_by: Mapped[str] = mapped_column(String(limits.EMAIL))
    written_on: Mapped[date] = mapped_column(default=today)
    signed_by: Mapped[str | None] = mapped_column(String(limits.LINE))
    signed_on: Mapped[date | None]
