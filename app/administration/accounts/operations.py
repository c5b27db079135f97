"""Changing staff accounts, and recording what was done."""

import unicodedata
import uuid
from typing import Any

from app.administration.accounts.addresses import checked_address
from app.administration.accounts.chain import Said
from app.administration.accounts.models import User
from app.administration.accounts.passwords import hash_password, refuse_weak
from app.administration.accounts.queries import ROLES, active_admins, get_user, user_by_email
from app.administration.accounts.recording import enter
from app.administration.accounts.sessions import end_all
from app.administration.organisation.queries import all_services, organisation
from app.extensions import db, flush_or_raise
from app.kernel import limits
from app.kernel.clock import now
from app.kernel.database import from_json, to_json
from app.kernel.errors import Conflict, Refused
from app.kernel.texts import required_line

COMMAND_LINE = "command line"


def record(*, actor: str, action: str, subject: str, detail: dict[str, Any] | None = None) -> None:
    """Add an entry to the audit record, with the commit that keeps what it tells of.

    Args:
        actor: the e-mail address of who did it, or `command line`.
        action: what was done, for example `export`.
        subject: what it was done to, for example a link's token.
        detail: what else should be known; nothing about people who answer.
    """
    enter(
        Said(
            at=now(),
            actor=actor[: limits.EMAIL],
            action=action,
            subject=subject[: limits.LINE],
            detail=from_json(to_json(detail or {})),
        )
    )


def create_user(
    *, email: str, name: str, role: str, password: str, actor: str = COMMAND_LINE
) -> User:
    """Add a member of staff.

    Raises:
        Conflict: when the address is taken.
        Refused: when the address, name, role or password will not do.
    """
    email, name = checked_address(email), _checked_name(name)
    user = User(
        email=email,
        name=name,
        role=_checked_role(role),
        password_hash=_new_hash(password, email, name),
        is_active=True,
    )
    conflict = Conflict(f"{user.email} has an account already. Change that one.")
    if user_by_email(user.email) is not None:
        raise conflict
    db.session.add(user)
    flush_or_raise(conflict)
    record(actor=actor, action="user-created", subject=user.email, detail={"role": role})
    return user


def change_role(*, user_id: uuid.UUID, role: str, actor: str) -> User:
    """Make somebody an admin or a reader; their sessions end, so that they sign in as that.

    Raises:
        NotFound: when there is no such user.
        Refused: when the role does not exist, or no admin would be left.
    """
    user = get_user(user_id)
    before, after = user.role, _checked_role(role)
    if before == after:
        return user
    _keep_an_admin(user)
    user.role = after
    end_all(user.id)
    record(
        actor=actor,
        action="role-changed",
        subject=user.email,
        detail={"before": before, "after": after},
    )
    return user


def set_active(*, user_id: uuid.UUID, is_active: bool, actor: str) -> User:
    """Let somebody sign in, or no longer; whoever is signed in is out with the next page.

    Raises:
        NotFound: when there is no such user.
        Refused: when no admin would be left.
    """
    user = get_user(user_id)
    if user.is_active == is_active:
        return user
    if not is_active:
        _keep_an_admin(user)
    user.is_active = is_active
    end_all(user.id)
    action = "user-reactivated" if is_active else "user-deactivated"
    record(actor=actor, action=action, subject=user.email)
    return user


def set_password(*, user_id: uuid.UUID, password: str, actor: str) -> User:
    """Give somebody another password; their sessions end.

    Raises:
        NotFound: when there is no such user.
        Refused: when the password is too short, too long or easy to guess.
    """
    user = get_user(user_id)
    user.password_hash = _new_hash(password, user.email, user.name)
    end_all(user.id)
    record(actor=actor, action="password-changed", subject=user.email)
    return user


def sign_out_everywhere(*, user_id: uuid.UUID, actor: str) -> User:
    """End every session of somebody.

    Raises:
        NotFound: when there is no such user.
    """
    user = get_user(user_id)
    end_all(user.id)
    record(actor=actor, action="signed-out-everywhere", subject=user.email)
    return user


def _keep_an_admin(user: User) -> None:
    if user.role == "admin" and user.is_active and active_admins() == 1:
        raise Refused(
            f"{user.name} is the only admin. Make somebody else an admin first, "
            "or nobody could change anything."
        )


def _new_hash(password: str, email: str, name: str) -> str:
    made = hash_password(password)
    whole = organisation()
    ours = (*(service.name for service in all_services()), whole.name if whole else "")
    refuse_weak(password, (email, name, *ours))
    return made


def _checked_name(name: str) -> str:
    return unicodedata.normalize("NFC", required_line(name, name="The name"))


def _checked_role(role: str) -> str:
    if role not in ROLES:
        raise Refused(f"There is no role '{role}'. Use one of: {', '.join(ROLES)}.")
    return role
