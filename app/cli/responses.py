"""`ownwords responses`: how many there are, and exporting them."""

from collections.abc import Iterable
from pathlib import Path

import click

from app.cli.common import LateChoice, emit, json_option, with_app, with_database
from app.kernel.errors import Refused


def _formats() -> Iterable[str]:
    from app.collection.responses.export.operations import FORMATS

    return FORMATS


@click.group()
def responses() -> None:
    """Responses: counting and exporting them."""


@responses.command("count")
@json_option
@with_database
def count_command(as_json: bool) -> None:
    """How many responses are stored."""
    from app.collection.responses.queries import count_by_survey

    by_survey = count_by_survey()
    total = sum(by_survey.values())
    emit(
        {"responses": total, "by_survey": by_survey},
        as_json,
        "\n".join([f"{total} responses", *(f"{survey}: {n}" for survey, n in by_survey.items())]),
    )


@responses.command("recount")
@json_option
@with_app
def recount_command(as_json: bool) -> None:
    """Count all responses and comments again; figures that were released stay as they are."""
    from app.administration.accounts.operations import COMMAND_LINE, record
    from app.results.feedback import operations as feedback
    from app.results.indicators import operations as indicators

    answers = _counted("responses", indicators.rebuild())
    comments = _counted("responses with comments", feedback.rebuild())
    counted = {"responses": answers, "with_comments": comments}
    record(actor=COMMAND_LINE, action="responses-recounted", subject="all", detail=counted)
    emit(
        counted,
        as_json,
        f"{answers} responses and {comments} with comments are counted again.",
    )


def _counted(what: str, parts: Iterable[int]) -> int:
    """Keep each part as soon as it is counted; gives how many there are in all."""
    from app.web.database import commit

    total = 0
    for number in parts:
        commit()
        total += number
        click.echo(f"\r{total} {what}", err=True, nl=False)
    click.echo(err=True)
    return total


@responses.command("take-in")
@click.argument("file", type=click.Path(path_type=Path))
@json_option
@with_app
def receive_command(file: Path, as_json: bool) -> None:
    """Store the answers in FILE, which a device saved because it found no signal."""
    from app.administration.accounts.operations import COMMAND_LINE
    from app.collection.hand_in.operations import hand_in
    from app.web.database import commit

    outcome = hand_in(content=_content(file), actor=COMMAND_LINE)
    emit(
        {"stored": outcome.stored, "already stored": outcome.already, "refused": outcome.refused},
        as_json,
        next(outcome.lines),
    )
    if outcome.refused:
        # What could be stored is kept, whatever becomes of the rest.
        commit()
        raise Refused("\n".join(list(outcome.lines)[1:]))


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise Refused(f"{file} cannot be read: {error.strerror}.") from error


@responses.command("export")
@click.option("--survey", "survey_id", required=True, help="Id of a published survey.")
@click.option("--format", "file_format", required=True, type=LateChoice(_formats))
@click.option("-o", "--output", "target", required=True, type=click.Path(path_type=Path))
@click.option("--version", type=click.IntRange(min=1), help="One version only; else all.")
@click.option("--raw", "is_raw", is_flag=True, help="Everything, without the gate; recorded.")
@click.option("--as", "admin", help="E-mail address of the admin who asks for raw responses.")
@with_app
def export_command(
    survey_id: str,
    file_format: str,
    target: Path,
    version: int | None,
    is_raw: bool,
    admin: str | None,
) -> None:
    """Write the responses to a survey to a file; what it holds and why is said on stderr."""
    from app.administration.accounts.operations import COMMAND_LINE
    from app.results.questions.operations import export, refuse_all_but_admins

    if admin is not None and not is_raw:
        raise Refused("--as belongs to --raw: it names the admin who asks for raw responses.")
    outcome = export(
        actor=COMMAND_LINE if admin is None else refuse_all_but_admins(admin),
        survey_id=survey_id,
        target=target,
        file_format=file_format,
        is_raw=is_raw,
        version=version,
    )
    click.echo("\n".join(outcome.notes), err=True)
