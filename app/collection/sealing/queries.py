"""Reading sealing keys."""

import json
from dataclasses import asdict, dataclass

from sqlalchemy import select

from app.collection.sealing.models import SealingKey
from app.extensions import db


@dataclass(frozen=True, slots=True)
class PublicKey:
    """What a browser needs of a key on the curve P-256, and nothing that opens what it seals.

    `kid` names it; `x` and `y` are its point, base64url, as in a JSON Web Key.
    """

    kid: str
    x: str
    y: str

    @property
    def document(self) -> str:
        """The key as JSON, always the same bytes."""
        return json.dumps(asdict(self), separators=(",", ":"))


def current_key() -> PublicKey | None:
    """The public half of the newest key, which answers are sealed to; None before the first."""
    newest = select(SealingKey).order_by(SealingKey.made_at.desc(), SealingKey.kid).limit(1)
    key = db.session.execute(newest).scalar()
    return None if key is None else public_half(key)


def public_half(key: SealingKey) -> PublicKey:
    """The half of a key that may be shown to everybody."""
    return PublicKey(kid=key.kid, x=key.private_key["x"], y=key.private_key["y"])


def all_keys() -> list[SealingKey]:
    """Every key, newest first."""
    found = select(SealingKey).order_by(SealingKey.made_at.desc(), SealingKey.kid)
    return list(db.session.execute(found).scalars())
