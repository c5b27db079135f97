"""Sealing as a browser does it, with the library's own encryption."""

import json
from typing import Any

from joserfc.jwe import encrypt_compact
from joserfc.jwk import ECKey

from app.collection.sealing.operations import ALGORITHMS
from app.collection.sealing.queries import PublicKey


def sealed(key: PublicKey, text: str) -> str:
    """A text sealed to a key."""
    public = ECKey.import_key({"kty": "EC", "crv": "P-256", "x": key.x, "y": key.y})
    header = {"alg": "ECDH-ES", "enc": "A256GCM", "kid": key.kid}
    return encrypt_compact(header, text.encode(), public, algorithms=ALGORITHMS)


def envelope(key: PublicKey, *, link: str = "K7QF2M", locale: str = "en", **fields: Any) -> str:
    """An answer sealed for a link and locale."""
    pairs = [[name, value] for name, value in fields.items()]
    return sealed(key, json.dumps({"link": link, "locale": locale, "fields": pairs}))


def outbox_file(*entries: tuple[str, str]) -> bytes:
    """What a device saves: each entry an id and what was sealed."""
    kept = [{"id": each, "address": "/s/K7QF2M/en", "sealed": held} for each, held in entries]
    file = {"format": "own-words-outbox", "version": 1, "server": "http://x", "entries": kept}
    return json.dumps(file).encode()
