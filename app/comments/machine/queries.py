"""Which comments a version of the machine has still to read, and what it read."""

import uuid
from collections.abc import Collection
from datetime import UTC, datetime
from typing import NamedTuple

from sqlalchemy import func, select

from app.collection.responses.models import Comment, Response
from app.comments.machine.models import LookedThrough, ModelVersion, OwnHeadVersion, Reading
from app.extensions import db


class Waiting(NamedTuple):
    """A comment that is to be read, or to be read again, with the answers that it belongs to."""

    comment_id: uuid.UUID
    question_id: str
    response: Response


class ReadingProgress(NamedTuple):
    """How far a version has come."""

    version: str
    read: int
    comments: int

    @property
    def left(self) -> int:
        """How many comments it has still to read."""
        return self.comments - self.read


def waiting(version: str, *, after: uuid.UUID | None, at_most: int) -> list[Waiting]:
    """Comments that this version has not read, in the order of their random ids.

    Args:
        after: go on behind this comment.
        at_most: how many.
    """
    is_read = select(Reading.comment_id).where(
        Reading.comment_id == Comment.id, Reading.model == version
    )
    statement = (
        select(Comment.id, Comment.question_id, Response)
        .join(Response, Response.id == Comment.response_id)
        .where(~is_read.exists())
        .order_by(Comment.id)
        .limit(at_most)
    )
    if after is not None:
        statement = statement.where(Comment.id > after)
    return [Waiting(*row) for row in db.session.execute(statement)]


def read_by(version: str, comment_ids: Collection[uuid.UUID]) -> list[tuple[Waiting, bytes]]:
    """Those of these comments that a version has read, and the embedding that it kept of each."""
    statement = (
        select(Comment.id, Comment.question_id, Response, Reading.embedding)
        .join(Response, Response.id == Comment.response_id)
        .join(Reading, Reading.comment_id == Comment.id)
        .where(
            Reading.model == version,
            Reading.embedding.is_not(None),
            Comment.id.in_(comment_ids),
        )
        .order_by(Comment.id)
    )
    return [
        (Waiting(comment_id, question_id, response), embedding or b"")
        for comment_id, question_id, response, embedding in db.session.execute(statement)
    ]


def progress(version: str) -> ReadingProgress:
    """How many of all comments this version has read."""
    comments = db.session.execute(select(func.count()).select_from(Comment)).scalar_one()
    read = db.session.execute(
        select(func.count()).select_from(Reading).where(Reading.model == version)
    ).scalar_one()
    return ReadingProgress(version, read, comments)


def looked_through_at() -> datetime | None:
    """When the machine last read everything that waited for it; None before it ever did."""
    found = db.session.execute(select(LookedThrough.at)).scalar_one_or_none()
    return found.replace(tzinfo=found.tzinfo or UTC) if found else None


def unread_by_anybody() -> int:
    """How many comments neither a person nor the live version of the machine has read."""
    is_read = (
        select(Reading.comment_id)
        .join(ModelVersion, ModelVersion.version == Reading.model)
        .where(Reading.comment_id == Comment.id, ModelVersion.is_live)
    )
    found = select(func.count()).select_from(Comment).where(~Comment.is_read, ~is_read.exists())
    return db.session.execute(found).scalar_one()


def live_version() -> str | None:
    """The version that figures are made from, or None before anything was read."""
    return db.session.execute(
        select(ModelVersion.version).where(ModelVersion.is_live)
    ).scalar_one_or_none()


def newest_own_head(base: str) -> OwnHeadVersion | None:
    """The newest head that was trained on corrections of this shipped version, or None."""
    found = (
        select(OwnHeadVersion)
        .where(OwnHeadVersion.base == base)
        .order_by(OwnHeadVersion.corrections.desc())
        .limit(1)
    )
    return db.session.execute(found).scalar_one_or_none()


def known_versions() -> list[ModelVersion]:
    """Every version that has read comments here, the newest first."""
    found = select(ModelVersion).order_by(ModelVersion.added_on.desc(), ModelVersion.version)
    return list(db.session.execute(found).scalars())


def sentiments_of_versions(old: str, new: str) -> dict[tuple[str, str], int]:
    """How many comments each pair of sentiments (by the old version, by the new) has."""
    before, after = Reading.__table__.alias("before"), Reading.__table__.alias("after")
    rows = db.session.execute(
        select(before.c.sentiment, after.c.sentiment, func.count())
        .join(after, after.c.comment_id == before.c.comment_id)
        .where(before.c.model == old, after.c.model == new)
        .group_by(before.c.sentiment, after.c.sentiment)
    )
    return {(one, other): number for one, other, number in rows}
