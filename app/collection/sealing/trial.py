"""Sealing as a device does, to try whether keys still open what was sealed to them."""

from collections.abc import Iterable
from typing import Any, Final

from joserfc.errors import JoseError
from joserfc.jwe import decrypt_compact, encrypt_compact
from joserfc.jwk import ECKey

from app.collection.sealing.operations import ALGORITHMS
from app.collection.sealing.queries import PublicKey, current_key
from app.kernel.errors import Refused

TRIAL_TEXT: Final = "A test answer that nobody gave."


def sealed_trial() -> str | None:
    """A test answer sealed to the newest key; None before there is one.

    Raises:
        Refused: when that key was damaged.
    """
    try:
        key = current_key()
        return None if key is None else seal(key, TRIAL_TEXT)
    except (JoseError, ValueError, TypeError, KeyError) as error:
        raise Refused(
            "The key that answers are sealed to is damaged. Make another with `ownwords keys "
            "rotate`, and try again."
        ) from error


def seal(key: PublicKey, text: str) -> str:
    """A text as it waits on a device."""
    public = ECKey.import_key({"kty": "EC", "crv": "P-256", "x": key.x, "y": key.y})
    header = {"alg": "ECDH-ES", "enc": "A256GCM", "kid": key.kid}
    return encrypt_compact(header, text.encode(), public, algorithms=ALGORITHMS)


def is_opened_by(trial: str, private_keys: Iterable[dict[str, Any]]) -> bool:
    """Whether one of these private JSON Web Keys opens the test answer."""
    return any(_opens(trial, key) for key in private_keys)


def _opens(trial: str, private_key: dict[str, Any]) -> bool:
    try:
        opened = decrypt_compact(trial, ECKey.import_key(private_key), algorithms=ALGORITHMS)
    except (JoseError, ValueError, TypeError, KeyError):
        return False
    return opened.plaintext == TRIAL_TEXT.encode()
