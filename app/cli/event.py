"""`ownwords event`: planning a day at which people are asked, and recording attendance."""

from datetime import date
from typing import Any

import click

from app.cli.common import DAY, emit, json_option, with_app, with_database


@click.group()
def event() -> None:
    """Events: days at which a partner hands a tablet round."""


@event.command("create")
@click.option("--service", required=True, help="Name of the service.")
@click.option("--name", required=True, help="Name of the event, once in a service.")
@click.option("--day", required=True, type=DAY, help="For example 2026-11-30.")
@click.option("--partner", help="Community partner at whose place or with whose help it is.")
@click.option("--place", help="Where it is.")
@click.option("--languages", default="", help="Locales of the guest list, for example en,ur.")
@click.option("--survey", "surveys", multiple=True, help="Id of a survey used there; repeatable.")
@click.option("--kiosk", is_flag=True, help="The links are for a shared tablet.")
@json_option
@with_app
def create_command(
    service: str,
    name: str,
    day: date,
    partner: str | None,
    place: str | None,
    languages: str,
    surveys: tuple[str, ...],
    kiosk: bool,
    as_json: bool,
) -> None:
    """Plan an event, with a link for each survey."""
    from app.collection.events.documents import event_documents
    from app.collection.events.operations import plan_event
    from app.collection.events.plans import EventPlan
    from app.collection.events.queries import event_line

    locales = tuple(each.strip() for each in languages.split(",") if each.strip())
    plan = EventPlan(name=name, day=day, partner=partner, place=place, languages=locales)
    planned = plan_event(service_name=service, plan=plan, survey_ids=surveys, is_kiosk=kiosk)
    [document] = event_documents([event_line(planned.id)])
    emit(document, as_json, _line(document))


@event.command("list")
@json_option
@with_database
def list_command(as_json: bool) -> None:
    """All events, the earliest first."""
    from app.collection.events.documents import event_documents
    from app.collection.events.queries import all_events

    documents = event_documents(all_events())
    emit(documents, as_json, "\n".join(map(_line, documents)) or "No events yet.")


@event.command("attendance")
@click.argument("name")
@click.option("--service", required=True, help="Name of the service.")
@click.option("--number", required=True, type=int, help="How many attended.")
@click.option("--counted", is_flag=True, help="They were counted.")
@click.option("--estimated", is_flag=True, help="It is an estimate.")
@click.option("--by", required=True, help="Who counted or estimated, for example the host.")
@json_option
@with_app
def attendance_command(
    name: str, service: str, number: int, counted: bool, estimated: bool, by: str, as_json: bool
) -> None:
    """Record how many attended the event NAME; doing it again corrects it."""
    from app.collection.events.attendance import CountKind
    from app.collection.events.documents import event_documents
    from app.collection.events.operations import record_attendance
    from app.collection.events.queries import event_line, get_event_named

    if counted == estimated:
        raise click.UsageError("Say how the number was found: --counted or --estimated.")
    found = get_event_named(service_name=service, name=name)
    kind = CountKind.COUNTED if counted else CountKind.ESTIMATED
    record_attendance(event_id=found.id, number=number, kind=kind, by=by)
    [document] = event_documents([event_line(found.id)])
    emit(document, as_json, _line(document))


def _line(document: dict[str, Any]) -> str:
    return (
        f"{document['day']}  {document['name']}  {document['service']}  "
        f"links: {len(document['links'])}  {document['came']}"
    )
