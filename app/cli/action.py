"""`ownwords action`: what was heard, decided and done."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.cli.common import LateChoice, emit, json_option, with_app, with_database
from app.cli.printing import output_option
from app.kernel.errors import NotFound
from app.kernel.files import whole_or_not

if TYPE_CHECKING:
    from app.improvement.actions.queries import ActionLine


def _sizes() -> Iterable[str]:
    from app.improvement.publication.posters import POSTER_SIZES

    return POSTER_SIZES


@click.group()
def action() -> None:
    """Actions: what was heard, what was decided and why, and what was done."""


@action.command("list")
@click.option("--service", help="Only what is about this service, or about all of them.")
@click.option("--overdue", is_flag=True, help="Only promises whose day has passed.")
@json_option
@with_database
def list_command(service: str | None, overdue: bool, as_json: bool) -> None:
    """All actions, overdue ones first."""
    from app.improvement.actions.queries import action_document, all_actions

    lines = all_actions(service_id=_service_id(service) if service else None)
    shown = [line for line in lines if line.is_overdue or not overdue]
    text = "\n".join(map(_line, shown)) or "No actions yet."
    emit([action_document(line) for line in shown], as_json, text)


@action.command("poster")
@click.argument("service")
@click.option("--size", type=LateChoice(_sizes, case_sensitive=False), default="A4")
@click.option("--languages", default="", help="For example en,ur; else all that are signed off.")
@output_option
@with_app
def poster_command(service: str, size: str, languages: str, target: Path) -> None:
    """Make a poster that says what was done at SERVICE, with a code that leads to its page."""
    from flask import current_app

    from app.improvement.actions.posters import service_poster
    from app.improvement.actions.publishing import service_page_of

    made = service_poster(
        token=service_page_of(_service_id(service)),
        size=size,
        languages=languages.split(","),
        base_url=current_app.config["OWNWORDS"].base_url,
    )
    with whole_or_not(target) as draft:
        draft.write_bytes(made)
    click.echo(f"{target} is ready to print.", err=True)


def _service_id(name: str) -> uuid.UUID:
    from app.administration.organisation.queries import service_by_name

    found = service_by_name(name)
    if found is None:
        raise NotFound(f"There is no service '{name}'. See: ownwords service list")
    return found.id


def _line(line: ActionLine) -> str:
    due = f"by {line.action.due_on}" if line.action.due_on else "no day"
    state = "overdue" if line.is_overdue else line.state.value
    return f"{state}  {due}  {line.about}  {line.action.owner or '-'}  {line.action.heard[:60]}"
