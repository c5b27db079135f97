"""Rows of tables as lines of text, alike from every database, and lines as rows again.

A line is a JSON array of a row's values. What is JSON itself is kept letter by letter; moments are
in UTC. The lines are in the order of the keys: a random id does not show who answered first, and
the same rows are the same bytes, whatever database they come from.
"""

import uuid
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Any, Final

import orjson
from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Connection,
    Date,
    DateTime,
    Float,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Text,
    Uuid,
    cast,
    collate,
    column,
    insert,
    select,
    table,
)
from sqlalchemy.sql.expression import ColumnElement, TableClause
from sqlalchemy.types import NullType, TypeEngine

from app.administration.backup.archive import LINES_AT_ONCE, BackupTable, OnRows

KINDS: Final[tuple[tuple[str, type[TypeEngine[Any]]], ...]] = (
    ("json", JSON),
    ("uuid", Uuid),
    ("moment", DateTime),
    ("day", Date),
    ("boolean", Boolean),
    ("number", Float),
    ("integer", Integer),
    ("bytes", LargeBinary),
    ("text", String),
)
TYPES: Final[dict[str, TypeEngine[Any]]] = {
    # What is JSON already is not to be written as JSON once more, so it goes without a type.
    "json": NullType(),
    "uuid": Uuid(),
    "moment": DateTime(timezone=True),
    "day": Date(),
    "boolean": Boolean(),
    "number": Float(53),
    "integer": BigInteger(),
    "bytes": LargeBinary(),
    "text": Text(),
}


def _moment(value: datetime) -> str:
    return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(UTC).isoformat()


WRITTEN: Final[dict[str, Callable[[Any], Any]]] = {
    "uuid": str,
    "moment": _moment,
    "day": date.isoformat,
    "bytes": lambda value: b64encode(value).decode(),
}
READ: Final[dict[str, Callable[[Any], Any]]] = {
    "uuid": uuid.UUID,
    "moment": datetime.fromisoformat,
    "day": date.fromisoformat,
    "bytes": b64decode,
}


def tables_of(metadata: MetaData) -> tuple[BackupTable, ...]:
    """Every table that the application has, as the backup lists it."""
    return tuple(
        BackupTable(
            name=each.name,
            columns={column.name: _kind(column) for column in each.columns},
            key=tuple(column.name for column in each.primary_key.columns),
        )
        for each in sorted(metadata.tables.values(), key=lambda each: each.name)
    )


def _kind(column: Column[Any]) -> str:
    return next(kind for kind, known in KINDS if isinstance(column.type, known))


def lines_of(connection: Connection, of: BackupTable) -> Iterator[list[bytes]]:
    """The rows of a table as lines, some hundred at a time."""
    source = _source(of)
    shown = [_as_stored(source.c[name], kind) for name, kind in of.columns.items()]
    order = [_in_order(connection, source.c[name], of.columns[name]) for name in of.key]
    rows = connection.execution_options(yield_per=LINES_AT_ONCE).execute(
        select(*shown).order_by(*order)
    )
    writers = [WRITTEN.get(kind) for kind in of.columns.values()]
    for part in rows.partitions():
        yield [orjson.dumps(_converted(row, writers)) + b"\n" for row in part]


def load(
    connection: Connection, into: BackupTable, batches: Iterable[list[bytes]], on_rows: OnRows
) -> None:
    """Put the lines of a table into it as rows."""
    statement = insert(_source(into))
    names = list(into.columns)
    readers = [READ.get(kind) for kind in into.columns.values()]
    number = 0
    for lines in batches:
        rows = [
            dict(zip(names, _converted(orjson.loads(line), readers), strict=True)) for line in lines
        ]
        if rows:
            connection.execute(statement, rows)
        number += len(rows)
        on_rows(into.name, number)


def _converted(row: Iterable[Any], converters: list[Callable[[Any], Any] | None]) -> list[Any]:
    return [
        value if value is None or convert is None else convert(value)
        for value, convert in zip(row, converters, strict=True)
    ]


def _source(of: BackupTable) -> TableClause:
    return table(of.name, *(column(name, TYPES[kind]) for name, kind in of.columns.items()))


def _as_stored(shown: ColumnElement[Any], kind: str) -> ColumnElement[Any]:
    return cast(shown, Text) if kind == "json" else shown


def _in_order(connection: Connection, shown: ColumnElement[Any], kind: str) -> ColumnElement[Any]:
    """Letters by their numbers, as SQLite has them, and not by a country's alphabet."""
    is_text = kind == "text" and connection.dialect.name == "postgresql"
    return collate(shown, "C") if is_text else shown
