"""Receiving: an answer is stored once, whole, and with nothing that says who gave it."""

import hashlib
import uuid
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cache
from typing import Any, Final

import orjson
from sqlalchemy import Connection, Executable, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from app.collection.responses.models import Comment, Response
from app.collection.responses.stray import NOT_COUNTED, Stray, stray_document
from app.extensions import db
from app.kernel.clock import iso_week, today
from app.kernel.errors import Conflict, NotFound

Answers = Mapping[str, Any]
NOTHING: Final[Mapping[str, Stray]] = {}


class Received(StrEnum):
    """What became of an answer; the words are part of the contract."""

    STORED = "stored"
    ALREADY_STORED = "already stored"


class ContentDiffers(Conflict):
    """The id was received before with other content."""


def content_hash(
    *,
    link_token: str,
    survey_id: str,
    version: int,
    answers: Answers,
    stray: Mapping[str, Any] | None = None,
) -> str:
    """SHA-256 (hex) of what was said where: the same answer always has the same hash."""
    content = [link_token, survey_id, version, dict(answers), *([dict(stray)] if stray else [])]
    return hashlib.sha256(orjson.dumps(content, option=orjson.OPT_SORT_KEYS)).hexdigest()


def receive(
    *,
    submission_id: uuid.UUID,
    link_token: str,
    survey_id: str,
    version: int,
    locale: str,
    language_switches: int,
    answers: Answers,
    notes: Sequence[str] = (),
    comments: Sequence[str] = (),
    stray: Mapping[str, Stray] = NOTHING,
) -> Received:
    """Store one answer under the id that was minted where it was given.

    Its comments (the ids of the questions that were answered in the person's own words), and what
    is stray, are laid before the readers in the same transaction, so that none is never read. The
    database's primary key decides, so two posts of one id at one moment still store one answer.

    Raises:
        ContentDiffers: when the id is stored already with other content.
    """
    document = stray_document(stray)
    digest = content_hash(
        link_token=link_token, survey_id=survey_id, version=version, answers=answers, stray=document
    )
    row = {
        "id": submission_id,
        "link_token": link_token,
        "survey_id": survey_id,
        "version": version,
        "content_hash": digest,
        "locale": locale,
        "language_switches": language_switches,
        "week": iso_week(today()),
        "answers": dict(answers),
        "notes": list(notes),
        "stray": document,
        "is_counted": bool(answers),
    }
    read = (*comments, NOT_COUNTED) if stray else comments
    # A transaction of its own: stored when it ends, before anything is acknowledged.
    with db.engine.begin() as connection:
        if connection.execute(_insert_statement(db.engine.dialect.name), row).scalar() is not None:
            _lay_before_readers(connection, submission_id, read)
            return Received.STORED
        if _stored_hash(connection, submission_id) == digest:
            return Received.ALREADY_STORED
    raise ContentDiffers("An answer with this number is stored already, and it says other things.")


@cache
def _insert_statement(dialect: str) -> Executable:
    """Insert unless the id is there, and say so; built once for each kind of database."""
    insert_new = sqlite.insert if dialect == "sqlite" else postgresql.insert
    return insert_new(Response).on_conflict_do_nothing().returning(Response.id)


def _lay_before_readers(
    connection: Connection, response_id: uuid.UUID, questions: Sequence[str]
) -> None:
    if questions:
        rows = [{"response_id": response_id, "question_id": question} for question in questions]
        connection.execute(insert(Comment), rows)


def _stored_hash(connection: Connection, submission_id: uuid.UUID) -> str | None:
    return connection.execute(
        select(Response.content_hash).where(Response.id == submission_id)
    ).scalar()


def correct(*, submission_id: uuid.UUID, answers: Answers) -> None:
    """Put other answers in the place of those stored, after somebody looked at the paper again.

    Raises:
        NotFound: when no such answer is stored.
    """
    response = db.session.get(Response, submission_id)
    if response is None:
        raise NotFound("There is no such answer.")
    response.answers = dict(answers)
    response.content_hash = content_hash(
        link_token=response.link_token,
        survey_id=response.survey_id,
        version=response.version,
        answers=answers,
        stray=response.stray,
    )
