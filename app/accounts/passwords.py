"""Passwords: kept as argon2 hashes, checked in the same time whether or not the user exists."""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from app.kernel.errors import Refused

SHORTEST = 12
LONGEST = 1000

_hasher = PasswordHasher()


def hash_password(password: str) -> str:
    """The argon2 hash to keep.

    Raises:
        Refused: when the password is too short or too long.
    """
    if len(password) < SHORTEST:
        raise Refused(
            f"The password has {len(password)} characters. Use at least {SHORTEST}: "
            "three or four words together are easy to remember and hard to guess."
        )
    if len(password) > LONGEST:
        raise Refused(f"The password is longer than {LONGEST} characters. Use a shorter one.")
    return _hasher.hash(password)


def is_right(password: str, password_hash: str | None) -> bool:
    """Whether the password belongs to the hash; takes as long when there is no hash (None)."""
    try:
        matches = _hasher.verify(password_hash or _nobodys_hash(), password[: LONGEST + 1])
    except (VerificationError, InvalidHashError):
        return False
    return matches and password_hash is not None


def needs_new_hash(password_hash: str) -> bool:
    """Whether the hash was made with weaker parameters than are used today."""
    return _hasher.check_needs_rehash(password_hash)


@cache
def _nobodys_hash() -> str:
    return _hasher.hash("the password of nobody")
