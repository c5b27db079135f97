"""Changing staff accounts, and recording what was done."""

import unicodedata
import uuid
from collections.abc import Iterable
from typing import Any

from app.administration.accounts.addresses import checked_address
from app.administration.accounts.chain import Said
from app.administration.accounts.models import Grant, User
from app.administration.accounts.passwords import hash_password, refuse_weak
from app.administration.accounts.queries import active_administrators, get_user, user_by_email
from app.administration.accounts.recording import enter
from app.administration.accounts.roles import checked_roles, roles_with
from app.administration.accounts.sessions import end_all
from app.administration.organisation.queries import all_services, organisation
from app.extensions import db, flush_or_raise
from app.kernel import clock, limits
from app.kernel.database import from_json, to_json
from app.kernel.errors import Conflict, Refused
from app.kernel.permissions import Permission
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
            at=clock.now(),
            actor=actor[: limits.EMAIL],
            action=action,
            subject=subject[: limits.LINE],
            detail=from_json(to_json(detail or {})),
        )
    )


def create_user(
    *, email: str, name: str, roles: Iterable[str], password: str, actor: str = COMMAND_LINE
) -> User:
    """Add a member of staff.

    Raises:
        Conflict: when the address is taken.
        Refused: when the address, name, a role or the password will not do.
    """
    email, name, given = checked_address(email), _checked_name(name), checked_roles(roles)
    user = User(
        email=email,
        name=name,
        grants=[Grant(role=role) for role in given],
        password_hash=_new_hash(password, email, name),
        is_active=True,
    )
    conflict = Conflict(f"{user.email} has an account already. Change that one.")
    if user_by_email(user.email) is not None:
        raise conflict
    db.session.add(user)
    flush_or_raise(conflict)
    record(actor=actor, action="user-created", subject=user.email, detail={"roles": list(given)})
    return user


def set_roles(*, user_id: uuid.UUID, roles: Iterable[str], actor: str) -> User:
    """Give somebody these roles and no others; their sessions end, so that they sign in as that.

    Raises:
        NotFound: when there is no such user.
        Refused: when a role does not exist, there is none, or no administrator would be left.
    """
    user, after = get_user(user_id), checked_roles(roles)
    before = user.roles
    if before == after:
        return user
    if not set(after) & set(roles_with(Permission.ADMINISTER)):
        _keep_an_administrator(user)
    user.grants = [
        *(grant for grant in user.grants if grant.role in after),
        *(Grant(role=role) for role in after if role not in before),
    ]
    end_all(user.id)
    record(
        actor=actor,
        action="role-changed",
        subject=user.email,
        detail={"before": list(before), "after": list(after)},
    )
    return user


def grant_role(*, user_id: uuid.UUID, role: str, actor: str) -> User:
    """Give somebody one role more.

    Raises:
        NotFound: when there is no such user.
        Refused: when the role does not exist.
    """
    return set_roles(user_id=user_id, roles=(*get_user(user_id).roles, role), actor=actor)


def revoke_role(*, user_id: uuid.UUID, role: str, actor: str) -> User:
    """Take one role away from somebody.

    Raises:
        NotFound: when there is no such user.
        Refused: when they do not have it, or would have none, or no administrator would be left.
    """
    user = get_user(user_id)
    if role not in user.roles:
        raise Refused(f"{user.name} does not have the role '{role}'.")
    left = [each for each in user.roles if each != role]
    return set_roles(user_id=user_id, roles=left, actor=actor)


def set_active(*, user_id: uuid.UUID, is_active: bool, actor: str) -> User:
    """Let somebody sign in, or no longer; whoever is signed in is out with the next page.

    Raises:
        NotFound: when there is no such user.
        Refused: when no administrator would be left.
    """
    user = get_user(user_id)
    if user.is_active == is_active:
        return user
    if not is_active:
        _keep_an_administrator(user)
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


def _keep_an_administrator(user: User) -> None:
    is_one = user.is_active and Permission.ADMINISTER in user.permissions
    if is_one and active_administrators() == 1:
        raise Refused(
            f"{user.name} is the only administrator. Make somebody else an administrator first, "
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
