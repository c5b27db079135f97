"""Texts of responses for pages that are not the reading view."""

import uuid
from collections.abc import Collection
from typing import TypeAlias

from app.collection.responses.models import Comment
from app.comments.queue.comments import Told, told_comments
from app.comments.queue.masking import is_praise, masked
from app.comments.queue.queries import concerns, hidden_from, standing
from app.extensions import db

Texts: TypeAlias = dict[tuple[uuid.UUID, str], str]


def shown_outside(response_ids: Collection[uuid.UUID], reader: uuid.UUID) -> Texts:
    """What this member of staff may see of the texts of responses, by response and question.

    Those that somebody has read, masked; not those that are or may be about them, and none that
    anybody took for harm, which are for the people who act on it. In constant queries.
    """
    found = db.session.execute(
        told_comments().where(
            Comment.response_id.in_(response_ids), Comment.is_read, Comment.id.not_in(concerns())
        )
    )
    rows = [Told(*row) for row in found]
    ids = [told.comment.id for told in rows]
    hidden, corrected = hidden_from(reader, ids), standing(ids)
    return {
        (told.response.id, told.comment.question_id): masked(
            told.text, said.get("names") or (), is_praise=is_praise(said, told.reading)
        )
        for told in rows
        if told.comment.id not in hidden
        for said in [corrected.get(told.comment.id, {})]
    }
