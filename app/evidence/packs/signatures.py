"""Signing packs, so that nobody else can make one that passes for ours (Ed25519, RFC 8032).

The private half is made at the first pack and stays in the data folder, readable by its owner
alone. The public half is in each pack, in the database of the installation, and at a public
address, where whoever holds a pack can look it up.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from flask import current_app

from app.kernel.errors import Refused
from app.kernel.files import written_once

FILE: Final = "evidence-key.pem"
ABOUT: Final = "Own Words evidence pack "
"""Stands before what is signed, so that a signature is good for nothing else."""


class Signer:
    """A key pair that signs packs."""

    def __init__(self, private: Ed25519PrivateKey) -> None:
        self._private = private

    @property
    def public_key(self) -> str:
        """The public half, in base64url."""
        return _text(self._private.public_key().public_bytes_raw())

    def sign(self, digest: str) -> str:
        """The signature of a pack's hash, in base64url."""
        return _text(self._private.sign(f"{ABOUT}{digest}".encode()))


def signer_in(folder: Path) -> Signer:
    """The signer of an installation, made first where there is none.

    Raises:
        Refused: when the file was damaged. No new one is made in its place.
    """
    path = folder / FILE
    try:
        found = load_pem_private_key(written_once(path, _new_key()).encode(), password=None)
    except (ValueError, TypeError) as error:
        raise Refused(_damaged(path)) from error
    if not isinstance(found, Ed25519PrivateKey):
        raise Refused(_damaged(path))
    return Signer(found)


def our_signer() -> Signer:
    """The signer of the application that runs.

    Raises:
        Refused: when its file was damaged.
    """
    return signer_in(current_app.config["OWNWORDS"].data)


def our_address() -> str:
    """Where the public keys of this installation can be looked up."""
    return f"{current_app.config['OWNWORDS'].base_url}/evidence-key"


def is_signed(digest: str, signature: str, public_key: str) -> bool:
    """Whether the signature of a pack's hash was made with the private half of a key."""
    try:
        key = Ed25519PublicKey.from_public_bytes(_bytes(public_key))
        key.verify(_bytes(signature), f"{ABOUT}{digest}".encode())
    except (ValueError, InvalidSignature):
        return False
    return True


def _new_key() -> str:
    made = Ed25519PrivateKey.generate()
    return made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def _damaged(path: Path) -> str:
    return (
        f"{path} is no key that packs can be signed with. Put it back from your backup, or delete "
        "it: a new one is made, and what the old one signed is still verified here."
    )


def _text(content: bytes) -> str:
    return urlsafe_b64encode(content).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    return urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
