"""`ownwords framework`: listing, checking, importing and exporting frameworks as data."""

from pathlib import Path

import click

from app.cli.common import emit, json_option, with_app, with_database
from app.kernel.errors import Refused
from app.kernel.files import whole_or_not


@click.group()
def framework() -> None:
    """Frameworks of regulators and councils, as data."""


@framework.command("list")
@json_option
@with_database
def list_command(as_json: bool) -> None:
    """Every framework, its version, and whether it is in force."""
    from app.evidence.frameworks.listing import framework_list

    rows = [
        {
            "id": row.framework.id,
            "version": row.framework.version,
            "name": row.framework.name,
            "state": row.standing,
            "places": row.places,
        }
        for row in framework_list()
    ]
    lines = [f"{row['id']}  {row['version']}  {row['name']}  {row['state']}" for row in rows]
    emit(rows, as_json, "\n".join(lines))


@framework.command("check")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@with_app
def check_command(files: tuple[Path, ...]) -> None:
    """Say every fault in FILES: frameworks, theme maps or crosswalks."""
    from app.evidence.frameworks.library import key_of
    from app.evidence.frameworks.operations import check_document

    for file in files:
        kind, name = key_of(check_document(content=_content(file), name=str(file)))
        click.echo(f"{file}: {kind} {name} is in order.")


@framework.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@with_app
def import_command(files: tuple[Path, ...]) -> None:
    """Keep FILES; from now on each counts in place of the one of its name."""
    from app.administration.accounts.operations import COMMAND_LINE
    from app.evidence.frameworks.operations import import_document

    for file in files:
        done = import_document(content=_content(file), name=str(file), actor=COMMAND_LINE)
        click.echo(f"{done.kind} {done.name}: {'saved' if done.is_new else 'was there already'}.")


@framework.command("export")
@click.argument("name")
@click.option(
    "--kind", type=click.Choice(["framework", "themes", "crosswalk"]), default="framework"
)
@click.option("-o", "--output", "target", required=True, type=click.Path(path_type=Path))
@with_app
def export_command(name: str, kind: str, target: Path) -> None:
    """Write the document NAME, such as cqc-saf@2023-11, to a file."""
    from app.evidence.frameworks.views import document_text

    with whole_or_not(target) as draft:
        draft.write_text(document_text(kind, name), encoding="utf-8")


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise Refused(f"{file} cannot be read: {error.strerror}.") from error
