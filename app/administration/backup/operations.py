"""Making a backup while the instance goes on, and loading one into an empty database."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import orjson
from sqlalchemy import Connection, MetaData, delete
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from app.administration.accounts.models import StaffSession
from app.administration.backup.archive import (
    FORMAT,
    Backup,
    BackupTable,
    Draft,
    Manifest,
    OnRows,
    opened,
    part_of_lines,
)
from app.administration.backup.checks import held_references, refuse_unsound
from app.administration.backup.rows import lines_of, load, tables_of
from app.extensions import db
from app.kernel.clock import now
from app.kernel.errors import Refused
from app.kernel.files import whole_or_not

OF_A_LOCAL_MODEL: Final = (
    "trained.json", "measured.json", "heads.npz", "tuned.npz", "seen.npy", "CARD.md",
)  # fmt: skip
DATA_FILES: Final = (
    "secret-key",
    "evidence-key.pem",
    "demo-sign-in",
    *(f"model/local/{name}" for name in OF_A_LOCAL_MODEL),
)
"""Files of the data folder that nothing can make again: others are the port that was served last,
and what is written to try the disk."""

KEYS: Final = "sealing_keys"
Opens = Callable[[str, Iterator[dict[str, Any]]], bool]


@dataclass(frozen=True, slots=True)
class Made:
    """What made a backup: the software's version and the last migration of its database."""

    software: str
    migration: str


@dataclass(frozen=True, slots=True)
class KeyTrial:
    """A test answer that is sealed to the newest key, and how to try whether keys open it."""

    sealed: str | None
    opens: Opens


def write_backup(
    *, target: Path, data: Path, metadata: MetaData, made: Made, trial: KeyTrial, on_rows: OnRows
) -> tuple[Manifest, str]:
    """Write the whole instance to a file and read it back; gives what is in it and its SHA-256.

    Args:
        target: appears only when it is whole, and only its owner may read it.
        data: the data folder.
        on_rows: called with a table and how many of its rows are done.

    Raises:
        Refused: when it cannot be written, or is not read back as it was written.
    """
    with whole_or_not(target) as path:
        draft = Draft(path)
        with _snapshot() as connection:
            tables = tables_of(metadata)
            rows = {
                each.name: draft.add_table(each, lines_of(connection, each), on_rows)
                for each in tables
            }
            database = connection.dialect.name
        kept = [name for name in DATA_FILES if (data / name).is_file()]
        manifest = Manifest(
            format=FORMAT,
            software=made.software,
            migration=made.migration,
            database=database,
            made_at=now(),
            tables=tables,
            rows=rows,
            files={name: draft.add_file(name, (data / name).read_bytes()) for name in kept},
            trial=trial.sealed,
        )
        draft.finish(manifest)
        with opened(path) as written:
            written.check()
            refuse_unopened(written, trial.opens)
            return manifest, written.sha256


def refuse_unopened(backup: Backup, opens: Opens) -> None:
    """Try the keys that are in a backup on the test answer in it.

    Raises:
        Refused: when none of them opens it.
    """
    trial = backup.manifest.trial
    if trial is not None and not opens(trial, _keys_in(backup)):
        raise Refused(
            "A sealed test answer is not opened by the keys in the backup, so answers that wait on "
            "devices would be lost with it. Try `ownwords keys rotate`, then make another backup."
        )


def fill(backup: Backup, on_rows: OnRows) -> None:
    """Load all rows into the empty database of this application, as one transaction.

    Raises:
        Refused: when they do not fit, or are not the same rows when they are read again.
    """
    try:
        with db.engine.connect() as connection:
            with held_references(connection):
                for each in backup.manifest.tables:
                    load(connection, each, backup.lines(each), on_rows)
            _refuse_other_rows(connection, backup)
            connection.commit()
    except SQLAlchemyError as error:
        raise unfitting(error) from error
    finally:
        db.engine.dispose()


def refuse_unsound_database() -> None:
    """Look at references, indexes and numbers of the database as it is now.

    Raises:
        Refused: when something is wrong.
    """
    with db.engine.connect() as connection:
        refuse_unsound(connection)


def end_all_sessions() -> None:
    """Whoever was signed in when the backup was made may have been signed out since."""
    db.session.execute(delete(StaffSession))


def keys_here() -> Iterator[dict[str, Any]]:
    """The private keys in the database of this application, as they are stored."""
    with db.engine.connect() as connection:
        for each in tables_of(db.metadata):
            if each.name == KEYS:
                yield from _keys(each, lines_of(connection, each))


def unfitting(error: SQLAlchemyError) -> Refused:
    """The refusal of what a database did not take; it repeats nothing of a row."""
    kind = type(error.orig if isinstance(error, DBAPIError) else error).__name__
    return Refused(
        f"The database did not take what is in the backup ({kind}). Look whether its disk is full "
        "and its account may make tables, and try again. Nothing was changed."
    )


@contextmanager
def _snapshot() -> Iterator[Connection]:
    """All tables as they are at one moment, whoever writes meanwhile."""
    try:
        with db.engine.connect() as connection:
            if connection.dialect.name == "postgresql":
                connection = connection.execution_options(
                    isolation_level="REPEATABLE READ", postgresql_readonly=True
                )
                # To put a large table in order may take longer than a page may.
                connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
            else:
                connection.exec_driver_sql("BEGIN")
            yield connection
    except SQLAlchemyError as error:
        kind = type(error.orig if isinstance(error, DBAPIError) else error).__name__
        raise Refused(
            f"The database could not be read to its end ({kind}), so no backup was made. Look "
            "at its disk and whether it answers, and try again."
        ) from error


def _refuse_other_rows(connection: Connection, backup: Backup) -> None:
    manifest = backup.manifest
    for each in manifest.tables:
        if part_of_lines(lines_of(connection, each)) != manifest.rows[each.name]:
            raise Refused(
                f"The rows of {each.name} are not the same after they were loaded. Nothing was "
                "changed. Restore with the version of Own Words that made the backup, "
                f"{manifest.software}."
            )


def _keys_in(backup: Backup) -> Iterator[dict[str, Any]]:
    for each in backup.manifest.tables:
        if each.name == KEYS:
            yield from _keys(each, backup.lines(each))


def _keys(table: BackupTable, batches: Iterator[list[bytes]]) -> Iterator[dict[str, Any]]:
    place = list(table.columns).index("private_key")
    for lines in batches:
        for line in lines:
            yield orjson.loads(orjson.loads(line)[place])
