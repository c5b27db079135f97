"""Tables: closed answers as sums, which responses are in them, and which cuts were released.

All but the last can be made again from the responses.
"""

import uuid

from sqlalchemy import ForeignKey, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database import Base

ALL_SERVICES = uuid.UUID(int=0)
"""Stands for the service of sums that are kept of all services together only."""


class AnswerSeries(Base):
    """Answers that may be added together: one version, one audience, by whom they were given."""

    __tablename__ = "answer_series"
    __table_args__ = (UniqueConstraint("survey_id", "version", "audience", "by_another"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    survey_id: Mapped[str] = mapped_column(String(80))
    version: Mapped[int]
    audience: Mapped[str] = mapped_column(String(20))
    by_another: Mapped[bool]


class AnswerSum(Base):
    """How many people are alike in what figures are cut by; `app.measures.subjects` names them.

    `counted` is how many there are. `taken` of them have been told; `shown` is how many are told in
    this month, which is a later one than theirs where a month alone had too few new people.
    """

    __tablename__ = "answer_sums"

    series_id: Mapped[int] = mapped_column(ForeignKey("answer_series.id"), primary_key=True)
    filed_under: Mapped[str] = mapped_column(String(20), primary_key=True)
    service_id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True)
    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    subject: Mapped[str] = mapped_column(String(260), primary_key=True)
    code: Mapped[str] = mapped_column(String(80), primary_key=True)
    counted: Mapped[int] = mapped_column(default=0)
    taken: Mapped[int] = mapped_column(default=0)
    shown: Mapped[int] = mapped_column(default=0)


class CountedResponse(Base):
    """A response that is in the sums, and the hash of the answers that are."""

    __tablename__ = "counted_responses"

    response_id: Mapped[uuid.UUID] = mapped_column(
        Uuid, ForeignKey("responses.id", ondelete="CASCADE"), primary_key=True
    )
    content_hash: Mapped[str] = mapped_column(String(64))


class ReleasedCut(Base):
    """A cut of one series of which figures were shown. Who was shown first goes before.

    `subject` is what was shown of it, everything where it is empty. `services` is empty for all
    services, `filed_under` for everybody.
    """

    __tablename__ = "released_cuts"
    __table_args__ = (UniqueConstraint("series_id", "subject", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    series_id: Mapped[int] = mapped_column(ForeignKey("answer_series.id"))
    subject: Mapped[str] = mapped_column(String(260))
    key: Mapped[str] = mapped_column(String(64))
    services: Mapped[list[str]]
    filed_under: Mapped[str] = mapped_column(String(20))
    first: Mapped[str] = mapped_column(String(7))
    last: Mapped[str] = mapped_column(String(7))
