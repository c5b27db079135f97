"""Where an instance lies, on either database, and how another takes its place at one moment."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, Protocol

from sqlalchemy import (
    Connection,
    Engine,
    MetaData,
    create_engine,
    inspect,
    literal,
    make_url,
    select,
    text,
)
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from app.administration.backup.operations import unfitting
from app.kernel.clock import now
from app.kernel.errors import Refused

BUILT: Final = "restoring"
ASIDE: Final = "before_restore"
SIDE_FILES: Final = ("", "-wal", "-shm", "-journal")
OTHERS: Final = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
    " AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
)


class Moves:
    """Files that change places; all of them go back where one cannot go."""

    def __init__(self) -> None:
        self._done: list[tuple[Path, Path]] = []

    def move(self, path: Path, to: Path) -> None:
        """Move a file, over no other."""
        to.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.rename(to)
        self._done.append((path, to))

    def back(self) -> None:
        """Undo all of it, the last first."""
        while self._done:
            path, to = self._done.pop()
            to.rename(path)


class DatabasePlace(Protocol):
    """Where a database lies."""

    built_at: str
    """The address at which the restored one is built."""

    def refuse_others(self) -> None:
        """Raises Refused where somebody else is connected."""

    def is_empty(self, metadata: MetaData) -> bool:
        """Whether there is no row in any table, or no table."""

    def prepare(self) -> None:
        """Make room for the restored one, and throw away what a broken restore left."""

    def clear(self) -> None:
        """Throw away what was built."""

    def change(self, moves: Moves, aside: str) -> str:
        """Put what was built in the place of what is there; gives where that is kept, if it is."""


class SqlitePlace:
    """A file."""

    def __init__(self, address: str) -> None:
        self._path = Path(str(make_url(address).database)).absolute()
        self._built = self._path.with_name(f".{self._path.name}.{BUILT}")
        self.built_at = f"sqlite:///{self._built}"

    def refuse_others(self) -> None:
        """Whoever serves or works here is known by the data folder."""

    def is_empty(self, metadata: MetaData) -> bool:
        """Whether there is no row in any table, or no table, or no file."""
        if not self._path.is_file() or not self._path.stat().st_size:
            return True
        with _connected(f"sqlite:///{self._path}") as connection:
            return _has_no_row(connection, metadata)

    def prepare(self) -> None:
        """Make room beside the file."""
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.clear()

    def clear(self) -> None:
        """Delete what was built."""
        for end in SIDE_FILES:
            self._built.with_name(self._built.name + end).unlink(missing_ok=True)

    def change(self, moves: Moves, aside: str) -> str:
        """Move the file away, and the one that was built to where it was."""
        kept = self._path.parent / aside
        with _connected(self.built_at) as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        for end in SIDE_FILES:
            there = self._path.with_name(self._path.name + end)
            if there.exists():
                moves.move(there, kept / there.name)
        moves.move(self._built, self._path)
        return f"the folder {kept}" if kept.exists() else ""


class PostgresPlace:
    """A schema of a database; one is built beside it and takes its name."""

    def __init__(self, address: str) -> None:
        self._address = address
        url = make_url(address)
        options = f"{url.query.get('options', '')} -csearch_path={BUILT}".strip()
        built = url.update_query_dict({"options": options})
        self.built_at = built.render_as_string(hide_password=False)

    def refuse_others(self) -> None:
        """Whoever serves or works, on whatever machine, is connected.

        Raises:
            Refused: when somebody is.
        """
        with _connected(self._address) as connection:
            number = connection.scalar(text(OTHERS))
        if number:
            raise Refused(
                f"Others are connected to the database ({number} connections). End every server "
                "and worker of Own Words, on every machine, and try again. Nothing was changed."
            )

    def is_empty(self, metadata: MetaData) -> bool:
        """Whether there is no row in any table, or no table."""
        with _connected(self._address) as connection:
            return _has_no_row(connection, metadata)

    def prepare(self) -> None:
        """Make a schema."""
        self.clear()
        self._do(f"CREATE SCHEMA {BUILT}")

    def clear(self) -> None:
        """Drop the schema that was made."""
        self._do(f"DROP SCHEMA IF EXISTS {BUILT} CASCADE")

    def change(self, moves: Moves, aside: str) -> str:
        """Rename both schemas, in one transaction."""
        del moves
        with _connected(self._address) as connection:
            here = connection.scalar(text("SELECT quote_ident(current_schema())"))
            connection.exec_driver_sql(f"ALTER SCHEMA {here} RENAME TO {aside}")
            connection.exec_driver_sql(f"ALTER SCHEMA {BUILT} RENAME TO {here}")
            connection.commit()
        return f"the schema {aside} of the database"

    def _do(self, statement: str) -> None:
        with _connected(self._address) as connection:
            connection.exec_driver_sql(statement)
            connection.commit()


def place_of(address: str) -> DatabasePlace:
    """Where the database of an address lies."""
    is_file = make_url(address).get_backend_name() == "sqlite"
    return SqlitePlace(address) if is_file else PostgresPlace(address)


def name_aside() -> str:
    """A name for what is kept aside, unlike any other."""
    return f"{ASIDE}_{now():%Y%m%d_%H%M%S}_{secrets.token_hex(2)}"


def _has_no_row(connection: Connection, metadata: MetaData) -> bool:
    there = set(inspect(connection).get_table_names())
    return all(
        connection.scalar(select(literal(1)).select_from(each).limit(1)) is None
        for name, each in metadata.tables.items()
        if name in there
    )


@contextmanager
def _connected(address: str) -> Iterator[Connection]:
    engine: Engine = create_engine(address, poolclass=NullPool, hide_parameters=True)
    try:
        with engine.connect() as connection:
            yield connection
    except SQLAlchemyError as error:
        raise unfitting(error) from error


@contextmanager
def built(place: DatabasePlace) -> Iterator[None]:
    """Room for what is built, gone afterwards whatever became of it."""
    place.prepare()
    try:
        yield
    finally:
        with suppress(Refused):
            place.clear()
