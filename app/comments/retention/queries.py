"""When what was due was last deleted, and how much."""

from sqlalchemy import select

from app.comments.retention.models import RetentionRun
from app.extensions import db

SHOWN = 12


def last_runs() -> tuple[RetentionRun | None, list[RetentionRun]]:
    """The newest day on which everything was looked through, and the last that deleted anything."""
    newest = select(RetentionRun).order_by(RetentionRun.day.desc())
    found = list(db.session.execute(newest.limit(400)).scalars())
    return (found[0] if found else None), [r for r in found if any(r.deleted.values())][:SHOWN]
