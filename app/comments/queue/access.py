"""Who may open a comment: not those whom it is about."""

import uuid

from app.comments.queue.comments import CommentEntry, comment_entry
from app.comments.queue.queries import hidden_from
from app.kernel.errors import NotFound


class NotForYou(NotFound):
    """The comment is or may be about the person who asks; somebody else reads it."""


def comment_for(comment_id: uuid.UUID, reader: uuid.UUID) -> CommentEntry:
    """One comment, for somebody who may read it.

    Raises:
        NotFound: when there is none with this id.
        NotForYou: when it names this reader, or was marked as being about them.
    """
    found = comment_entry(comment_id)
    if hidden_from(reader, [comment_id]):
        raise NotForYou("This comment may be about you, so that somebody else reads it.")
    return found
