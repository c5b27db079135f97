"""Texts of responses for pages that are not the reading view."""

import uuid
from collections.abc import Collection
from typing import TypeAlias

from app.collection.responses.models import Comment
from app.comments.queue.comments import CommentEntry, comment_entries
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
        comment_entries().where(
            Comment.response_id.in_(response_ids), Comment.is_read, Comment.id.not_in(concerns())
        )
    )
    rows = [CommentEntry(*row) for row in found]
    ids = [entry.comment.id for entry in rows]
    hidden, corrected = hidden_from(reader, ids), standing(ids)
    return {
        (entry.response.id, entry.comment.question_id): masked(
            entry.text, own.get("names") or (), is_praise=is_praise(own, entry.reading)
        )
        for entry in rows
        if entry.comment.id not in hidden
        for own in [corrected.get(entry.comment.id, {})]
    }
