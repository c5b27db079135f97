"""Sessions of staff, kept on the server: what is ended here is ended whatever a browser holds."""

import hashlib
import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, and_, delete, select, update
from sqlalchemy.orm import Session

from app.administration.accounts.models import StaffSession, User
from app.extensions import db
from app.kernel.clock import now
from app.kernel.errors import NotFound

IDLE: Final = timedelta(hours=1)
ABSOLUTE: Final = timedelta(hours=12)
NOTED_EVERY: Final = timedelta(minutes=2)
"""How often it is noted that a session is in use: not with every page, which would write each."""

CLOCKS_DIFFER: Final = timedelta(minutes=5)
DEVICE_LIMIT: Final = 80


@dataclass(frozen=True)
class CurrentSession:
    """Whose session it is, and whether its use is to be noted again."""

    user: User
    is_to_be_noted: bool


def begin_session(*, user_id: uuid.UUID, device: str) -> str:
    """Begin a session and give the secret that its browser holds.

    Args:
        user_id: who signed in.
        device: what they will know it by, for example `Firefox on Windows`.
    """
    token = secrets.token_urlsafe(32)
    db.session.execute(delete(StaffSession).where(~_lasts()))
    db.session.add(StaffSession(key=key_of(token), user_id=user_id, device=device[:DEVICE_LIMIT]))
    db.session.flush()
    return token


def session_of(token: str) -> CurrentSession | None:
    """The active user of a session that has not ended, or None."""
    row = db.session.execute(
        select(User, StaffSession.seen_at < now() - NOTED_EVERY)
        .join(StaffSession, StaffSession.user_id == User.id)
        .where(StaffSession.key == key_of(token), _lasts(), User.is_active.is_(True))
    ).first()
    return CurrentSession(row[0], bool(row[1])) if row is not None else None


def note_use(token: str) -> None:
    """Note that a session is in use, so that it does not end for want of it.

    In a transaction of its own: what the page goes on to do may take long, or be undone.
    """
    used = update(StaffSession).where(StaffSession.key == key_of(token)).values(seen_at=now())
    with Session(db.engine) as session, session.begin():
        session.execute(used)


def sessions_of(user_id: uuid.UUID) -> list[StaffSession]:
    """The sessions of somebody that have not ended, the one used last first."""
    found = select(StaffSession).where(StaffSession.user_id == user_id, _lasts())
    return list(db.session.execute(found.order_by(StaffSession.seen_at.desc())).scalars())


def is_of(session: StaffSession, token: str) -> bool:
    """Whether the session is the one that a browser holds the secret of."""
    return session.key == key_of(token)


def end_session(token: str) -> None:
    """End the session of a browser, wherever its secret was copied to."""
    db.session.execute(delete(StaffSession).where(StaffSession.key == key_of(token)))


def end_one(*, user_id: uuid.UUID, session_id: uuid.UUID) -> None:
    """End one of somebody's sessions.

    Raises:
        NotFound: when they have no such session, or have no longer.
    """
    ended = delete(StaffSession).where(
        StaffSession.user_id == user_id, StaffSession.id == session_id
    )
    if db.session.execute(ended.returning(StaffSession.id)).first() is None:
        raise NotFound("There is no such session. It may have ended already.")


def end_all(user_id: uuid.UUID) -> None:
    """End every session of somebody."""
    db.session.execute(delete(StaffSession).where(StaffSession.user_id == user_id))


def key_of(secret: str) -> str:
    """What is kept here of a secret that a browser holds."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _lasts() -> ColumnElement[bool]:
    """Neither idle nor old; nor begun in the future, by a clock that was wrong."""
    moment: datetime = now()
    return and_(
        StaffSession.seen_at > moment - IDLE,
        StaffSession.began_at > moment - ABSOLUTE,
        StaffSession.began_at < moment + CLOCKS_DIFFER,
        StaffSession.seen_at < moment + CLOCKS_DIFFER,
    )
