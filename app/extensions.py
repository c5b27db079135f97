"""The database, made here once and given to the application in `create_app`."""

import os
import sqlite3
from typing import TYPE_CHECKING, Any, Final

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Engine, event, inspect
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import DataError, DisconnectionError, IntegrityError, OperationalError
from sqlalchemy.pool import Pool

from app.kernel.database import Base
from app.kernel.errors import Conflict, Unstorable
from app.kernel.storable import is_storable

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql, sqlite

db = SQLAlchemy(metadata=Base.metadata)

FILE: Final = "file"
"""Under this name a connection to SQLite remembers which file it opened."""

SQLITE_PRAGMAS = (
    "journal_mode = WAL",
    # FULL: an answer that was acknowledged is on the disk even when the power goes.
    "synchronous = FULL",
    "busy_timeout = 15000",
    "foreign_keys = ON",
)


# A statement that runs away, or waits for somebody's lock, gives its thread back to the others.
POSTGRESQL_LIMITS = (
    "statement_timeout = '60s'",
    "lock_timeout = '10s'",
    "idle_in_transaction_session_timeout = '15min'",
)


@event.listens_for(Engine, "connect")
def _prepare(connection: Any, _record: Any) -> None:
    if isinstance(connection, sqlite3.Connection):
        for pragma in SQLITE_PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        return
    for limit in POSTGRESQL_LIMITS:
        connection.execute(f"SET {limit}")
    connection.commit()


@event.listens_for(Pool, "checkout")
def _refuse_a_file_that_is_gone(connection: Any, record: Any, _proxy: Any) -> None:
    """What is written into a file that was deleted goes with the server: it is not taken at all.

    Raises:
        OperationalError: when there is no file, so that devices keep their answers.
        DisconnectionError: when there is another, which is opened in its place.
    """
    if not isinstance(connection, sqlite3.Connection):
        return
    opened = record.info.get(FILE)
    [(_, _, path), *_] = connection.execute("PRAGMA database_list").fetchall()
    if not path:
        return
    try:
        here = os.stat(path)
    except FileNotFoundError:
        gone = sqlite3.OperationalError("the database file is gone")
        raise OperationalError("checkout", None, gone) from None
    record.info[FILE] = (here.st_dev, here.st_ino)
    if opened not in (None, record.info[FILE]):
        del record.info[FILE]
        raise DisconnectionError


@event.listens_for(Engine, "before_cursor_execute")
def _refuse_unstorable(
    _connection: Any, _cursor: Any, _statement: str, parameters: Any, _context: Any, many: bool
) -> None:
    """The last guard, alike on every database: whichever way a text arrives, here it is looked at.

    Raises:
        Unstorable: when a text is to be kept, or looked for, that no database can hold.
    """
    # Several rows that go as one statement come as one flat row of all their values.
    has_rows = many and all(isinstance(row, dict | list | tuple) for row in parameters)
    for row in parameters if has_rows else (parameters,):
        for value in row.values() if isinstance(row, dict) else row:
            if isinstance(value, str) and not is_storable(value):
                raise Unstorable


@event.listens_for(Engine, "handle_error")
def _say_what_cannot_be_stored(context: ExceptionContext) -> None:
    """A value that a column cannot hold is a refusal that repeats nothing of what was given.

    Raises:
        Unstorable: for what the database refused, such as a number that is too large.
    """
    original = context.original_exception
    if isinstance(original, Unstorable):
        raise original
    if isinstance(context.sqlalchemy_exception, DataError) or isinstance(
        original, OverflowError | UnicodeError
    ):
        raise Unstorable from None


def insertion(table: Any) -> "sqlite.Insert | postgresql.Insert":
    """An insert into a table that can say what becomes of a row that is there already."""
    # Most commands only look into one of the two, and need not load what the other is asked by.
    from sqlalchemy.dialects import postgresql, sqlite  # noqa: PLC0415

    if db.engine.dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)


def upsert(row: Base) -> None:
    """Keep a row under its key, in the place of one that is there: two at one moment may do so."""
    state = inspect(row)
    key = [column.name for column in state.mapper.primary_key]
    values = {name: value for name, value in state.dict.items() if name in state.mapper.columns}
    statement = insertion(type(row)).values(values)
    kept = {name: value for name, value in values.items() if name not in key}
    db.session.execute(statement.on_conflict_do_update(index_elements=key, set_=kept))
    before = db.session.identity_map.get(state.mapper.identity_key_from_instance(row))
    if before is not None:
        db.session.expire(before)


def flush_or_raise(conflict: Conflict) -> None:
    """Send what waits to the database; where somebody else was first, undo it and say so.

    Raises:
        Conflict: the one given, when something that may be there once is there already.
    """
    try:
        db.session.flush()
    except IntegrityError as error:
        db.session.rollback()
        raise conflict from error
