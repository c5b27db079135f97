"""The PIN of a shared tablet: what staff type to see what waits on it, or to leave the survey.

It has to be checked without a network, so the page carries a slow hash of it. A PIN keeps curious
hands out; it guards no answers, which are sealed to the server's key.
"""

import hashlib
import secrets
from dataclasses import dataclass
from functools import lru_cache

from app.kernel.errors import Refused

DIGITS = 6
ITERATIONS = 310_000
REMEMBERED = 500


@dataclass(frozen=True, slots=True)
class PinCheck:
    """PBKDF2 with SHA-256 (RFC 8018): the salt as text, the number of rounds, the hash in hex."""

    salt: str
    rounds: int
    hash: str


def new_pin() -> str:
    """Six random digits."""
    return "".join(secrets.choice("0123456789") for _ in range(DIGITS))


def fitting_pin(written: str | None) -> str | None:
    """The PIN as it is kept; None where none was written.

    Raises:
        Refused: when it is not six digits.
    """
    pin = (written or "").strip()
    if not pin:
        return None
    if not (pin.isascii() and pin.isdigit() and len(pin) == DIGITS):
        raise Refused(f"A PIN has {DIGITS} digits, for example 407219.")
    return pin


@lru_cache(maxsize=REMEMBERED)
def pin_check(pin: str, *, salt: str) -> PinCheck:
    """What the page carries to check the PIN by; slow on purpose, so it is worked out once."""
    digest = hashlib.pbkdf2_hmac("sha256", pin.encode(), salt.encode(), ITERATIONS)
    return PinCheck(salt, ITERATIONS, digest.hex())
