"""`ownwords link`: the addresses at which surveys are answered."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from app.cli.common import DAY, emit, json_option, with_app, with_database
from app.surveys.parts import AUDIENCES

if TYPE_CHECKING:
    from app.collection.links.views import LinkView


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
    from app.administration.organisation.queries import service_by_id, service_by_name
    from app.collection.links.operations import create_link
    from app.collection.links.views import link_views

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
    found = service_by_id(made.service_id)
    view = link_views([(made, found)])[0]
    if is_new:
        click.echo(
            f"The service '{view.service}' is new, with the organisation-wide contacts.", err=True
        )
    emit(view.document, as_json, _line(view))


@link.command("list")
@json_option
@with_database
def list_command(as_json: bool) -> None:
    """All links, by service."""
    from app.collection.links.queries import links_with_services
    from app.collection.links.views import link_views

    views = link_views(links_with_services())
    emit(
        [view.document for view in views],
        as_json,
        "\n".join(_line(view) for view in views) or "No links yet.",
    )


def _line(view: LinkView) -> str:
    return (
        f"{view.url}  {view.short_code}  {view.survey}  {view.service}  "
        f"{view.audience}  {view.state.value}"
    )
