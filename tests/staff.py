"""Staff for tests: accounts, and browsers in which somebody is signed in."""

from functools import cache
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from app.administration.accounts.models import AuditEntry, Grant, User
from app.administration.accounts.passwords import hash_password
from app.extensions import db

PASSWORD = "kettle harbour violet"
SECRET = "only-for-tests-QmV4rT8zKc1yXw7uJp3s"


def email_of(role: str) -> str:
    """The address of who has this role."""
    return f"{role}@example.org"


EMAILS = {role: email_of(role) for role in ("admin", "reader")}


@cache
def _kept_hash() -> str:
    return hash_password(PASSWORD)


def user(role: str = "admin", **more: Any) -> User:
    """A stored member of staff whose password is `PASSWORD`; needs an application context."""
    fields = {"email": email_of(role), "name": f"The {role}", "password_hash": _kept_hash()}
    made = User(**{"grants": [Grant(role=role)], "is_active": True, **fields, **more})
    db.session.add(made)
    db.session.commit()
    return made


def signed_in(app: Flask, role: str = "admin", *, is_known: bool = False) -> FlaskClient:
    """A browser in which somebody with this role, newly made unless known, is signed in."""
    if not is_known:
        with app.app_context():
            user(role)
    client = app.test_client()
    answer = client.post("/staff/sign-in", data={"email": email_of(role), "password": PASSWORD})
    assert answer.status_code == 303
    return client


def recorded(*actions: str) -> list[tuple[str, str, str, dict[str, Any]]]:
    """Actor, action, subject and detail of the audit entries, oldest first."""
    # Entries are made with the commit of what they tell of.
    db.session.commit()
    entries = db.session.query(AuditEntry).order_by(AuditEntry.number)
    return [
        (entry.actor, entry.action, entry.subject, entry.detail)
        for entry in entries
        if not actions or entry.action in actions
    ]
