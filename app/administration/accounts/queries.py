"""Reading staff."""

import uuid

from sqlalchemy import distinct, func, select

from app.administration.accounts.addresses import SHOWN, plain_address
from app.administration.accounts.models import Grant, User
from app.administration.accounts.roles import roles_with
from app.extensions import db
from app.kernel.errors import require
from app.kernel.permissions import Permission


def all_users() -> list[User]:
    """All staff, by name."""
    return list(db.session.execute(select(User).order_by(User.name, User.email)).scalars())


def user_by_id(user_id: uuid.UUID) -> User | None:
    """The user with this id, or None."""
    return db.session.get(User, user_id)


def get_user(user_id: uuid.UUID) -> User:
    """The user with this id.

    Raises:
        NotFound: when there is none.
    """
    return require(user_by_id(user_id), "There is no such user.")


def user_by_email(email: str) -> User | None:
    """The user who signs in with this address, or None. `email` is in lower case."""
    return db.session.execute(select(User).where(User.email == email)).scalars().first()


def name_of(actor: str) -> str:
    """The name of who does something, or what the record calls them who have no account."""
    user = user_by_email(actor)
    return user.name if user is not None else actor


def user_with_address(email: str) -> User:
    """The user who signs in with this address, however it is written.

    Raises:
        NotFound: when there is none.
    """
    return require(
        user_by_email(plain_address(email)),
        f"Nobody signs in as '{email[:SHOWN]}'. See: ownwords user list",
    )


def who_may(permission: Permission) -> list[User]:
    """Everybody who can sign in and may do this, by name."""
    return [user for user in all_users() if user.is_active and permission in user.permissions]


def active_administrators() -> int:
    """How many can sign in who may give accounts and roles."""
    counted = select(func.count(distinct(User.id))).join(Grant, Grant.user_id == User.id)
    administer = roles_with(Permission.ADMINISTER)
    counted = counted.where(Grant.role.in_(administer), User.is_active.is_(True))
    return db.session.execute(counted).scalar_one()
