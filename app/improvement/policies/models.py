"""Tables: policies, the approval of each version, links at which staff are asked, and figures."""

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import DateTime, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel import limits
from app.kernel.clock import now, today
from app.kernel.database import Base, RandomId


class Policy(RandomId, Base):
    """A policy as it stands; `version` is the newest approved one.

    `address` says where its whole text is kept. `practice` says how one knows that it
    happens in practice, and `measures` which figures show it. `withdrawn_on` is None while it
    holds.
    """

    __tablename__ = "policies"

    title: Mapped[str] = mapped_column(String(limits.LINE), unique=True)
    owner: Mapped[str] = mapped_column(String(limits.LINE))
    version: Mapped[str] = mapped_column(String(limits.VERSION))
    approved_on: Mapped[date]
    review_on: Mapped[date] = mapped_column(index=True)
    summary: Mapped[str] = mapped_column(Text)
    address: Mapped[str | None] = mapped_column(String(limits.WEB_ADDRESS))
    practice: Mapped[str | None] = mapped_column(Text)
    measures: Mapped[list[str]]
    themes: Mapped[list[str]]
    withdrawn_on: Mapped[date | None]


class PolicyApproval(Base):
    """That a version of a policy was approved, and by whom."""

    __tablename__ = "policy_approvals"

    policy_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("policies.id"), primary_key=True)
    version: Mapped[str] = mapped_column(String(limits.VERSION), primary_key=True)
    approved_on: Mapped[date] = mapped_column(index=True)
    approved_by: Mapped[str] = mapped_column(String(limits.LINE))
    change: Mapped[str | None] = mapped_column(Text)
    recorded_on: Mapped[date] = mapped_column(default=today)


class PolicyLink(Base):
    """A link at which staff say whether they have read and understood a version."""

    __tablename__ = "policy_links"

    link_token: Mapped[str] = mapped_column(ForeignKey("links.token"), primary_key=True)
    policy_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("policies.id"), index=True)
    version: Mapped[str] = mapped_column(String(limits.VERSION))


class PolicyFigures(Base):
    """What staff said of a version as it was last shown; each question moves by parcels."""

    __tablename__ = "policy_figures"

    policy_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("policies.id"), primary_key=True)
    version: Mapped[str] = mapped_column(String(limits.VERSION), primary_key=True)
    counts: Mapped[dict[str, Any]]
    as_of: Mapped[datetime] = mapped_column(DateTime(timezone=True), default=now)
