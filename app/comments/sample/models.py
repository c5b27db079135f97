"""Tables: reading samples, how they were drawn, and the people whose comments are in them."""

import uuid
from datetime import datetime

from sqlalchemy import DateTime, ForeignKey, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel import limits
from app.kernel.clock import now
from app.kernel.database import Base, RandomId


class ReadingSample(RandomId, Base):
    """A draw: when, by whom, and the seed that gives it again."""

    __tablename__ = "reading_samples"

    drawn_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), default=now)
    drawn_by: Mapped[str] = mapped_column(String(limits.EMAIL))
    seed: Mapped[str] = mapped_column(String(32))


class SampleStratum(Base):
    """One language of a draw: `drawn` of the `people` who could be drawn, each alike likely.

    `earlier`: how many people who wrote in it were drawn before and could not be drawn again.
    """

    __tablename__ = "sample_strata"

    sample_id: Mapped[uuid.UUID] = mapped_column(
        Uuid, ForeignKey("reading_samples.id"), primary_key=True
    )
    language: Mapped[str] = mapped_column(String(8), primary_key=True)
    people: Mapped[int]
    drawn: Mapped[int]
    earlier: Mapped[int]


class SampledPerson(Base):
    """All that one person wrote in one response is in a sample, which happens once.

    `place` is where the draw put them; they are read in that order, so that those who were read are
    a random sample as well whenever the reading stops. `read_at` is set when all was read.
    """

    __tablename__ = "sampled_people"

    response_id: Mapped[uuid.UUID] = mapped_column(
        Uuid, ForeignKey("responses.id", ondelete="CASCADE"), primary_key=True
    )
    sample_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("reading_samples.id"), index=True)
    language: Mapped[str] = mapped_column(String(8))
    place: Mapped[int]
    read_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
