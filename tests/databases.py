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
LEAVE = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"


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

    @contextmanager
    def empty(self, folder: Path) -> Iterator[str]:
        """A file in `folder` that is still to be made."""
        yield f"sqlite:///{folder / 'empty.sqlite'}"


class PostgresDatabases:
    """PostgreSQL databases, made from one that was migrated, and emptied for the next test.

    Making one takes a quarter of a second, emptying one a fiftieth.
    """

    TEMPLATE = "migrated"

    def __init__(self, server: str, folder: Path) -> None:
        self._server = server
        self._numbers = count()
        self._free: list[str] = []
        self._run(self._server, f"CREATE DATABASE {self.TEMPLATE}")
        migrate(self._address(self.TEMPLATE), folder)
        self._emptying = self._statements_that_empty()

    @contextmanager
    def fresh(self, folder: Path) -> Iterator[str]:
        """The address of a migrated, empty database; `folder` is not needed."""
        del folder
        name = self._free.pop() if self._free else self._made()
        yield self._address(name)
        self._take_back(name)

    @contextmanager
    def empty(self, folder: Path) -> Iterator[str]:
        """The address of a database without any table; `folder` is not needed."""
        del folder
        name = f"empty_{next(self._numbers)}"
        self._run(self._server, f"CREATE DATABASE {name}")
        yield self._address(name)
        self._run(self._server, f"{LEAVE} WHERE datname = '{name}'")
        self._run(self._server, f"DROP DATABASE {name}")

    def _made(self) -> str:
        name = f"test_{next(self._numbers)}"
        self._run(self._server, f"CREATE DATABASE {name} TEMPLATE {self.TEMPLATE}")
        return name

    def _take_back(self, name: str) -> None:
        self._run(self._server, f"{LEAVE} WHERE datname = '{name}'")
        try:
            self._run(self._address(name), self._emptying)
        except psycopg.Error:
            # The test changed the tables themselves, so nobody else can use this one.
            self._run(self._server, f"DROP DATABASE {name}")
        else:
            self._free.append(name)

    def _statements_that_empty(self) -> str:
        """Deletes all rows but the migration's number, past the triggers that forbid it."""
        with psycopg.connect(self._address(self.TEMPLATE)) as connection:
            tables = connection.execute(TABLES).fetchall()
            sequences = connection.execute("SELECT sequencename FROM pg_sequences").fetchall()
        deletes = [f'DELETE FROM "{name}"' for (name,) in tables]  # noqa: S608 - our own tables
        restarts = [f"SELECT setval('\"{name}\"', 1, false)" for (name,) in sequences]
        return "; ".join(("SET session_replication_role = replica", *deletes, *restarts))

    def _address(self, name: str) -> str:
        return self._server.replace("/postgres?", f"/{name}?")

    def _run(self, address: str, statements: str) -> None:
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(statements.encode())
