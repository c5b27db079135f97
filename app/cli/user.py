"""`ownwords user`: the staff who sign in."""

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from app.cli.common import LateChoice, emit, json_option, with_database

if TYPE_CHECKING:
    from app.administration.accounts.models import User


def _roles() -> Iterable[str]:
    from app.administration.accounts.roles import ROLES

    return ROLES


roles_option = click.option(
    "--role",
    "roles",
    required=True,
    multiple=True,
    type=LateChoice(_roles),
    help="What they may do; may be given several times.",
)


@click.group()
def user() -> None:
    """Staff who sign in. People who answer never have an account."""


@user.command("create")
@click.argument("email")
@roles_option
@click.option("--name", required=True, help="Their name.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
@json_option
@with_database
def create_command(
    email: str, roles: tuple[str, ...], name: str, password_stdin: bool, as_json: bool
) -> None:
    """Add a member of staff who signs in as EMAIL."""
    from app.administration.accounts.operations import create_user

    added = create_user(email=email, name=name, roles=roles, password=_password(password_stdin))
    emit(
        _shown(added),
        as_json,
        f"{added.name} can sign in as {added.email} ({', '.join(added.roles)}).",
    )


@user.command("list")
@json_option
@with_database
def list_command(as_json: bool) -> None:
    """Everybody who has an account."""
    from app.administration.accounts.queries import all_users

    found = all_users()
    emit(
        [{**_shown(each), "active": each.is_active} for each in found],
        as_json,
        "\n".join(_line(each) for each in found) or "No staff yet.",
    )


@user.command("password")
@click.argument("email")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
@with_database
def password_command(email: str, password_stdin: bool) -> None:
    """Give EMAIL another password, also where no admin is left who could."""
    from app.administration.accounts.operations import COMMAND_LINE, set_password
    from app.administration.accounts.queries import user_with_address

    known = user_with_address(email)
    set_password(user_id=known.id, password=_password(password_stdin), actor=COMMAND_LINE)
    click.echo(f"{known.email} has a new password, and is signed out on every device.")
    if not known.is_active:
        click.echo(f"They cannot sign in yet: ownwords user activate {known.email}")


@user.command("role")
@click.argument("email")
@roles_option
@with_database
def role_command(email: str, roles: tuple[str, ...]) -> None:
    """Give EMAIL these roles, and no others."""
    from app.administration.accounts.operations import COMMAND_LINE, set_roles
    from app.administration.accounts.queries import user_with_address

    changed = set_roles(user_id=user_with_address(email).id, roles=roles, actor=COMMAND_LINE)
    _say_roles(changed)


@user.command("grant")
@click.argument("email")
@click.option("--role", required=True, type=LateChoice(_roles), help="What they may do besides.")
@with_database
def grant_command(email: str, role: str) -> None:
    """Give EMAIL one role more."""
    from app.administration.accounts.operations import COMMAND_LINE, grant_role
    from app.administration.accounts.queries import user_with_address

    known = user_with_address(email)
    _say_roles(grant_role(user_id=known.id, role=role, actor=COMMAND_LINE))


@user.command("revoke")
@click.argument("email")
@click.option("--role", required=True, type=LateChoice(_roles), help="What to take away.")
@with_database
def revoke_command(email: str, role: str) -> None:
    """Take one role away from EMAIL."""
    from app.administration.accounts.operations import COMMAND_LINE, revoke_role
    from app.administration.accounts.queries import user_with_address

    known = user_with_address(email)
    _say_roles(revoke_role(user_id=known.id, role=role, actor=COMMAND_LINE))


@user.command("activate")
@click.argument("email")
@with_database
def activate_command(email: str) -> None:
    """Let EMAIL sign in again."""
    from app.administration.accounts.operations import COMMAND_LINE, set_active
    from app.administration.accounts.queries import user_with_address

    set_active(user_id=user_with_address(email).id, is_active=True, actor=COMMAND_LINE)
    click.echo(f"{email} can sign in.")


@user.command("deactivate")
@click.argument("email")
@click.option("--to", help="Who takes over what they see to by name.")
@with_database
def deactivate_command(email: str, to: str | None) -> None:
    """Stop EMAIL signing in; whoever is signed in as them is out at once."""
    from app.administration.accounts.queries import user_with_address
    from app.home.leaving.operations import leave

    leave(user_id=user_with_address(email).id, to=user_with_address(to).id if to else None)
    click.echo(f"{email} can no longer sign in.")


@user.command("sign-out")
@click.argument("email")
@with_database
def sign_out_command(email: str) -> None:
    """Sign EMAIL out on every device."""
    from app.administration.accounts.operations import COMMAND_LINE, sign_out_everywhere
    from app.administration.accounts.queries import user_with_address

    sign_out_everywhere(user_id=user_with_address(email).id, actor=COMMAND_LINE)
    click.echo(f"{email} is signed out on every device.")


def _shown(of: "User") -> dict[str, object]:
    """An account as JSON; `role` is the one that may do most."""
    return {
        "email": of.email,
        "name": of.name,
        "role": of.roles[0] if of.roles else None,
        "roles": list(of.roles),
    }


def _line(of: "User") -> str:
    roles = ", ".join(of.roles)
    return f"{of.email}  {of.name}  {roles}{'' if of.is_active else '  (not active)'}"


def _say_roles(of: "User") -> None:
    click.echo(f"{of.email} is now: {', '.join(of.roles)}.")


def _password(from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    return str(click.prompt("Password", hide_input=True, confirmation_prompt=True))
