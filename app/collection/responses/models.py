"""Tables: responses, the comments in them, and incidents.

No column could say who answered, from where, or when exactly.
"""

import uuid
from datetime import date
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from app.collection.responses.stray import words
from app.kernel.clock import today
from app.kernel.database import Base, RandomId

ALL, PART, WORDS, NOTHING = "all", "part", "words", "nothing"
"""What is still held of a response: all; its answers without words; its words only; nothing."""


class Response(Base):
    """One person's answers, received once.

    The id is minted where the answer is given. SQLite keeps the rows in the order of that random
    id, so that the order on the disk does not show who answered before whom. `stray` is what was
    written and cannot be counted; where nothing else is there, the response is not counted either.
    Where the time of something in it is over, `held` says what is left: it stays in the sums as it
    was counted, and is never counted again.
    """

    __tablename__ = "responses"
    __table_args__ = (
        Index("ix_responses_survey_id_version", "survey_id", "version"),
        {"sqlite_with_rowid": False},
    )

    id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True)
    link_token: Mapped[str] = mapped_column(ForeignKey("links.token"), index=True)
    survey_id: Mapped[str] = mapped_column(String(80))
    version: Mapped[int]
    content_hash: Mapped[str] = mapped_column(String(64))
    locale: Mapped[str] = mapped_column(String(20))
    language_switches: Mapped[int] = mapped_column(default=0)
    week: Mapped[str] = mapped_column(String(8))
    answers: Mapped[dict[str, Any]]
    notes: Mapped[list[str]]
    stray: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    is_counted: Mapped[bool] = mapped_column(default=True)
    held: Mapped[str] = mapped_column(String(8), default=ALL, server_default=ALL)

    def words(self, question_id: str) -> str:
        """The words of the comment on a question, or of all that is not counted."""
        return words(self.answers, self.stray, question_id)


class Comment(RandomId, Base):
    """One text that a person wrote, which somebody is to read; the words stay in the response.

    All that a response has and that is not counted is one more, with NOT_COUNTED for a question.

    `received_on` is the day from which the reading clock runs; it goes when the comment was read
    and nothing is left to do, so that the day does not stay beside the answers for longer.
    `signal`: 0 none was noticed, 1 raised, 2 high; it decides the place in the queue and no more.
    """

    __tablename__ = "comments"
    __table_args__ = (
        UniqueConstraint("response_id", "question_id"),
        Index("ix_comments_is_read_signal_received_on", "is_read", "signal", "received_on"),
        {"sqlite_with_rowid": False},
    )

    response_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("responses.id"))
    question_id: Mapped[str] = mapped_column(String(80))
    received_on: Mapped[date | None] = mapped_column(default=today)
    is_read: Mapped[bool] = mapped_column(default=False)
    signal: Mapped[int] = mapped_column(default=0)


class Incident(Base):
    """How often something was refused at a link in a day, of which staff would want to know."""

    __tablename__ = "incidents"

    link_token: Mapped[str] = mapped_column(ForeignKey("links.token"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    times: Mapped[int] = mapped_column(default=0)
