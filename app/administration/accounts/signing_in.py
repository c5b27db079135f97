"""Signing in, and changing one's own password, where the right one has to be known."""

import hashlib
import uuid

from app.administration.accounts.addresses import is_address, plain_address
from app.administration.accounts.guessing import Origin, give_back, lanes_of, lanes_within, take
from app.administration.accounts.models import User
from app.administration.accounts.operations import record, set_password
from app.administration.accounts.passwords import (
    KNOWN,
    STRANGERS,
    hash_password,
    is_right,
    needs_new_hash,
)
from app.administration.accounts.queries import get_user, user_by_email
from app.kernel.errors import Refused

FAILED = "sign-in-failed"
NOBODY = "not signed in"
"""Who tries a password is not known: the account that is tried is the subject, never the actor."""


class WrongSignIn(Refused):
    """The e-mail address and password do not belong together."""


def sign_in(*, email: str, password: str, origin: Origin) -> User:
    """The user to whom address and password belong.

    Nobody learns from a failure which addresses are known: an unknown one is counted, hashed and
    recorded in the same way. No network address is kept. The caller commits either way.

    Raises:
        TooManyGuesses: when passwords are tried too fast, before anything is hashed.
        Busy: when others are signing in at this moment.
        WrongSignIn: when they do not belong together, or the account is not active.
    """
    email = plain_address(email)
    lanes = lanes_of(email, origin)
    # Whoever is asked to come again took no place in a lane.
    with (STRANGERS if origin.device is None else KNOWN).turn():
        take(lanes)
        user = user_by_email(email) if is_address(email) else None
        known = user if user is not None and user.is_active else None
        is_theirs = is_right(password, known.password_hash if known else None)
    if not is_theirs or known is None:
        record(actor=NOBODY, action=FAILED, subject=_account(email))
        raise WrongSignIn("The e-mail address and the password do not belong together.")
    give_back(lanes)
    if needs_new_hash(known.password_hash):
        known.password_hash = hash_password(password)
    record(actor=known.email, action="sign-in", subject=known.email)
    return known


def change_own_password(*, user_id: uuid.UUID, current: str, new: str) -> User:
    """Change one's own password; all one's sessions end.

    Raises:
        WrongSignIn: when the current password is wrong.
        TooManyGuesses: when passwords are tried too fast.
        Busy: when others are signing in at this moment.
        Refused: when the new password is too short, too long or easy to guess.
    """
    user = get_user(user_id)
    lanes = lanes_within(str(user.id))
    with KNOWN.turn():
        take(lanes)
        is_theirs = is_right(current, user.password_hash)
    if not is_theirs:
        record(actor=user.email, action=FAILED, subject=_account(user.email))
        raise WrongSignIn("The current password is wrong. Type the one you signed in with.")
    give_back(lanes)
    return set_password(user_id=user_id, password=new, actor=user.email)


def _account(email: str) -> str:
    return f"account {hashlib.sha256(email.encode()).hexdigest()[:16]}"
