"""Sealing what a browser may get back later, with a key that comes of the application's own."""

from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from flask import current_app


def seal_for(purpose: str, holder: str = "") -> Fernet:
    """What seals and opens for one purpose.

    Args:
        purpose: what is sealed, in words; what is sealed for one is not opened for another.
        holder: a secret of the browser that may open it, where nobody else may.
    """
    secret = current_app.config["SECRET_KEY"].encode()
    info = f"own words {purpose}".encode()
    derived = HKDF(SHA256(), length=32, salt=holder.encode() or None, info=info).derive(secret)
    return Fernet(urlsafe_b64encode(derived))
