"""Tables: a programme's key, its links, its cards and the answers given with them."""

import uuid

from sqlalchemy import ForeignKey, LargeBinary, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database import Base


class LinkingKey(Base):
    """The key of one programme's codes; there is none any more when the programme is closed."""

    __tablename__ = "pairing_keys"

    programme_id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True)
    key: Mapped[bytes] = mapped_column(LargeBinary(32))


class ProgrammeLink(Base):
    """A link at which a programme's people answer, and at which of its time points."""

    __tablename__ = "paired_links"

    link_token: Mapped[str] = mapped_column(ForeignKey("links.token"), primary_key=True)
    programme_id: Mapped[uuid.UUID] = mapped_column(Uuid, index=True)
    moment: Mapped[str] = mapped_column(String(10))


class LinkingCard(Base):
    """The keyed hash of a code that was printed, so that a card of another programme is known."""

    __tablename__ = "pairing_cards"

    programme_id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True)
    code_hash: Mapped[str] = mapped_column(String(64), primary_key=True)


class MatchedAnswer(Base):
    """The keyed hash of the code that an answer has. Answers without a code are not here."""

    __tablename__ = "paired_answers"

    response_id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True)
    programme_id: Mapped[uuid.UUID] = mapped_column(Uuid, index=True)
    moment: Mapped[str] = mapped_column(String(10))
    code_hash: Mapped[str] = mapped_column(String(64))
