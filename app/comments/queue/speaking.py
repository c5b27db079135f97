"""Asking a named speaker what a comment says, and keeping their answer."""

import uuid
from typing import Final

from sqlalchemy import select

from app.administration.accounts.operations import record
from app.administration.accounts.queries import get_user
from app.comments.queue.access import comment_for
from app.comments.queue.comments import CommentEntry
from app.comments.queue.models import Marked, Notice, TranslationRequest
from app.comments.queue.naming import mentions
from app.comments.queue.queries import hidden_from
from app.comments.queue.rota import Person, rota
from app.extensions import db
from app.kernel.clock import today
from app.kernel.errors import Refused

TEXT_LIMIT: Final = 20_000


def ask_speaker(*, comment_id: uuid.UUID, speaker: uuid.UUID, reader: uuid.UUID) -> None:
    """Ask a colleague what a comment says; asking twice changes nothing. The clock goes on.

    Raises:
        NotFound: when there is no such comment or colleague.
        Refused: when the comment may be about that colleague.
    """
    comment_for(comment_id, reader)
    colleague = get_user(speaker)
    if hidden_from(speaker, [comment_id]):
        raise Refused("This comment may be about that colleague. Ask another speaker.")
    if _request(comment_id, speaker) is not None:
        return
    by = get_user(reader).email
    db.session.add(TranslationRequest(comment_id=comment_id, asked_of=speaker, asked_by=by))
    db.session.merge(Notice(comment_id=comment_id, user_id=speaker, kind="speaker"))
    detail = {"speaker": colleague.email}
    record(actor=by, action="speaker-ask", subject=str(comment_id), detail=detail)


def translate(*, comment_id: uuid.UUID, english: str, reader: uuid.UUID) -> None:
    """Say in English what a comment says; whoever reads the language may.

    Raises:
        NotFound: when there is no such comment, or it may be about this reader.
        Refused: without words, or by somebody who does not read the language.
    """
    entry = comment_for(comment_id, reader)
    person = rota().people.get(reader)
    request = _request(comment_id, reader)
    if request is None and not (person and person.reads(entry.language)):
        raise Refused("Only somebody who reads the language can translate the comment.")
    if not english.strip() or len(english) > TEXT_LIMIT:
        raise Refused("Write what the comment says in English.")
    by = get_user(reader).email
    request = request or TranslationRequest(comment_id=comment_id, asked_of=reader, asked_by=by)
    request.english, request.answered_by, request.answered_on = english.strip(), by, today()
    db.session.add(request)
    record(actor=by, action="speaker-answer", subject=str(comment_id))


def requests_of(comment_id: uuid.UUID) -> list[TranslationRequest]:
    """Who was asked about a comment, and what they answered."""
    found = select(TranslationRequest).where(TranslationRequest.comment_id == comment_id)
    return list(db.session.execute(found.order_by(TranslationRequest.asked_on)).scalars())


def asked_of(speaker: uuid.UUID) -> list[uuid.UUID]:
    """The comments that wait for this speaker's answer."""
    found = select(TranslationRequest.comment_id).where(
        TranslationRequest.asked_of == speaker, TranslationRequest.english.is_(None)
    )
    return list(db.session.execute(found).scalars())


def speakers_for(entry: CommentEntry, language: str) -> list[Person]:
    """Who could be asked: those who read the language and whom the comment is not about."""
    about = select(Marked.user_id).where(Marked.comment_id == entry.comment.id)
    marked = set(db.session.execute(about).scalars())
    return [
        person
        for person in rota().speakers(language)
        if person.user_id not in marked and not mentions(entry.text, person.names)
    ]


def _request(comment_id: uuid.UUID, speaker: uuid.UUID) -> TranslationRequest | None:
    found = select(TranslationRequest).where(
        TranslationRequest.comment_id == comment_id, TranslationRequest.asked_of == speaker
    )
    return db.session.execute(found).scalar_one_or_none()
