"""`ownwords training`: programmes of training, their links, and the cards that link answers."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from app.cli.common import emit, json_option, with_app, with_database
from app.cli.printing import output_option, write
from app.kernel.errors import NotFound

if TYPE_CHECKING:
    from app.improvement.training.queries import ProgrammeLine


@click.group()
def training() -> None:
    """Training of staff: programmes, cards, and what was before and after."""


@training.command("start")
@click.option("--name", required=True, help="Staff see it above the questions.")
@click.option("--aims", required=True, help="What staff know or do differently afterwards.")
@click.option("--service", "services", required=True, multiple=True, help="Name; repeatable.")
@click.option("--survey", default="staff-confidence", show_default=True, help="A survey for staff.")
@json_option
@with_app
def start_command(
    name: str, aims: str, services: tuple[str, ...], survey: str, as_json: bool
) -> None:
    """Start a programme, with a link before, just after and later for each service."""
    from app.improvement.training import operations
    from app.improvement.training.plans import ProgrammePlan
    from app.improvement.training.queries import programme_line

    plan = ProgrammePlan(name=name, aims=aims, services=[_service_id(each) for each in services])
    started = operations.start_programme(plan=plan, survey_id=survey)
    document, links = _document(programme_line(started.id)), _links(started.id)
    text = "\n".join(f"{each['moment']}  {each['service']}  {each['url']}" for each in links)
    emit({**document, "links": links}, as_json, text)


@training.command("list")
@json_option
@with_database
def list_command(as_json: bool) -> None:
    """All programmes, open ones first."""
    from app.improvement.training.queries import all_programmes

    documents = [_document(line) for line in all_programmes()]
    emit(documents, as_json, "\n".join(map(_line, documents)) or "No programme yet.")


@training.command("cards")
@click.argument("name")
@click.option("--number", required=True, type=int, help="How many cards.")
@click.option("--service", help="Whose links stand on them; needed where there are several.")
@click.option("--language", default="en", show_default=True, help="A language of the survey.")
@output_option
@with_app
def cards_command(name: str, number: int, service: str | None, language: str, target: Path) -> None:
    """Print code cards for the programme NAME; the codes are in the file only."""
    from flask import current_app

    from app.administration.accounts.operations import COMMAND_LINE
    from app.improvement.training import operations
    from app.improvement.training.queries import programme_line

    programme_id = _programme_id(name)
    own = list(programme_line(programme_id).services)
    if service is None and len(own) > 1:
        raise click.UsageError("Say whose links stand on the cards: --service NAME.")
    made = operations.print_cards(
        programme_id=programme_id,
        number=number,
        service_id=_service_id(service) if service else own[0],
        locale=language,
        base_url=current_app.config["OWNWORDS"].base_url,
        actor=COMMAND_LINE,
    )
    write(made, target)


@training.command("close")
@click.argument("name")
@with_app
def close_command(name: str) -> None:
    """Close the programme NAME for good: figures stay, the key of its cards is destroyed."""
    from app.improvement.training import operations

    closed = operations.close_programme(programme_id=_programme_id(name))
    click.echo(f"{closed.name} is closed.")


def _programme_id(name: str) -> uuid.UUID:
    from app.improvement.training.queries import programme_named

    found = programme_named(name)
    if found is None:
        raise NotFound(f"There is no programme '{name}'. See: ownwords training list")
    return found.id


def _service_id(name: str) -> uuid.UUID:
    from app.administration.organisation.queries import service_by_name

    found = service_by_name(name)
    if found is None:
        raise NotFound(f"There is no service '{name}'. See: ownwords service list")
    return found.id


def _links(programme_id: uuid.UUID) -> list[dict[str, str]]:
    from flask import current_app

    from app.collection.links.codes import address
    from app.collection.matched.queries import links_of
    from app.improvement.training.queries import links_with_services

    time_points = links_of(programme_id)
    base = current_app.config["OWNWORDS"].base_url
    return [
        {
            "moment": time_points[link.token].value,
            "service": service.name,
            "token": link.token,
            "url": address(link.token, base_url=base),
        }
        for link, service in links_with_services(list(time_points))
    ]


def _document(line: ProgrammeLine) -> dict[str, Any]:
    programme = line.programme
    return {
        "id": str(programme.id),
        "name": programme.name,
        "services": list(line.services.values()),
        "survey": programme.survey_id,
        "sessions": [
            {"day": each.session.day.isoformat(), "came": each.attended} for each in line.sessions
        ],
        "overdue": [each.follow_up.theme for each in line.overdue],
        "closed_on": programme.closed_on.isoformat() if programme.closed_on else None,
    }


def _line(document: dict[str, Any]) -> str:
    state = f"closed {document['closed_on']}" if document["closed_on"] else "open"
    late = _overdue(document["overdue"])
    return f"{state}  {document['name']}  {', '.join(document['services'])}{late}"


def _overdue(themes: Iterable[str]) -> str:
    listed = ", ".join(themes)
    return f"  overdue in supervision: {listed}" if listed else ""
