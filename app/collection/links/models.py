"""Tables: links, each the address of one survey at one service for one audience, and cards."""

import uuid
from datetime import date

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel import limits
from app.kernel.clock import today
from app.kernel.database import Base


class Link(Base):
    """Where a survey can be answered, and what an answer given there is about.

    `about` names what the survey's words leave open: a training programme, or a policy.
    """

    __tablename__ = "links"

    token: Mapped[str] = mapped_column(String(16), primary_key=True)
    survey_id: Mapped[str] = mapped_column(String(80), index=True)
    service_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("services.id"), index=True)
    audience: Mapped[str] = mapped_column(String(20))
    event: Mapped[str | None] = mapped_column(String(limits.LINE))
    partner: Mapped[str | None] = mapped_column(String(limits.LINE))
    about: Mapped[str | None] = mapped_column(String(limits.LINE))
    language: Mapped[str | None] = mapped_column(String(20))
    opens_on: Mapped[date | None]
    closes_on: Mapped[date | None]
    is_paused: Mapped[bool] = mapped_column(default=False)
    is_kiosk: Mapped[bool] = mapped_column(default=False)
    uses_cards: Mapped[bool] = mapped_column(default=False)
    pin: Mapped[str | None] = mapped_column(String(8))
    created_on: Mapped[date] = mapped_column(default=today)


class Card(Base):
    """A single-use code on paper: one answer for each card, whoever's tablet it is given on.

    `used_for` is a hash of the submission's id, so that the same submission sent again counts as
    the same use, and nobody can follow a card to the answers given with it.
    """

    __tablename__ = "cards"

    code: Mapped[str] = mapped_column(String(8), primary_key=True)
    link_token: Mapped[str] = mapped_column(ForeignKey("links.token"), index=True)
    made_on: Mapped[date] = mapped_column(default=today)
    used_for: Mapped[str | None] = mapped_column(String(64))
