"""Whether a database holds together: references, indexes, values that must be there, numbers."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from sqlalchemy import ColumnClause, Connection, column, func, select, table, text

from app.kernel.errors import Refused

NULL_FOUND: Final = re.compile(r"NULL value in (\w+)\.(\w+)")
REFERENCES: Final = (
    "SELECT CAST(CAST(conrelid AS regclass) AS text), quote_ident(conname) FROM pg_constraint"
    " WHERE contype = 'f' AND connamespace = CAST(current_schema() AS regnamespace)"
)
COUNTERS: Final = (
    "SELECT quote_ident(table_name), quote_ident(column_name),"
    " pg_get_serial_sequence(quote_ident(table_name), column_name)"
    " FROM information_schema.columns WHERE table_schema = current_schema()"
    " AND column_default LIKE 'nextval(%'"
)


@contextmanager
def held_references(connection: Connection) -> Iterator[None]:
    """Let rows come before those that they refer to; what refers to nothing at the end is refused.

    Raises:
        Refused: when a row refers to one that is not there.
    """
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
        yield
        _refuse_broken_references(connection)
        return
    for limit in ("statement_timeout", "lock_timeout"):
        connection.exec_driver_sql(f"SET LOCAL {limit} = 0")
    found = connection.execute(text(REFERENCES)).all()
    for name, constraint in found:
        _alter(connection, name, constraint, "DEFERRABLE INITIALLY DEFERRED")
    yield
    connection.exec_driver_sql("SET CONSTRAINTS ALL IMMEDIATE")
    for name, constraint in found:
        _alter(connection, name, constraint, "NOT DEFERRABLE")
    _count_on(connection)


def refuse_unsound(connection: Connection) -> None:
    """Look at all that the database can check itself.

    Raises:
        Refused: with what is wrong, and no word of any row.
    """
    if connection.dialect.name == "postgresql":
        # References, unique keys and values that must be there were checked with each row.
        return
    _refuse_broken_references(connection)
    faults = [line for line in _integrity(connection) if not _is_imagined(connection, line)]
    if faults:
        raise Refused(
            f"The restored database is not sound: {faults[0]}. Nothing was changed. Try a disk "
            "that is not damaged, and another backup."
        )


def _integrity(connection: Connection) -> list[str]:
    found = connection.exec_driver_sql("PRAGMA integrity_check").scalars()
    return [line for line in found if line != "ok"]


def _is_imagined(connection: Connection, line: str) -> bool:
    """Whether SQLite says that a value is missing and every row has it.

    Before 3.54 it says so of tables without row numbers whose key is not the first column.
    """
    on_rows = NULL_FOUND.fullmatch(line)
    if on_rows is None:
        return False
    missing: ColumnClause[Any] = column(on_rows[2])
    # Where a value must be there SQLite answers `IS NULL` without looking; its type it looks up.
    is_missing = func.typeof(missing) == "null"
    look = select(missing).select_from(table(on_rows[1], missing)).where(is_missing).limit(1)
    return connection.execute(look).first() is None


def _refuse_broken_references(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if broken:
        names = ", ".join(sorted({row[0] for row in broken}))
        raise Refused(
            f"Rows of {names} refer to rows that are not there. Nothing was changed. Restore "
            "another backup."
        )


def _alter(connection: Connection, name: str, constraint: str, to: str) -> None:
    connection.exec_driver_sql(f"ALTER TABLE {name} ALTER CONSTRAINT {constraint} {to}")


def _count_on(connection: Connection) -> None:
    """Let numbers that the database gives go on after the largest."""
    for name, column_name, sequence in connection.execute(text(COUNTERS)).all():
        highest = f"SELECT max({column_name}) FROM {name}"  # noqa: S608 - names of our own tables
        connection.execute(
            text(f"SELECT setval(:sequence, COALESCE(({highest}), 1), ({highest}) IS NOT NULL)"),
            {"sequence": sequence},
        )
