"""staff addresses are written in one way only, so that no two accounts look the same

An address becomes its plain form (NFKC, small letters, nothing that cannot be seen). Where two
accounts come to the same, one keeps the address: an active one before one that is not, an admin
before a reader, the older before the younger. The other keeps its row, its duties and what was
recorded of it under `name+duplicate-1@…`, and cannot sign in until an admin lets it. The audit
record says both.

Revision ID: 0068
Revises: 0044
"""

import unicodedata
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0068"
down_revision = "0044"
branch_labels = None
depends_on = None

LIMIT = 254
UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")

users = sa.table(
    "users",
    sa.column("id", sa.Uuid),
    sa.column("email", sa.String),
    sa.column("role", sa.String),
    sa.column("is_active", sa.Boolean),
    sa.column("created_on", sa.Date),
)
entries = sa.table(
    "audit_entries",
    sa.column("id", sa.Uuid),
    sa.column("at", sa.DateTime(timezone=True)),
    sa.column("actor", sa.String),
    sa.column("action", sa.String),
    sa.column("subject", sa.String),
    sa.column("detail", sa.JSON),
)


def upgrade() -> None:
    found = list(op.get_bind().execute(sa.select(users)))
    first = sorted(
        found, key=lambda user: (not user.is_active, user.role != "admin", user.created_on, user.id)
    )
    taken = {user.email for user in found if user.email == _plain(user.email)}
    kept: dict[str, Any] = {}
    for user in first:
        kept.setdefault(_plain(user.email), user)
    # Who gives an address up goes first, so that it is free for who keeps it.
    for user in first:
        plain = _plain(user.email)
        if kept[plain].id != user.id:
            free = next(each for each in _duplicates(plain) if each not in taken)
            taken.add(free)
            _rename(user, free, is_active=False)
    for plain, user in kept.items():
        if user.email != plain:
            _rename(user, plain, is_active=user.is_active)


def downgrade() -> None:
    """How an address was written before is not known, and the plain form is good for both."""


def _plain(email: str) -> str:
    plain = unicodedata.normalize("NFKC", _seen(email)).casefold()
    return _seen(unicodedata.normalize("NFKC", plain)).strip()


def _seen(text: str) -> str:
    return "".join(each for each in text if unicodedata.category(each) not in UNSEEN)


def _duplicates(plain: str) -> Iterator[str]:
    name, at, domain = plain.rpartition("@")
    for number in count(1):
        mark = f"+duplicate-{number}{at}{domain}"
        yield f"{name[: LIMIT - len(mark)]}{mark}"


def _rename(user: Any, email: str, *, is_active: bool) -> None:
    changed = sa.update(users).where(users.c.id == user.id)
    op.execute(changed.values(email=email, is_active=is_active))
    op.execute(
        sa.insert(entries).values(
            id=uuid.uuid4(),
            at=datetime.now(UTC),
            actor="command line",
            action="user-address-made-plain",
            subject=email[:200],
            detail={"before": ascii(user.email)[1:-1], "can_sign_in": is_active},
        )
    )
