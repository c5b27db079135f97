"""Who is signed in. Sessions exist on staff pages only; nowhere else is a cookie set or read."""

import re
import uuid
from dataclasses import dataclass
from typing import Any, cast

from flask import Flask, Request, Response, current_app, g, request, session
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from flask_login import UserMixin, current_user, login_user

from app.administration.accounts.devices import device_name
from app.administration.accounts.models import User
from app.administration.accounts.sessions import begin_session, note_use, session_of
from app.kernel.permissions import Permission
from app.web.access import allows, open_to
from app.web.wings import STAFF

UNATTENDED = "Own-Words-Unattended"
FORM_TOKEN, ACCOUNT = "csrf_token", "account"
STAFF_ADDRESS = re.compile(r"/staff(/[A-Za-z0-9/._-]*)?(\?[A-Za-z0-9=&%+._-]*)?\Z")


@dataclass(frozen=True)
class SignedIn(UserMixin):  # type: ignore[misc]
    """The member of staff who asks for a page."""

    id: uuid.UUID
    email: str
    name: str
    permissions: frozenset[Permission]
    token: str

    def get_id(self) -> str:
        """What the browser keeps: the secret of a session that is kept here."""
        return self.token


def begin(user: User) -> None:
    """Sign somebody in on the browser that asks: a new session, and nothing of the one before.

    The token of forms stays where the same person was signed in here before, so that a page which
    was left open can still be sent.
    """
    account = str(user.id)
    kept = session.get(FORM_TOKEN) if session.get(ACCOUNT) == account else None
    session.clear()
    # Flask-WTF remembers for the request the token that it made for the session before.
    g.pop(FORM_TOKEN, None)
    session[ACCOUNT] = account
    if kept is not None:
        session[FORM_TOKEN] = kept
    token = begin_session(user_id=user.id, device=device_name(request.user_agent.string))
    login_user(SignedIn(user.id, user.email, user.name, user.permissions, token))


def load(token: str) -> SignedIn | None:
    """Who is signed in by the secret that a browser holds, while the session lasts."""
    found = session_of(token)
    if found is None:
        return None
    # A page that asks by itself for what is new does not show that somebody is there.
    if found.is_to_be_noted and UNATTENDED not in request.headers:
        note_use(token)
    user = found.user
    return SignedIn(user.id, user.email, user.name, user.permissions, token)


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


def session_token() -> str:
    """The secret of the session in which somebody is signed in.

    Raises:
        LookupError: on a page that is open to everybody.
    """
    return _somebody().token


def _somebody() -> SignedIn:
    user = signed_in()
    if user is None:
        raise LookupError("nobody is signed in")
    return user


def may_open(endpoint: str) -> bool:
    """Whether who is signed in may open a page: what templates ask before they lead to it."""
    user = signed_in()
    return allows(open_to(current_app, endpoint), user.permissions if user else None)


def leads_to(address: str) -> bool:
    """Whether who is signed in may open the page of a tab, which has this address."""
    adapter = current_app.create_url_adapter(request)
    return adapter is not None and may_open(adapter.match(address, "GET")[0])


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
