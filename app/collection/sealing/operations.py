"""Making keys, and opening what was sealed to one.

A sealed answer is a JSON Web Encryption in its compact form (RFC 7516): ECDH-ES on P-256 with
A256GCM, which every browser's WebCrypto can make without a library.
"""

from functools import lru_cache

from joserfc.errors import JoseError
from joserfc.jwe import JWERegistry, decrypt_compact
from joserfc.jwk import ECKey
from sqlalchemy.orm import Session

from app.collection.sealing.models import SealingKey
from app.collection.sealing.queries import PublicKey, current_key, public_half
from app.extensions import db
from app.kernel.clock import now
from app.kernel.errors import Refused
from app.kernel.storable import is_storable

ALGORITHMS = ["ECDH-ES", "A256GCM"]
KEYS_REMEMBERED = 64
LONGEST = 8 * 1024 * 1024


class _Registry(JWERegistry):
    """What a sealed answer may be; one with long comments is longer than the library's limit."""

    max_ciphertext_length = LONGEST


_registry = _Registry(algorithms=ALGORITHMS)


class Unopened(Refused):
    """What claims to be a sealed answer cannot be opened; `kind` says why in one word."""

    kind = "damaged"


class ForOtherServer(Unopened):
    """It is sealed to a key of another server."""

    kind = "foreign"


def make_key() -> PublicKey:
    """Make a key pair, which is the one to seal to from now on; older ones still open.

    In its own transaction: a page that shows a key must never outlive the key.
    """
    made = ECKey.generate_key("P-256", private=True)
    key = SealingKey(kid=made.thumbprint(), private_key=made.as_dict(private=True), made_at=now())
    with Session(db.engine) as session, session.begin():
        session.add(key)
        return public_half(key)


def ensure_key() -> PublicKey:
    """The key to seal to, made first where there is none.

    Two processes that make the first one at the same moment make two; the newer one seals, both
    open.
    """
    return current_key() or make_key()


def open_sealed(sealed: str) -> str:
    """What was sealed.

    Raises:
        ForOtherServer: when none of our keys fits.
        Unopened: when it is cut short, changed, or no sealed answer at all.
    """
    try:
        opened = decrypt_compact(sealed, _key_for, registry=_registry)
        return (opened.plaintext or b"").decode()
    # The library lets some faults of the header through as they are.
    except (JoseError, ValueError, TypeError, KeyError, RecursionError) as fault:
        raise Unopened("These answers were damaged on their way. Send them again.") from fault


def _key_for(sealed: object) -> ECKey:
    kid = sealed.headers().get("kid")  # type: ignore[attr-defined]
    key = _private_key(kid) if isinstance(kid, str) and is_storable(kid) else None
    if key is None:
        raise ForOtherServer("These answers were meant for another server. Hand them in there.")
    return key


def _private_key(kid: str) -> ECKey | None:
    try:
        return _known_key(kid)
    except LookupError:
        return None


@lru_cache(maxsize=KEYS_REMEMBERED)
def _known_key(kid: str) -> ECKey:
    """A key never changes, so it is read once; an unknown one is looked for each time."""
    found = db.session.get(SealingKey, kid)
    if found is None:
        raise LookupError(kid)
    return ECKey.import_key(found.private_key)
