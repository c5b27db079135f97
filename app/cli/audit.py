"""`ownwords audit`: rounds of audits, and whether the audit record is whole."""

import uuid
from typing import Any

import click

from app.cli.common import DAY, emit, json_option, with_app, with_database
from app.kernel.errors import NotFound


@click.group()
def audit() -> None:
    """Audit rounds: records drawn at random and audited one by one; and the audit record."""


@audit.command("tools")
@json_option
@with_app
def tools_command(as_json: bool) -> None:
    """The audit tools that are published."""
    from app.improvement.audits.queries import current_tools

    tools = current_tools().values()
    documents = [
        {
            "id": tool.id,
            "version": tool.survey.version,
            "title": tool.title,
            "criteria": [each.id for each in tool.criteria],
        }
        for tool in tools
    ]
    lines = (f"{tool.id}  version {tool.survey.version}  {tool.title}" for tool in tools)
    emit(documents, as_json, "\n".join(lines) or "No audit tool is published yet.")


@audit.command("plan")
@click.option("--tool", required=True, help="Id of a published audit tool.")
@click.option("--service", required=True, help="Name of the service.")
@click.option("--name", required=True, help="Name of the round, once in a service.")
@click.option("--first-day", required=True, type=DAY, help="For example 2026-03-02.")
@click.option("--last-day", required=True, type=DAY, help="For example 2026-03-27.")
@click.option("--records", required=True, type=int, help="How many records there are.")
@click.option("--sample", required=True, type=int, help="How many of them are audited.")
@click.option("--auditor", required=True, help="Who audits: a name or a role.")
@click.option("--twice", default=0, help="Per cent of the sample audited by a second auditor.")
@click.option("--second-auditor", help="Who audits those.")
@click.option("--follows", help="Name of the earlier round to compare it with.")
@json_option
@with_app
def plan_command(as_json: bool, **options: Any) -> None:
    """Plan a round, with the link that its auditors answer by."""
    from app.administration.organisation.queries import service_by_name
    from app.improvement.audits.drawing import Sampling
    from app.improvement.audits.operations import plan_round
    from app.improvement.audits.plans import RoundPlan

    service = service_by_name(options["service"])
    if service is None:
        raise NotFound(f"There is no service '{options['service']}'. See: ownwords service list")
    planned = plan_round(
        survey_id=options["tool"],
        service_id=service.id,
        plan=RoundPlan(
            name=options["name"],
            opens_on=options["first_day"],
            closes_on=options["last_day"],
            sampling=Sampling(options["records"], options["sample"], options["twice"]),
            auditor=options["auditor"],
            second_auditor=options["second_auditor"],
        ),
        follows_id=_round_id(service.name, options["follows"]),
    )
    _emit(planned.id, as_json)


@audit.command("draw")
@click.argument("name")
@click.option("--service", required=True, help="Name of the service.")
@click.option("--again", help="Why another sample is drawn in place of the one that holds.")
@json_option
@with_app
def draw_command(name: str, service: str, again: str | None, as_json: bool) -> None:
    """Draw the sample of the round NAME at random."""
    from app.improvement.audits.operations import draw_again, draw_sample
    from app.improvement.audits.queries import get_round_named, sampling_of

    found = get_round_named(service_name=service, name=name).round
    if again is None:
        draw_sample(round_id=found.id)
    else:
        draw_again(round_id=found.id, sampling=sampling_of(found), reason=again)
    _emit(found.id, as_json)


@audit.command("list")
@json_option
@with_database
def list_command(as_json: bool) -> None:
    """All rounds, the newest first."""
    from app.improvement.audits.documents import round_documents
    from app.improvement.audits.queries import all_rounds

    documents = round_documents(all_rounds())
    emit(documents, as_json, "\n".join(map(_line, documents)) or "No audit rounds yet.")


@audit.command("verify")
@click.option("--entries", type=int, help="How many entries a pack prints, with --head.")
@click.option("--head", help="The hash of the last of them, as the pack prints it.")
@json_option
@with_database
def verify_command(entries: int | None, head: str | None, as_json: bool) -> None:
    """Say whether the audit record is whole and as it was written.

    Exit 1 with the first entry that does not fit. Whoever wrote the whole record again is found by
    what an evidence pack of before prints: give it by --entries and --head.
    """
    from app.administration.trail.verifying import hold_to_printed, verify_trail

    if (entries is None) != (head is None):
        raise click.UsageError("Give --entries and --head together.")
    found = verify_trail()
    if entries is not None and head is not None:
        hold_to_printed(entries, head.strip())
    emit(
        {
            "entries": found.entries,
            "first": found.first,
            "number": found.number,
            "head": found.head,
        },
        as_json,
        f"The audit record is whole: {found.entries} entries, from {found.first} to "
        f"{found.number}. Hash of the last: {found.head}",
    )


def _round_id(service: str, name: str | None) -> uuid.UUID | None:
    from app.improvement.audits.queries import get_round_named

    return get_round_named(service_name=service, name=name).round.id if name else None


def _emit(round_id: uuid.UUID, as_json: bool) -> None:
    from app.improvement.audits.documents import round_documents
    from app.improvement.audits.queries import round_line

    [document] = round_documents([round_line(round_id)])
    emit(document, as_json, _line(document))


def _line(document: dict[str, Any]) -> str:
    drawn = ", ".join(map(str, document["drawn"])) or "not drawn yet"
    return (
        f"{document['first_day']}  {document['name']}  {document['service']}  {document['tool']}  "
        f"audited: {document['audited']} of {document['sample']}  drawn: {drawn}  "
        f"{document['url']}"
    )
