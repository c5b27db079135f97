"""Pages that answered a form, kept for an hour for the browser that sent it."""

import logging
import secrets
import zlib
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

import orjson
from cryptography.fernet import Fernet, InvalidToken
from sqlalchemy import delete, func, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from app.administration.accounts.models import KeptPage
from app.administration.accounts.sealing import seal_for
from app.administration.accounts.sessions import key_of
from app.extensions import db
from app.kernel.clock import now

log = logging.getLogger(__name__)

KEPT_FOR: Final = timedelta(hours=1)
MOST_PAGES: Final = 100
"""As many are kept for one session, and for all browsers together in which nobody is signed in."""

MOST_CHARACTERS: Final = 1_000_000
MOST_BEFORE_SIGNING_IN: Final = 50_000
"""Anybody can be shown the sign-in page, so that its kept pages take little room."""


@dataclass(frozen=True)
class Holder:
    """The browser that a page is kept for.

    `secret` is what only this browser has; `has_session`: whether it is that of a session.
    """

    secret: str
    has_session: bool

    @property
    def session_key(self) -> str | None:
        """The session that the page goes with."""
        return key_of(self.secret) if self.has_session else None

    @property
    def most_characters(self) -> int:
        """How long a page may be when it is sealed."""
        return MOST_CHARACTERS if self.has_session else MOST_BEFORE_SIGNING_IN


@dataclass(frozen=True)
class AnsweredPage:
    """A page as it was answered; `headers` are those that say more than that it is a page."""

    status: int
    headers: dict[str, str]
    text: str


def keep_page(page: AnsweredPage, *, holder: Holder) -> str | None:
    """Keep a page and give the word by which it is found; None where it cannot be kept.

    In a transaction of its own: what was refused is undone, and its page is kept.
    """
    content = orjson.dumps([page.status, page.headers, page.text])
    sealed = _seal(holder).encrypt(zlib.compress(content)).decode()
    if len(sealed) > holder.most_characters:
        return None
    word = secrets.token_urlsafe(16)
    row = KeptPage(key=key_of(word), session_key=holder.session_key, sealed=sealed)
    try:
        with Session(db.engine) as session, session.begin():
            return word if _has_added(session, row) else None
    except SQLAlchemyError as error:
        log.warning("a page could not be kept: %s", type(error).__name__)
        return None


def kept_page(word: str, *, holder: Holder) -> AnsweredPage | None:
    """The page that was kept under a word; None for any browser but the one it was kept for."""
    found = select(KeptPage.sealed).where(
        KeptPage.key == key_of(word),
        KeptPage.session_key.is_not_distinct_from(holder.session_key),
        KeptPage.kept_at > now() - KEPT_FOR,
    )
    sealed = db.session.execute(found).scalar() or ""
    try:
        content = zlib.decompress(_seal(holder).decrypt(sealed.encode()))
    except InvalidToken:
        return None
    status, headers, text = orjson.loads(content)
    return AnsweredPage(status, headers, text)


def forget_pages() -> None:
    """Delete what was kept for longer than an hour."""
    db.session.execute(delete(KeptPage).where(KeptPage.kept_at <= now() - KEPT_FOR))


def _has_added(session: Session, row: KeptPage) -> bool:
    """Whether there was room for one more."""
    kept = select(func.count()).where(KeptPage.session_key.is_not_distinct_from(row.session_key))
    if (session.scalar(kept) or 0) >= MOST_PAGES:
        return False
    session.add(row)
    return True


def _seal(holder: Holder) -> Fernet:
    return seal_for("kept page", holder.secret)
