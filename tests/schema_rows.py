"""Rows for every table of a database as it stands, whatever its schema, for tests of upgrades."""

import datetime
import uuid
from typing import Any

from sqlalchemy import Column, Connection, MetaData, insert, inspect, select, text
from sqlalchemy.types import Boolean, Date, DateTime, Float, Integer, LargeBinary, Numeric

# A first of a month, which stays what it is where only the month is kept.
A_DAY = datetime.date(2026, 3, 1)
A_MOMENT = datetime.datetime(2026, 3, 4, 5, 6, 7, tzinfo=datetime.UTC)
OWN_TABLE = "alembic_version"
NOT_JSON = ("CHAR", "VARCHAR", "TEXT", "UUID")

Held = dict[str, tuple[tuple[str, ...], list[dict[str, Any]]]]


def held(connection: Connection) -> Held:
    """Of every table its columns and its rows, as the database gives them."""
    found: Held = {}
    for name in sorted(set(inspect(connection).get_table_names()) - {OWN_TABLE}):
        result = connection.execute(text(f'SELECT * FROM "{name}"'))  # noqa: S608 - a table's name
        columns = tuple(result.keys())
        found[name] = (columns, [dict(row) for row in result.mappings()])
    return found


def fill(connection: Connection, names: list[str], number: int) -> None:
    """Put one more row into each of these tables; each number gives rows of its own."""
    metadata = MetaData()
    metadata.reflect(connection, only=names)
    for table in metadata.sorted_tables:
        if table.name in names:
            row = {column.name: _value(connection, column, number) for column in table.columns}
            connection.execute(insert(table).values(row))


def _value(connection: Connection, column: Column[Any], number: int) -> Any:
    """A value for a column: what is in the table that it refers to, or one of its kind."""
    for key in column.foreign_keys:
        if key.column.table is column.table:
            return None
        return connection.scalars(select(key.column).order_by(key.column.desc())).first()
    return _of_kind(column, number)


def _of_kind(column: Column[Any], number: int) -> Any:
    mark = f"{column.table.name}/{number}"
    kinds: tuple[tuple[type, Any], ...] = (
        (Boolean, False),
        (DateTime, A_MOMENT),
        (Date, A_DAY),
        (Integer, number),
        (Float, 0.5),
        (Numeric, 0.5),
        (LargeBinary, mark.encode()),
    )
    for kind, value in kinds:
        if isinstance(column.type, kind):
            return value
    return _text(column, mark)


def _text(column: Column[Any], mark: str) -> Any:
    """An id, some JSON, or words as short as the column asks for."""
    kind = type(column.type).__name__.upper()
    same = uuid.uuid5(uuid.NAMESPACE_URL, mark)
    length = getattr(column.type, "length", None)
    if kind == "UUID":
        return same
    if kind not in NOT_JSON:
        return {}
    return same.hex[: length or 32]
