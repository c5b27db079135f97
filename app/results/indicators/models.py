"""Tables: closed answers as sums, and which responses are in them.

What is counted can be made again from the responses. What was shown cannot, and stays.
"""

import uuid

from sqlalchemy import ForeignKey, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database import Base

ALL_SERVICES = uuid.UUID(int=0)
"""Stands for the service of sums that are kept of all services together only."""

SEVERAL_SERVICES = uuid.UUID(int=1)
"""Stands for the service of people who are only released with those of other services."""


class AnswerSeries(Base):
    """Answers that may be added together: one version, one audience, by whom they were given."""

    __tablename__ = "answer_series"
    __table_args__ = (UniqueConstraint("survey_id", "version", "audience", "by_another"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    survey_id: Mapped[str] = mapped_column(String(80))
    version: Mapped[int]
    audience: Mapped[str] = mapped_column(String(20))
    by_proxy: Mapped[bool] = mapped_column("by_another")


class AnswerSum(Base):
    """How many people are alike in what figures are cut by.

    `app.results.indicators.subjects` names what that is.

    `counted` is how many there are. `taken` of them have been released; `shown` is how many are
    released in this month, which is a later one than theirs where a month alone had too few people.
    """

    __tablename__ = "answer_sums"

    series_id: Mapped[int] = mapped_column(ForeignKey("answer_series.id"), primary_key=True)
    reporting_group: Mapped[str] = mapped_column("filed_under", String(20), primary_key=True)
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
