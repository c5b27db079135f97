"""What needs somebody now, in a few numbers that every staff page shows."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select

from app.collection.responses.models import Comment
from app.comments.machine.queries import looked_through_at, unread_by_anybody
from app.comments.queue.cases import quiet_cases
from app.comments.queue.decisions import HIGH
from app.comments.queue.queries import hidden_from
from app.comments.queue.queue import late_by_part, waiting_by_day
from app.extensions import db
from app.kernel.clock import now

SILENT_AFTER: Final = timedelta(minutes=10)
"""The worker comes round each minute; a batch of many comments may take it some more."""


@dataclass(frozen=True, slots=True)
class Attention:
    """Numbers of comments, and of cases that stand still.

    Attributes:
        unread: comments that nobody has read.
        late: those among them that are over one working day old.
        strong: unread comments with a strong sign of harm that this reader may open.
        quiet: open complaints and concerns on which nothing was done for five working days.
        unflagged: unread comments in which no sign of harm was looked for, where the worker that
            looks for them has not come round; `silent_since` is when it last did, None for never.
    """

    unread: int
    late: int
    strong: int
    quiet: int
    unflagged: int
    silent_since: datetime | None

    @property
    def is_any(self) -> bool:
        """Whether anything needs somebody."""
        return bool(self.unread or self.quiet)


def attention(*, reader: uuid.UUID, nation: str) -> Attention:
    """What needs this reader or another one, in a constant number of queries.

    Args:
        nation: whose bank holidays stop the reading clock.
    """
    days = waiting_by_day(None)
    last_pass = looked_through_at()
    is_silent = last_pass is None or now() - last_pass > SILENT_AFTER
    return Attention(
        unread=sum(days.values()),
        late=sum(late_by_part(days, nation).values()),
        strong=_strong(reader),
        quiet=len(quiet_cases(reader, nation)),
        unflagged=unread_by_anybody() if is_silent and days else 0,
        silent_since=last_pass,
    )


def _strong(reader: uuid.UUID) -> int:
    found = select(Comment.id).where(~Comment.is_read, Comment.signal >= HIGH)
    ids = set(db.session.execute(found).scalars())
    return len(ids - hidden_from(reader, ids)) if ids else 0
