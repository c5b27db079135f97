"""Tables: partners, agreements, what they gave, and their public pages."""

import uuid
from datetime import date

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, synonym

from app.improvement.publication.models import PublicAddress, Publishable
from app.kernel import limits
from app.kernel.database import Base, RandomId


class Partner(RandomId, Base):
    """A group or organisation that works with us. Events and links that carry its name are its own.

    `contact` is for staff only. `languages` are codes. `ended_on` is None while it goes on.
    """

    __tablename__ = "partners"

    name: Mapped[str] = mapped_column(String(limits.LINE), unique=True)
    kind: Mapped[str] = mapped_column(String(20))
    knows: Mapped[str | None] = mapped_column(Text)
    offers: Mapped[str | None] = mapped_column(Text)
    languages: Mapped[list[str]]
    contact: Mapped[str | None] = mapped_column(Text)
    started_on: Mapped[date]
    ended_on: Mapped[date | None]


class PartnerAgreement(RandomId, Base):
    """What was agreed with a partner. `ends_on` is None where no end was agreed."""

    __tablename__ = "partner_agreements"

    partner_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("partners.id"), index=True)
    agreed: Mapped[str] = mapped_column(Text)
    owner: Mapped[str] = mapped_column(String(limits.LINE))
    starts_on: Mapped[date] = mapped_column(index=True)
    ends_on: Mapped[date | None]
    review_on: Mapped[date] = mapped_column(index=True)
    themes: Mapped[list[str]]


class Contribution(Publishable, Base):
    """Something that a partner gave on a day, and what changed locally.

    `programme` is the title of a training. `action_id` is what we did about it.
    """

    __tablename__ = "partner_contributions"

    partner_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("partners.id"), index=True)
    day: Mapped[date] = mapped_column(index=True)
    kind: Mapped[str] = mapped_column(String(20))
    gave: Mapped[str] = mapped_column(Text)
    changed: Mapped[str | None] = mapped_column(Text)
    event_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("events.id", ondelete="SET NULL"))
    programme: Mapped[str | None] = mapped_column(String(limits.LINE))
    action_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("actions.id"))
    themes: Mapped[list[str]]


class PartnerPage(PublicAddress, Base):
    """The address at which everybody may read what a partner contributed and what changed."""

    __tablename__ = "partner_pages"

    partner_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("partners.id"), unique=True)
    owner_id: Mapped[uuid.UUID] = synonym("partner_id")
