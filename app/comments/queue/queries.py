"""What people decided and corrected, as the figures and other pages need it."""

import uuid
from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select

from app.administration.accounts.models import User
from app.collection.responses.models import Comment, Response
from app.collection.responses.stray import words
from app.comments.queue.dispositions import DISPOSITIONS
from app.comments.queue.models import (
    CommentReader,
    Correction,
    Decision,
    Marked,
    TranslationRequest,
)
from app.comments.queue.naming import mentions
from app.extensions import db

Standing = dict[str, Any]


def standing(comment_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, Standing]:
    """The newest correction of each field that people corrected, by comment."""
    found = (
        select(Correction.comment_id, Correction.field, Correction.value)
        .where(Correction.comment_id.in_(comment_ids))
        .order_by(Correction.at)
    )
    by_comment: defaultdict[uuid.UUID, Standing] = defaultdict(dict)
    for comment_id, field, value in db.session.execute(found):
        by_comment[comment_id][field] = value
    return dict(by_comment)


def corrected_since(since: datetime | None) -> tuple[set[uuid.UUID], datetime | None]:
    """Responses with a comment that was corrected at this moment or later, and the newest moment.

    Args:
        since: None for every correction there is.
    """
    # From the corrections, which are few, to their comments, of which there are many more.
    newest = select(Correction.comment_id, func.max(Correction.at).label("at"))
    if since is not None:
        newest = newest.where(Correction.at >= since)
    few = newest.group_by(Correction.comment_id).subquery()
    found = select(Comment.response_id, few.c.at).join(few, few.c.comment_id == Comment.id)
    rows = db.session.execute(found).all()
    return {response for response, _ in rows}, max((at for _, at in rows), default=None)


def sentiments_by_people() -> dict[uuid.UUID, str]:
    """The sentiment of each comment for which a person confirmed or changed the machine's.

    What was read blind is not among them: it measures the machine, so it must never train it.
    """
    found = (
        select(Correction.comment_id, Correction.value)
        .where(Correction.field == "sentiment", ~Correction.is_blind)
        .order_by(Correction.at)
    )
    return {comment_id: str(value) for comment_id, value in db.session.execute(found)}


def translations(comment_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, str]:
    """What a speaker says the comments say, where one was asked and has answered."""
    found = (
        select(TranslationRequest.comment_id, TranslationRequest.english)
        .where(
            TranslationRequest.comment_id.in_(comment_ids),
            TranslationRequest.english.is_not(None),
        )
        .order_by(TranslationRequest.answered_on)
    )
    return {comment_id: str(english) for comment_id, english in db.session.execute(found)}


def hidden_from(user_id: uuid.UUID, comment_ids: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """The comments that this member of staff must not see, because they are or may be about them.

    A comment names them in its own words or in a speaker's. It opens to them once somebody else has
    decided “no concern”.
    """
    marked = select(Marked.comment_id).where(
        Marked.user_id == user_id, Marked.comment_id.in_(comment_ids)
    )
    return {*db.session.execute(marked).scalars(), *_naming(user_id, comment_ids)}


def _naming(user_id: uuid.UUID, comment_ids: Collection[uuid.UUID]) -> set[uuid.UUID]:
    names = names_of(user_id)
    if not names:
        return set()
    found = (
        select(Comment.id, Comment.question_id, Response.answers, Response.stray)
        .join(Response, Response.id == Comment.response_id)
        .where(Comment.id.in_(comment_ids))
    )
    english = translations(comment_ids)
    naming = {
        comment_id
        for comment_id, question_id, answers, stray in db.session.execute(found)
        if mentions(f"{words(answers, stray, question_id)}\n{english.get(comment_id, '')}", names)
    }
    return naming - _without_concern(naming)


def names_of(user_id: uuid.UUID) -> tuple[str, ...]:
    """The full name of a member of staff, and what else they are called in comments."""
    found = db.session.execute(
        select(User.name, CommentReader.also_called)
        .outerjoin(CommentReader, CommentReader.user_id == User.id)
        .where(User.id == user_id)
    ).one_or_none()
    return () if found is None else (found[0], *(found[1] or ()))


def _without_concern(comment_ids: Collection[uuid.UUID]) -> set[uuid.UUID]:
    return {
        comment_id
        for comment_id, decision in decisions_standing(comment_ids).items()
        if decision.disposition == "no_concern"
    }


def concerns() -> Select[uuid.UUID]:
    """A statement that gives the comments that anybody ever took for a concern about harm."""
    codes = [code for code, each in DISPOSITIONS.items() if each.is_abuse]
    return select(Decision.comment_id).where(Decision.disposition.in_(codes))


def decisions_standing(comment_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, Decision]:
    """The decision that holds for each comment: the newest that needs no second person's yes."""
    found = select(Decision).where(Decision.comment_id.in_(comment_ids)).order_by(Decision.at)
    return {
        decision.comment_id: decision
        for decision in db.session.execute(found).scalars()
        if not decision.waits_for_second
    }
