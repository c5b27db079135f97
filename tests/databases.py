"""Fresh, migrated databases for tests: migrated once, then copied for each test."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Protocol

import psycopg
from alembic import command

from app import create_app
from app.config import Settings
from app.extensions import db

TABLES = (
    "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version'"
)
LEAVE = """PERFORM pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE
    datname = current_database() AND pid <> pg_backend_pid() AND pid <> ALL (stay)"""
EMPTY = "SELECT tests.empty_all(%s)"

STAYING: set[int] = set()
"""The PostgreSQL processes of the connections that applications keep from one test to the next."""


class Databases(Protocol):
    """A kind of database that can give a fresh copy for each test."""

    def fresh(self, folder: Path) -> Iterator[str]:
        """The address of a migrated, empty database, gone afterwards."""


def migrate(address: str, folder: Path) -> None:
    """Bring the database at `address` to the newest migration."""
    app = create_app(Settings(data=folder, database_url=address))
    with app.app_context():
        command.upgrade(app.extensions["migrate"].migrate.get_config(), "head")
        db.engine.dispose()


class SqliteDatabases:
    """SQLite files, copied from one that was migrated."""

    def __init__(self, folder: Path) -> None:
        self._template = folder / "template.sqlite"
        migrate(f"sqlite:///{self._template}", folder)

    @contextmanager
    def fresh(self, folder: Path) -> Iterator[str]:
        """A copy of the migrated file in `folder`."""
        path = folder / "test.sqlite"
        shutil.copyfile(self._template, path)
        yield f"sqlite:///{path}"

    unshared = fresh

    @contextmanager
    def empty(self, folder: Path) -> Iterator[str]:
        """A file in `folder` that is still to be made."""
        yield f"sqlite:///{folder / 'empty.sqlite'}"


class PostgresDatabases:
    """PostgreSQL databases, made from one that was migrated, and emptied for the next test.

    Making one takes a quarter of a second, emptying one a hundredth: by one connection that stays,
    and whose plans are made, as an application's own connections stay (`Applications`).
    """

    TEMPLATE = "migrated"

    def __init__(self, server: str, folder: Path) -> None:
        self._server = server
        self._numbers = count()
        self._free: list[str] = []
        self._emptying: dict[str, psycopg.Connection] = {}
        self._run(self._server, f"CREATE DATABASE {self.TEMPLATE}")
        migrate(self._address(self.TEMPLATE), folder)
        with psycopg.connect(self._address(self.TEMPLATE)) as connection:
            connection.execute(_function_that_empties(connection).encode())

    @contextmanager
    def fresh(self, folder: Path) -> Iterator[str]:
        """The address of a migrated, empty database; `folder` is not needed."""
        del folder
        name = self._free.pop() if self._free else self._made()
        yield self._address(name)
        self._take_back(name)

    @contextmanager
    def unshared(self, folder: Path) -> Iterator[str]:
        """The address of a migrated database to which nobody is connected."""
        del folder
        name = self._copied()
        yield self._address(name)
        self._drop(name)

    @contextmanager
    def empty(self, folder: Path) -> Iterator[str]:
        """The address of a database without any table; `folder` is not needed."""
        del folder
        name = f"empty_{next(self._numbers)}"
        self._run(self._server, f"CREATE DATABASE {name}")
        yield self._address(name)
        self._drop(name)

    def close(self) -> None:
        """Close the connections that stayed."""
        for connection in self._emptying.values():
            connection.close()

    def _copied(self) -> str:
        name = f"test_{next(self._numbers)}"
        self._run(self._server, f"CREATE DATABASE {name} TEMPLATE {self.TEMPLATE}")
        return name

    def _made(self) -> str:
        name = self._copied()
        self._emptying[name] = psycopg.connect(self._address(name), autocommit=True)
        return name

    def _take_back(self, name: str) -> None:
        try:
            self._emptying[name].execute(EMPTY, [list(STAYING)])
        except psycopg.Error:
            # The test changed the tables themselves, so nobody else can use this one.
            self._emptying.pop(name).close()
            self._drop(name)
        else:
            self._free.append(name)

    def _drop(self, name: str) -> None:
        self._run(self._server, f"DROP DATABASE {name} WITH (FORCE)")

    def _address(self, name: str) -> str:
        return self._server.replace("/postgres?", f"/{name}?")

    def _run(self, address: str, statements: str) -> None:
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(statements.encode())


def _function_that_empties(connection: psycopg.Connection) -> str:
    """Ends the connections that a test left, then deletes all rows but the migration's number, past
    the triggers that forbid it.
    """
    tables = connection.execute(TABLES).fetchall()
    sequences = connection.execute("SELECT sequencename FROM pg_sequences").fetchall()
    steps = [
        LEAVE,
        *(f'DELETE FROM "{name}"' for (name,) in tables),  # noqa: S608 - our own tables
        *(f"PERFORM setval('\"{name}\"', 1, false)" for (name,) in sequences),
    ]
    return f"""CREATE SCHEMA tests; CREATE FUNCTION tests.empty_all(stay integer[])
        RETURNS void LANGUAGE plpgsql SET session_replication_role = replica
        AS $$ BEGIN {"; ".join(steps)}; END $$"""
