"""The state of the database, for the command line, which does not touch it itself."""

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from flask import Flask, current_app
from sqlalchemy import Engine, event, inspect, make_url, text
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from app.extensions import db
from app.kernel.errors import Refused
from app.kernel.files import alone_in, make_private, whole_or_not

MIGRATIONS: Final = Path(__file__).resolve().parents[2] / "migrations"
KEPT_IN: Final = "alembic_version"
REVISION: Final = re.compile(r'^(down_)?revision\b[^=]*= *"(\w+)"', re.MULTILINE)
START_LOCK: Final = 7_311_984_022
MADE: Final = ".made"
WHO_MAY_WRITE: Final = "Let the account that runs Own Words write there"
MADE_WORDS: Final = (
    "A database was made beside this file. While this file is here, Own Words never begins an "
    "empty one in its place.\n"
)


def commit() -> None:
    """Keep all that was done since the application context began."""
    db.session.commit()


def close() -> None:
    """Give back every connection."""
    db.session.remove()
    db.engine.dispose()


@contextmanager
def alone() -> Iterator[None]:
    """Of several processes that start at one moment, one at a time goes on; the others wait.

    Raises:
        Refused: when the database cannot be reached.
    """
    path = database_file()
    if path is not None:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with alone_in(path.parent):
            yield
        return
    with _reaching():
        connection = db.engine.connect()
        for setting in ("statement_timeout", "lock_timeout"):
            connection.execute(text(f"SET {setting} = 0"))
        connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": START_LOCK})
        # What waits in a transaction would keep the database from clearing up meanwhile.
        connection.commit()
    try:
        yield
    finally:
        connection.invalidate()
        connection.close()


def bring_up_to_date() -> None:
    """Make the database where there was never one, and apply every migration that it lacks.

    Raises:
        Refused: when it cannot be reached, or its file has vanished.
    """
    path = database_file()
    if path is not None:
        _refuse_where_one_vanished(path)
    if not is_up_to_date():
        with _reaching():
            migrate_to("head")
    if path is not None:
        _note_that_it_is_here(path)


def is_up_to_date() -> bool:
    """Whether every migration was applied.

    Raises:
        Refused: when the database cannot be reached.
    """
    return applied_migration() == newest_migration()


def newest_migration() -> str:
    """The migration that this version of the program needs: the one that no other follows.

    Alembic would load every one of them to know it, and each command asks.
    """
    named = _named_migrations()
    followed = {name for is_followed, name in named if is_followed}
    [newest] = {name for is_followed, name in named if not is_followed} - followed
    return newest


def is_known_migration(name: str) -> bool:
    """Whether this version of the program has a migration of that name."""
    return ("", name) in _named_migrations()


def _named_migrations() -> list[tuple[str, str]]:
    files = (MIGRATIONS / "versions").glob("*.py")
    texts = (each.read_text(encoding="utf-8") for each in files)
    return [found for text in texts for found in REVISION.findall(text)]


def register_migrations(app: Flask) -> None:
    """Let Alembic find the migrations, and what they are to know of this application."""
    # Most commands find the database up to date, and need nothing of Alembic.
    from flask_migrate import Migrate  # noqa: PLC0415

    Migrate(app, db, directory=str(MIGRATIONS), compare_type=True, render_as_batch=True)


def migrate_to(migration: str) -> None:
    """Apply what is lacking up to a migration, or to the newest with `head`."""
    from flask_migrate import upgrade  # noqa: PLC0415

    if "migrate" not in current_app.extensions:
        register_migrations(current_app)
    upgrade(revision=migration)


def applied_migration() -> str | None:
    """The last migration of the database; None for an empty one.

    Raises:
        Refused: when the database cannot be reached.
    """
    with _reaching(), db.engine.connect() as connection:
        if not inspect(connection).has_table(KEPT_IN):
            return None
        found: str | None = connection.scalar(text(f"SELECT version_num FROM {KEPT_IN}"))  # noqa: S608
        return found


def database_file() -> Path | None:
    """The file that the database is in; None where a server keeps it."""
    url = make_url(current_app.config["SQLALCHEMY_DATABASE_URI"])
    is_file = url.get_backend_name() == "sqlite" and url.database not in (None, "", ":memory:")
    return Path(str(url.database)).absolute() if is_file else None


def has_vanished(path: Path) -> bool:
    """Whether there was a database in this file, and is none."""
    return _marker(path).exists() and not (path.is_file() and path.stat().st_size)


@event.listens_for(Engine, "do_connect")
def _begin_none_in_its_place(dialect: Any, _record: Any, arguments: Any, _more: Any) -> None:
    """SQLite would make an empty file where one is gone.

    Raises:
        OperationalError: when there was a database in the file.
    """
    if dialect.name == "sqlite" and arguments and has_vanished(Path(str(arguments[0]))):
        gone = sqlite3.OperationalError("the database file is gone")
        raise OperationalError("connect", None, gone)


def _marker(path: Path) -> Path:
    return path.with_name(path.name + MADE)


def _note_that_it_is_here(path: Path) -> None:
    """Note that a database is here, and keep it from other accounts of the machine."""
    if not os.access(path, os.W_OK):
        raise Refused(f"Nothing can be written to the database {path}. {WHO_MAY_WRITE}.")
    make_private(path)
    if not _marker(path).exists():
        with whole_or_not(_marker(path)) as draft:
            draft.write_text(MADE_WORDS, encoding="utf-8")


def _refuse_where_one_vanished(path: Path) -> None:
    if has_vanished(path):
        raise Refused(
            f"The database {path} is gone, or empty, and there was one. Put it back from your "
            f"backup. To begin with nothing, delete {_marker(path)} first."
        )


@contextmanager
def _reaching() -> Iterator[None]:
    try:
        yield
    except SQLAlchemyError as error:
        reason = str(getattr(error, "orig", error)).splitlines()[0]
        raise Refused(
            f"The database cannot be opened: {reason}. "
            "Look at OWNWORDS_DATABASE_URL and OWNWORDS_DATA."
        ) from error
