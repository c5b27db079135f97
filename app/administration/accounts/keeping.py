"""Keeping what somebody typed when their session had ended before they sent it.

The form goes, sealed, with the sign-in page and comes back with the password: nothing of it can be
read in the browser, nothing is stored here, and only the account that typed it gets it back. A form
that our own page did not send, in the browser where that account was signed in, is not kept.
"""

from dataclasses import dataclass
from typing import Final

import orjson
from cryptography.fernet import InvalidToken
from flask import current_app, request, session
from flask_wtf.csrf import validate_csrf
from wtforms.validators import ValidationError

from app.administration.accounts.sealing import seal_for
from app.administration.accounts.session import ACCOUNT, FORM_TOKEN
from app.web.asked import sent_fields, sent_file_names

PURPOSE: Final = "kept form"
KEPT_SECONDS: Final = 12 * 3600
MOST_CHARACTERS: Final = 500_000
NEVER_KEPT: Final = (FORM_TOKEN, "password", "current", "again")


@dataclass(frozen=True)
class KeptForm:
    """A form as it was sent: where to, each field by name, and the names of files in it."""

    account: str
    address: str
    fields: tuple[tuple[str, str], ...]
    files: tuple[str, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """What was typed in words, which somebody may want to see or copy."""
        return tuple(value for _, value in self.fields if len(value.split()) > 1)


def kept_form() -> str | None:
    """The form that was sent, sealed for whoever was signed in here; None where there is none.

    Call it only for an address below /staff that takes forms.
    """
    account = session.get(ACCOUNT)
    if request.method != "POST" or account is None or not _is_ours():
        return None
    fields = [(n, v) for n, v in sent_fields().items(multi=True) if n not in NEVER_KEPT]
    if sum(len(name) + len(value) for name, value in fields) > MOST_CHARACTERS:
        return None
    address = request.full_path.rstrip("?")
    sealed = orjson.dumps([account, address, fields, sent_file_names()])
    return seal_for(PURPOSE).encrypt(sealed).decode()


def opened(kept: str | None) -> KeptForm | None:
    """A form that was kept; None where none was, or it was too long ago."""
    try:
        content = seal_for(PURPOSE).decrypt((kept or "").encode(), ttl=KEPT_SECONDS)
    except InvalidToken:
        return None
    account, address, fields, files = orjson.loads(content)
    return KeptForm(account, address, tuple((n, v) for n, v in fields), tuple(files))


def _is_ours() -> bool:
    if not current_app.config["WTF_CSRF_ENABLED"]:
        return True
    try:
        validate_csrf(sent_fields().get(FORM_TOKEN))
    except ValidationError:
        return False
    return True
