"""Whose comments can be drawn: people of whom all was read and nothing was taken for harm."""

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import Select, and_, or_, select

from app.collection.responses.models import Comment, Response
from app.collection.responses.queries import surveys_of_auditors
from app.collection.responses.stray import NOT_COUNTED
from app.comments.machine.models import ModelVersion, Reading
from app.comments.queue.models import Correction
from app.comments.queue.queries import concerns
from app.extensions import db

ByLanguage = Mapping[str, Sequence[uuid.UUID]]


def people_by_language() -> ByLanguage:
    """The responses that can be in a sample, by the language that the person wrote in.

    It is everybody whom figures of comments count, but for those whose words wait in the queue or
    were ever taken for a concern: these are for the people who act on them.
    """
    rows = db.session.execute(_counted())
    corrected = _corrected_languages()
    languages: dict[uuid.UUID, str] = {}
    for response_id, comment_id, language in rows:
        # As in the figures, the language of a person is that of the first comment.
        languages.setdefault(response_id, corrected.get(comment_id) or language)
    found: defaultdict[str, list[uuid.UUID]] = defaultdict(list)
    for response_id, language in languages.items():
        found[language].append(response_id)
    return found


def _counted() -> Select[uuid.UUID, uuid.UUID, str]:
    return (
        select(Comment.response_id, Comment.id, Reading.language)
        .join(Response, Response.id == Comment.response_id)
        .join(Reading, Reading.comment_id == Comment.id)
        .join(ModelVersion, ModelVersion.version == Reading.model)
        .where(
            ModelVersion.is_live,
            Comment.question_id != NOT_COUNTED,
            Response.survey_id.not_in(surveys_of_auditors()),
            Comment.response_id.not_in(_not_ready()),
        )
        .order_by(Comment.response_id, Comment.question_id)
    )


def _not_ready() -> Select[uuid.UUID]:
    """Responses with a comment that waits for a person or the machine, or is about harm."""
    live = select(ModelVersion.version).where(ModelVersion.is_live).scalar_subquery()
    return (
        select(Comment.response_id)
        .outerjoin(Reading, (Reading.comment_id == Comment.id) & (Reading.model == live))
        .where(
            or_(
                ~Comment.is_read,
                Comment.id.in_(concerns()),
                and_(Comment.question_id != NOT_COUNTED, Reading.comment_id.is_(None)),
            )
        )
    )


def _corrected_languages() -> dict[uuid.UUID, str]:
    found = (
        select(Correction.comment_id, Correction.value)
        .where(Correction.field == "language")
        .order_by(Correction.at)
    )
    return {comment_id: str(value) for comment_id, value in db.session.execute(found)}
