"""The one table of who may do what: the roles that somebody may have, several at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from app.kernel.errors import Refused
from app.kernel.permissions import Permission


@dataclass(frozen=True)
class Role:
    """A part that somebody has in the work.

    `name` and `does` are what staff are shown: `does` goes on after the name.
    """

    name: str
    does: str
    may: frozenset[Permission]


ADMIN: Final = "admin"

_READER = frozenset(
    {
        Permission.SEE_SERVICES,
        Permission.COLLECT,
        Permission.READ,
        Permission.ASSESS,
        Permission.HANDLE_CONCERNS,
        Permission.TRANSLATE,
        Permission.SEE_RESULTS,
        Permission.ACT,
        Permission.AUDIT,
        Permission.GIVE_EVIDENCE,
    }
)

ROLES: Final = {
    ADMIN: Role(
        "Administrator",
        "may do everything, and alone changes services, staff and what is exported raw",
        frozenset(Permission),
    ),
    "quality-lead": Role(
        "Quality lead",
        "decides what is done and published, plans audits and training, keeps frameworks",
        (_READER - {Permission.HANDLE_CONCERNS})
        | {Permission.SET_UP, Permission.LEAD, Permission.SET_STANDARDS},
    ),
    "service-manager": Role(
        "Service manager",
        "makes links and events, handles complaints and concerns, decides what is done",
        _READER | {Permission.SET_UP, Permission.LEAD},
    ),
    "safeguarding-lead": Role(
        "Safeguarding lead",
        "reads comments, handles complaints and concerns, says who reads",
        frozenset(
            {
                Permission.SEE_SERVICES,
                Permission.READ,
                Permission.ASSESS,
                Permission.HANDLE_CONCERNS,
                Permission.ARRANGE_READING,
            }
        ),
    ),
    "reader": Role(
        "Reader",
        "reads comments, sees results and evidence, keys in paper, proposes actions",
        _READER,
    ),
    "auditor": Role(
        "Auditor",
        "sees audits, their samples and their notes, and says what was found",
        frozenset({Permission.SEE_SERVICES, Permission.AUDIT}),
    ),
    "translator": Role(
        "Translator",
        "reads comments to put them into English, and signs off what is published in a language",
        frozenset({Permission.READ, Permission.TRANSLATE, Permission.SEE_RESULTS}),
    ),
}
"""By the word that the database and the command line have, the one that may do most first."""

EVERYBODY: Final = frozenset({Permission.ENTER})
"""What everybody may do who has an account."""


def permissions_of(roles: Iterable[str]) -> frozenset[Permission]:
    """What somebody with these roles may do."""
    return EVERYBODY.union(*(ROLES[role].may for role in roles if role in ROLES))


def roles_with(permission: Permission) -> list[str]:
    """The roles that allow it."""
    return [code for code, role in ROLES.items() if permission in role.may]


def in_order(roles: Iterable[str]) -> tuple[str, ...]:
    """Roles as the table has them, each once."""
    given = set(roles)
    return tuple(code for code in ROLES if code in given)


def in_words(roles: Iterable[str]) -> str:
    """Roles as staff are shown them, for example `Auditor and reader`."""
    names = [ROLES[code].name for code in in_order(roles)]
    first, rest = names[:1], [name.lower() for name in names[1:]]
    return " and ".join([*([", ".join([*first, *rest[:-1]])] if names else []), *rest[-1:]])


def checked_roles(roles: Iterable[str]) -> tuple[str, ...]:
    """The roles, in order and each once.

    Raises:
        Refused: when one does not exist, or there is none.
    """
    given = list(roles)
    unknown = next((role for role in given if role not in ROLES), None)
    if unknown is not None:
        raise Refused(f"There is no role '{unknown}'. Use one of: {', '.join(ROLES)}.")
    if not given:
        raise Refused(
            "Choose at least one role. To take everything away from somebody, stop them signing in."
        )
    return in_order(given)
