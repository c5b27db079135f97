"""`ownwords link`: the addresses at which surveys are answered."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import click

from app.cli.common import DAY, emit, json_option, with_app, with_database
from app.collection.links.audiences import AUDIENCES

SHOWN: Final = ("url", "short_code", "survey", "service", "audience", "state")
"""What a line says of a link."""


@click.group()
def link() -> None:
    """Links: where one survey is answered about one service."""


@link.command("create")
@click.option("--survey", required=True, help="Id of a published survey.")
@click.option("--service", required=True, help="Name of the service.")
@click.option("--audience", help=f"One of: {', '.join(AUDIENCES)}; else the survey's own.")
@click.option("--event", help="Event at which it is handed out.")
@click.option("--partner", help="Community partner who hands it out.")
@click.option("--language", help="Locale to pin it to, for example cy or en-easyread.")
@click.option("--opens", type=DAY, help="First day, for example 2026-11-01.")
@click.option("--closes", type=DAY, help="Last day.")
@click.option("--kiosk", is_flag=True, help="For a shared tablet.")
@click.option("--pin", help="Six digits for staff at that tablet; made up when left out.")
@click.option("--cards", is_flag=True, help="Ask for the code of a single-use card.")
@json_option
@with_app
def create_command(
    survey: str,
    service: str,
    audience: str | None,
    event: str | None,
    partner: str | None,
    language: str | None,
    opens: date | None,
    closes: date | None,
    kiosk: bool,
    pin: str | None,
    cards: bool,
    as_json: bool,
) -> None:
    """Make a link."""
    from app.administration.organisation.queries import get_service, service_by_name
    from app.collection.links.documents import link_documents
    from app.collection.links.operations import create_link

    is_new = service_by_name(service) is None
    made = create_link(
        survey_id=survey,
        service_name=service,
        audience=audience,
        event=event,
        partner=partner,
        language=language,
        opens_on=opens,
        closes_on=closes,
        is_kiosk=kiosk,
        pin=pin,
        uses_cards=cards,
    )
    found = get_service(made.service_id)
    [document] = link_documents([(made, found)])
    if is_new:
        click.echo(
            f"The service '{document['service']}' is new, with the organisation-wide contacts.",
            err=True,
        )
    emit(document, as_json, _line(document))


@link.command("list")
@json_option
@with_database
def list_command(as_json: bool) -> None:
    """All links, by service."""
    from app.collection.links.documents import link_documents
    from app.collection.links.queries import links_with_services

    documents = link_documents(links_with_services())
    emit(documents, as_json, "\n".join(map(_line, documents)) or "No links yet.")


def _line(document: dict[str, Any]) -> str:
    return "  ".join(document[name] for name in SHOWN)
