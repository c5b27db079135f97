"""Who is signed in. Sessions exist on staff pages only; nowhere else is a cookie set or read."""

import hashlib
import re
import uuid
from dataclasses import dataclass
from typing import Any, cast

from flask import Flask, Request, Response, request
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from flask_login import UserMixin, current_user

from app.accounts.queries import user_by_id

STAFF = "/staff"
STAFF_ADDRESS = re.compile(r"/staff(/[A-Za-z0-9/._-]*)?(\?[A-Za-z0-9=&%+._-]*)?\Z")


@dataclass(frozen=True)
class SignedIn(UserMixin):  # type: ignore[misc]
    """The member of staff who asks for a page."""

    id: uuid.UUID
    email: str
    name: str
    role: str
    fingerprint: str

    @property
    def is_admin(self) -> bool:
        """Whether they may change things."""
        return self.role == "admin"

    def get_id(self) -> str:
        """What the session keeps: a new password ends every session that the old one began."""
        return f"{self.id}.{self.fingerprint}"


def signed_in_user(user: Any) -> SignedIn:
    """The session's view of a user row."""
    fingerprint = hashlib.sha256(user.password_hash.encode()).hexdigest()[:16]
    return SignedIn(user.id, user.email, user.name, user.role, fingerprint)


def load(session_id: str) -> SignedIn | None:
    """The user a session belongs to, while active and with the same password."""
    user_id, _, _ = session_id.partition(".")
    try:
        user = user_by_id(uuid.UUID(user_id))
    except ValueError:
        return None
    if user is None or not user.is_active:
        return None
    found = signed_in_user(user)
    return found if found.get_id() == session_id else None


def signed_in() -> SignedIn | None:
    """Who is signed in, or None."""
    return cast(SignedIn, current_user) if current_user.is_authenticated else None


def actor() -> str:
    """Who is signed in, for the audit record.

    Raises:
        LookupError: on a page that is open to everybody.
    """
    return _somebody().email


def reader_id() -> uuid.UUID:
    """The id of who is signed in.

    Raises:
        LookupError: on a page that is open to everybody.
    """
    return _somebody().id


def _somebody() -> SignedIn:
    user = signed_in()
    if user is None:
        raise LookupError("nobody is signed in")
    return user


def is_staff_path(path: str) -> bool:
    """Whether an address belongs to the staff pages."""
    return path == STAFF or path.startswith(f"{STAFF}/")


def safe_next(address: str | None) -> str:
    """Where to go after signing in: a staff page of this site, whatever was asked for."""
    is_ours = address is not None and STAFF_ADDRESS.match(address) and ".." not in address
    return address if address and is_ours else f"{STAFF}/"


class StaffSessions(SecureCookieSessionInterface):
    """Sessions below /staff; elsewhere an empty one that is never saved."""

    def open_session(self, app: Flask, request: Request) -> Any:
        """The session of a staff page, else an empty one."""
        if is_staff_path(request.path):
            return super().open_session(app, request)
        return self.session_class()

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Save it on staff pages only, so that no other page can set or vary by a cookie."""
        if is_staff_path(request.path):
            super().save_session(app, session, response)
