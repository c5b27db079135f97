"""`ownwords survey`: check, publish and list survey definitions, and keep their catalogues."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.cli.common import emit, json_option, refusing, with_database
from app.kernel.errors import Refused

if TYPE_CHECKING:
    from app.surveys.catalogues.maintenance import CatalogueReport
    from app.surveys.definition import Survey
    from app.surveys.faults import Fault


paths_argument = click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))


@click.group()
def survey() -> None:
    """Survey definitions: a folder for each version, with its source and its translations."""


@survey.command("check")
@paths_argument
@refusing
def check_command(paths: tuple[Path, ...]) -> None:
    """Say every fault of the definitions at PATHS (files, or folders of them)."""
    surveys = _load_all(paths)
    for each in surveys:
        click.echo(f"{each.id} version {each.version}: no faults")


@survey.command("publish")
@paths_argument
@json_option
@with_database
def publish_command(paths: tuple[Path, ...], as_json: bool) -> None:
    """Freeze the versions at PATHS, so that they can be answered."""
    from app.administration.accounts.operations import COMMAND_LINE, record
    from app.collection.publishing.operations import publish

    done = [publish(survey=each) for each in _load_all(paths)]
    for each in (found for found in done if found.is_new):
        about = {"version": each.version, "content": each.content_hash}
        record(actor=COMMAND_LINE, action="survey-published", subject=each.survey_id, detail=about)
    emit(
        {"published": [{"id": p.survey_id, "version": p.version, "new": p.is_new} for p in done]},
        as_json,
        "\n".join(
            f"{p.survey_id} version {p.version}: "
            + ("published" if p.is_new else "was published already, unchanged")
            for p in done
        ),
    )


@survey.command("list")
@json_option
@with_database
def list_command(as_json: bool) -> None:
    """The newest published version of each survey."""
    from app.collection.publishing.queries import all_current

    surveys = all_current()
    emit(
        [_row(each) for each in surveys],
        as_json,
        "\n".join(f"{s.id} {s.version}: {_title(s)} ({', '.join(s.languages)})" for s in surveys)
        or "No survey is published yet. Publish one: ownwords survey publish surveys",
    )


@survey.command("catalogues")
@click.argument("paths", nargs=-1, metavar="[DIR|ID]...")
@click.option("--check", is_flag=True, help="Change nothing; say what is missing or wrong.")
@click.option("--language", metavar="CODE", help="This language alone, which may be a new one.")
@refusing
def catalogues_command(paths: tuple[str, ...], check: bool, language: str | None) -> None:
    """Make and update the translators' catalogues of surveys and of what they share.

    DIR is a folder of definitions, ID a shipped survey; without them all shipped surveys are meant.
    """
    from app.surveys.catalogues.maintenance import (
        check_catalogues,
        update_catalogues,
        wanted_catalogues,
    )
    from app.surveys.faults import DefinitionFaults

    _refuse_untranslatable(language)
    try:
        wanted = wanted_catalogues(_folders(paths), language)
        for each in check_catalogues(wanted) if check else update_catalogues(wanted):
            click.echo(_sentence(each))
    except DefinitionFaults as found:
        _refuse_faults(found.faults)
    if not wanted:
        raise Refused("Nothing is translated there. Name a language: --language cy")


def _refuse_untranslatable(language: str | None) -> None:
    from app.kernel.languages import SOURCE_LANGUAGE
    from app.kernel.localised import is_language

    if language == SOURCE_LANGUAGE:
        raise Refused("English is what the others are translated from; name another language.")
    if language is not None and not is_language(language):
        raise Refused(f"'{language}' is not a language code; write it like cy or zh-Hans.")


def _folders(paths: tuple[str, ...]) -> list[Path]:
    """What the arguments name: a path, or a survey of the folder of definitions."""
    from app.config import load_settings

    shipped = load_settings().surveys
    if shipped.is_relative_to(Path.cwd()):
        shipped = shipped.relative_to(Path.cwd())
    found = [Path(each) if os.path.exists(each) else shipped / each for each in paths]
    for given, path in zip(paths, found, strict=True):
        if not given or not path.exists():
            raise Refused(f"There is no folder or survey '{given}'.")
    return found or [shipped]


def _sentence(done: CatalogueReport) -> str:
    left = [
        f"{number} {what}"
        for number, what in ((done.untranslated, "to translate"), (done.outdated, "out of date"))
        if number
    ]
    parts = [f"{done.path}: {done.texts} texts", *left]
    if done.is_new:
        parts.append("made")
    elif (changes := done.changes) is not None:
        counted = {
            "new": changes.new,
            "newly out of date": changes.outdated,
            "kept as obsolete": changes.obsolete,
            "without a translation removed": changes.removed,
        }
        parts += [f"{len(ids)} {what} ({', '.join(ids)})" for what, ids in counted.items() if ids]
        if changes.unsigned:
            parts.append(f"a draft again (it was signed off by {changes.unsigned})")
    if not done.is_needed:
        parts.append("not offered yet")
    return ", ".join(parts)


@survey.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--output",
    "target",
    required=True,
    type=click.Path(path_type=Path),
    help="A folder for <id>/<version>/survey.yaml, or the file itself (….yaml).",
)
@click.option("--audience", default="people", show_default=True, help="Who is asked.")
@refusing
def import_command(file: Path, target: Path, audience: str) -> None:
    """Make a survey of FILE, an XLSForm (xlsx, xls, csv), and say what has no equal here."""
    from app.surveys.parts import AUDIENCES
    from app.surveys.xlsform.files import write_survey
    from app.surveys.xlsform.importing import imported
    from app.surveys.xlsform.workbooks import read_form

    if audience not in AUDIENCES:
        raise Refused(f"'{audience}' is no audience. Choose one of {', '.join(AUDIENCES)}.")
    found = imported(read_form(file), audience=audience)
    written = write_survey(found, target)
    for remark in (*found.remarks, *written.remarks):
        click.echo(remark)
    languages = ", ".join(written.survey.languages)
    click.echo(f"{written.definition}: {found.questions} questions in {languages}.")


@survey.command("export")
@click.argument("survey_id")
@click.option("--format", "file_format", required=True, type=click.Choice(["xlsform"]))
@click.option("-o", "--output", "target", required=True, type=click.Path(path_type=Path))
@click.option("--version", type=click.IntRange(min=1), help="Else the newest published one.")
@with_database
def export_command(survey_id: str, file_format: str, target: Path, version: int | None) -> None:
    """Write a published survey to a file that Kobo and ODK take, and that can be imported again."""
    from app.collection.publishing.queries import current_version, published
    from app.kernel.files import whole_or_not
    from app.surveys.xlsform.exporting import write_form

    found = current_version(survey_id) if version is None else published(survey_id, version)
    if found is None:
        which = f"'{survey_id}'" if version is None else f"'{survey_id}' version {version}"
        raise Refused(f"No survey {which} is published. See 'ownwords survey list'.")
    with whole_or_not(target) as draft:
        write_form(found, draft)


def _row(each: Survey) -> dict[str, object]:
    return {
        "id": each.id,
        "version": each.version,
        "title": _title(each),
        "audience": each.audience,
        "languages": list(each.languages),
    }


def _title(each: Survey) -> str:
    return each.title.in_locale(each.languages[0])


def _load_all(paths: Iterable[Path]) -> list[Survey]:
    from app.surveys.faults import DefinitionFaults
    from app.surveys.loader import load_survey

    surveys: list[Survey] = []
    faults: list[Fault] = []
    for path in _definition_files(paths):
        try:
            surveys.append(load_survey(path))
        except DefinitionFaults as found:
            faults += found.faults
    _refuse_faults(faults)
    return surveys


def _refuse_faults(faults: Collection[Fault]) -> None:
    for fault in faults:
        click.echo(str(fault), err=True)
    if faults:
        raise Refused("1 fault found" if len(faults) == 1 else f"{len(faults)} faults found")


def _definition_files(paths: Iterable[Path]) -> list[Path]:
    """The files named, and in folders each survey's file."""
    from app.surveys.loader import survey_files

    files = [file for path in paths for file in (survey_files(path) if path.is_dir() else [path])]
    if not files:
        raise Refused("There is no survey definition (survey.yaml) in these folders.")
    return files
