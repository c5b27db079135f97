"""`ownwords backup` and `ownwords restore`: the whole instance in one file, and back."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from app.cli.common import emit, json_option, refusing, with_database
from app.kernel.errors import Refused

if TYPE_CHECKING:
    from app.administration.backup.archive import Backup, Manifest
    from app.administration.backup.places import DatabasePlace
    from app.config import Settings

WORKROOM: Final = ".restoring-"
FILE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.argument("file", type=FILE)
@click.option("--overwrite", is_flag=True, help="Write over a file that is there.")
@json_option
@with_database
def backup(file: Path, overwrite: bool, as_json: bool) -> None:
    """Write the whole instance to FILE while it goes on, and read it back before saying done.

    FILE holds every answer, every key and every password's hash. Keep it as you keep those.
    """
    from importlib.metadata import version

    from app.administration.accounts.operations import COMMAND_LINE, record
    from app.administration.backup.operations import KeyTrial, Made, write_backup
    from app.collection.sealing.trial import is_opened_by, sealed_trial
    from app.config import load_settings
    from app.tables import ALL_TABLES
    from app.web.database import newest_migration

    if file.exists() and not overwrite:
        raise Refused(f"{file} is there already. Name another file, or add --overwrite.")
    manifest, sha256 = write_backup(
        target=file,
        data=load_settings().data,
        metadata=ALL_TABLES[0].metadata,
        made=Made(version("own-words"), newest_migration()),
        trial=KeyTrial(sealed_trial(), is_opened_by),
        on_rows=_show_progress,
    )
    detail = {"sha256": sha256, "rows": sum(part.length for part in manifest.rows.values())}
    record(actor=COMMAND_LINE, action="backup", subject=file.name, detail=detail)
    shown = _shown(manifest, file, sha256)
    _clear_progress()
    emit(shown, as_json, f"{file} is whole and was read back.\n{_in_words(manifest, shown)}")


@click.command()
@click.argument("file", type=FILE)
@click.option("--replace", is_flag=True, help="Keep the instance that is there aside.")
@json_option
@refusing
def restore(file: Path, replace: bool, as_json: bool) -> None:
    """Put back what is in FILE: all of it, or nothing. End the server and the worker first."""
    from app.administration.backup.archive import opened
    from app.config import load_settings

    settings = load_settings()
    with opened(file) as found:
        _refuse_what_is_unfit(found)
        aside = _restored(found, settings, replace)
        manifest, sha256 = found.manifest, found.sha256
    shown = _shown(manifest, file, sha256) | {"before": aside}
    _clear_progress()
    emit(
        shown,
        as_json,
        "\n".join(
            [
                f"{file} is restored and was looked through.",
                _in_words(manifest, shown),
                *([f"What was here before is kept in {aside}."] if aside else []),
                "Staff sign in again.",
            ]
        ),
    )


def _refuse_what_is_unfit(found: Backup) -> None:
    from app.administration.backup.archive import newer
    from app.administration.backup.operations import refuse_unopened
    from app.collection.sealing.trial import is_opened_by
    from app.web.database import is_known_migration

    if not is_known_migration(found.manifest.migration):
        raise newer(found.path)
    found.check()
    refuse_unopened(found, is_opened_by)


def _restored(found: Backup, settings: Settings, replace: bool) -> str:
    from app.administration.backup.exchange import put_in_place, write_files
    from app.administration.backup.places import built

    with _alone_here(settings, replace) as (place, folder), built(place):
        files = folder / "files"
        write_files(found, files)
        _build(found, dataclasses.replace(settings, data=folder, database_url=place.built_at))
        return put_in_place(place, files, settings.data)


@contextmanager
def _alone_here(settings: Settings, replace: bool) -> Iterator[tuple[DatabasePlace, Path]]:
    """Where the database lies, and a folder to work in, while nobody begins to serve or work."""
    import shutil
    import tempfile

    from app import create_app
    from app.administration.backup.places import place_of
    from app.kernel.files import idle, own_folder
    from app.tables import ALL_TABLES
    from app.web.database import alone, bring_up_to_date, close

    own_folder(settings.data)
    place = place_of(settings.database)
    with (
        idle(settings.data),
        tempfile.TemporaryDirectory(dir=settings.data, prefix=WORKROOM) as folder,
    ):
        for left in set(settings.data.glob(f"{WORKROOM}*")) - {Path(folder)}:
            shutil.rmtree(left)
        place.refuse_others()
        here = dataclasses.replace(settings, data=Path(folder), database_url=settings.database)
        app = create_app(here, has_pages=False)
        with app.app_context(), ExitStack() as stack:
            stack.callback(close)
            stack.enter_context(alone())
            if not replace and not place.is_empty(ALL_TABLES[0].metadata):
                raise Refused(
                    "There is an instance here already. Add --replace to keep it aside and put "
                    "the backup in its place, or set OWNWORDS_DATA and OWNWORDS_DATABASE_URL to an "
                    "empty one. Nothing was changed."
                )
            yield place, Path(folder)
            bring_up_to_date()


def _build(found: Backup, settings: Settings) -> None:
    """The instance, apart from the one that is there, looked through before anybody sees it."""
    from app import create_app
    from app.administration.accounts.operations import COMMAND_LINE, record
    from app.administration.backup import operations
    from app.collection.sealing.trial import is_opened_by
    from app.web.database import close, commit, migrate_to

    manifest = found.manifest
    with create_app(settings, has_pages=False).app_context():
        try:
            migrate_to(manifest.migration)
            operations.fill(found, _show_progress)
            migrate_to("head")
            operations.refuse_unsound_database()
            if manifest.trial and not is_opened_by(manifest.trial, operations.keys_here()):
                raise Refused("The restored keys open no sealed answer. Nothing was changed.")
            operations.end_all_sessions()
            detail = {"sha256": found.sha256, "made_at": manifest.made_at.isoformat()}
            record(actor=COMMAND_LINE, action="restored", subject=found.path.name, detail=detail)
            commit()
        finally:
            close()


def _show_progress(table: str, number: int) -> None:
    if number and sys.stderr.isatty():
        click.echo(f"\r\033[K{table}: {number} rows", err=True, nl=False)


def _clear_progress() -> None:
    if sys.stderr.isatty():
        click.echo("\r\033[K", err=True, nl=False)


def _shown(manifest: Manifest, file: Path, sha256: str) -> dict[str, Any]:
    return {
        "file": str(file),
        "bytes": file.stat().st_size,
        "sha256": sha256,
        "made_at": manifest.made_at.isoformat(),
        **manifest.model_dump(include={"format", "software", "migration", "database"}),
        "tables": {name: part.length for name, part in manifest.rows.items()},
        "files": list(manifest.files),
        "sealed_trial": manifest.trial is not None,
    }


def _in_words(manifest: Manifest, shown: dict[str, Any]) -> str:
    from app.kernel.clock import here

    rows = shown["tables"]
    lines = [
        f"Made {here(manifest.made_at):%Y-%m-%d %H:%M} by Own Words {manifest.software}, "
        f"migration {manifest.migration}, from {manifest.database}; {shown['bytes']:,} bytes.",
        f"{rows.get('responses', 0)} responses, {rows.get('comments', 0)} comments, "
        f"{sum(rows.values())} rows in {len(rows)} tables.",
        f"Files: {', '.join(manifest.files) or 'none'}.",
        "A sealed test answer was opened with the keys in it."
        if manifest.trial
        else "There is no sealing key yet.",
        f"SHA-256 {shown['sha256']}",
    ]
    if "secret-key" not in manifest.files:
        lines.append("OWNWORDS_SECRET_KEY is set, so the secret is not in the file: keep it too.")
    return "\n".join(lines)
