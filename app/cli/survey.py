"""`ownwords survey`: check, publish, list and stamp survey definitions."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.cli.common import emit, json_option, refusing, with_database
from app.kernel.errors import Refused

if TYPE_CHECKING:
    from app.surveys.definition import Survey


paths_argument = click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))


@click.group()
def survey() -> None:
    """Survey definitions: YAML files, one for each version."""


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
    from app.collection.publishing.operations import publish

    done = [publish(survey=each) for each in _load_all(paths)]
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


@survey.command("stamp")
@paths_argument
@click.option("--language", required=True, help="The language that a speaker has checked.")
@refusing
def stamp_command(paths: tuple[Path, ...], language: str) -> None:
    """Note that the translations at PATHS were checked against today's source texts."""
    from app.surveys.faults import DefinitionFaults
    from app.surveys.stamping import stamp

    for path in paths:
        try:
            click.echo(f"{path}: {stamp(path, language)} texts stamped")
        except DefinitionFaults as faults:
            raise Refused(str(faults)) from faults


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

    surveys, faults = [], []
    for path in _definition_files(paths):
        try:
            surveys.append(load_survey(path))
        except DefinitionFaults as found:
            faults += found.faults
    if faults:
        for fault in faults:
            click.echo(str(fault), err=True)
        raise Refused("1 fault found" if len(faults) == 1 else f"{len(faults)} faults found")
    return surveys


def _definition_files(paths: Iterable[Path]) -> list[Path]:
    """The files named, and in folders each version file that is not a shared fragment."""
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            found = sorted(path.rglob("*.yaml"))
            files += [each for each in found if "shared" not in each.relative_to(path).parts]
        else:
            files.append(path)
    if not files:
        raise Refused("There is no survey definition (.yaml) in these folders.")
    return files
