"""Tables: audit rounds, the samples drawn for them, resolved double answers, and findings."""

import uuid
from datetime import date

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel import limits
from app.kernel.clock import today
from app.kernel.database import Base, RandomId


class AuditRound(RandomId, Base):
    """One audit with a tool at a service, from `opens_on` to `closes_on`, both included.

    `population` is how many records there are, `sample_size` how many are to be audited,
    `double_share` per cent of those audited by a second auditor too. `follows_id` is the round that
    this one is to be compared with.
    """

    __tablename__ = "audit_rounds"
    __table_args__ = (UniqueConstraint("service_id", "name"),)

    service_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("services.id"))
    survey_id: Mapped[str] = mapped_column(String(80))
    link_token: Mapped[str] = mapped_column(ForeignKey("links.token"), unique=True)
    follows_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("audit_rounds.id"))
    name: Mapped[str] = mapped_column(String(limits.LINE))
    opens_on: Mapped[date]
    closes_on: Mapped[date] = mapped_column(index=True)
    population: Mapped[int]
    sample_size: Mapped[int]
    double_share: Mapped[int] = mapped_column(default=0)
    auditor: Mapped[str] = mapped_column(String(limits.LINE))
    second_auditor: Mapped[str | None] = mapped_column(String(limits.LINE))
    created_on: Mapped[date] = mapped_column(default=today)


class AuditDraw(RandomId, Base):
    """A sample as it was drawn, kept for good; the one with the highest `place` holds.

    `seed` and the three numbers give the sample again. `reason` says why an earlier draw was
    given up; the first has none.
    """

    __tablename__ = "audit_draws"
    __table_args__ = (UniqueConstraint("round_id", "place"),)

    round_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("audit_rounds.id"))
    place: Mapped[int]
    seed: Mapped[str] = mapped_column(String(64))
    population: Mapped[int]
    sample_size: Mapped[int]
    double_share: Mapped[int]
    numbers: Mapped[list[int]] = mapped_column(JSON)
    doubles: Mapped[list[int]] = mapped_column(JSON)
    reason: Mapped[str | None] = mapped_column(Text)
    drawn_by: Mapped[str] = mapped_column(String(limits.LINE))
    drawn_on: Mapped[date] = mapped_column(default=today)


class AuditSettlement(Base):
    """Which answer counts, where one auditor answered for one record more than once."""

    __tablename__ = "audit_settlements"

    round_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("audit_rounds.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    role: Mapped[str] = mapped_column("seat", String(10), primary_key=True)
    response_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    reason: Mapped[str] = mapped_column(Text)
    settled_by: Mapped[str] = mapped_column(String(limits.LINE))
    settled_on: Mapped[date] = mapped_column(default=today)


class AuditFinding(RandomId, Base):
    """What a person makes of the results of a round.

    `criterion` is a question of the tool, or None where the finding is about the round as a whole.
    Actions made from it name it as their source.
    """

    __tablename__ = "audit_findings"

    round_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("audit_rounds.id"), index=True)
    criterion: Mapped[str | None] = mapped_column(String(80))
    found: Mapped[str] = mapped_column(Text)
    seriousness: Mapped[str] = mapped_column(String(20))
    written_by: Mapped[str] = mapped_column(String(limits.LINE))
    written_on: Mapped[date] = mapped_column(default=today)
