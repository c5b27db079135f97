"""`ownwords user`: the staff who sign in."""

import sys

import click

from app.accounts.operations import create_user
from app.accounts.queries import ROLES, all_users
from app.cli.common import emit, json_option, with_app


@click.group()
def user() -> None:
    """Staff who sign in. People who answer never have an account."""


@user.command("create")
@click.argument("email")
@click.option("--role", required=True, type=click.Choice(ROLES), help="What they may do.")
@click.option("--name", required=True, help="Their name.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
@json_option
@with_app
def create_command(email: str, role: str, name: str, password_stdin: bool, as_json: bool) -> None:
    """Add a member of staff who signs in as EMAIL."""
    added = create_user(email=email, name=name, role=role, password=_password(password_stdin))
    emit(
        {"email": added.email, "name": added.name, "role": added.role},
        as_json,
        f"{added.name} can sign in as {added.email} ({added.role}).",
    )


@user.command("list")
@json_option
@with_app
def list_command(as_json: bool) -> None:
    """Everybody who has an account."""
    found = all_users()
    emit(
        [
            {"email": each.email, "name": each.name, "role": each.role, "active": each.is_active}
            for each in found
        ],
        as_json,
        "\n".join(
            f"{each.email}  {each.name}  {each.role}{'' if each.is_active else '  (not active)'}"
            for each in found
        )
        or "No staff yet.",
    )


def _password(from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    return str(click.prompt("Password", hide_input=True, confirmation_prompt=True))
