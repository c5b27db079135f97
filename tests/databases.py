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


class PostgresDatabases:
    """PostgreSQL databases, made from one that was migrated."""

    TEMPLATE = "migrated"

    def __init__(self, server: str, folder: Path) -> None:
        self._server = server
        self._numbers = count()
        self._run(f"CREATE DATABASE {self.TEMPLATE}")
        migrate(self._address(self.TEMPLATE), folder)

    @contextmanager
    def fresh(self, folder: Path) -> Iterator[str]:
        """A copy of the migrated database; `folder` is not needed."""
        del folder
        name = f"test_{next(self._numbers)}"
        self._run(f"CREATE DATABASE {name} TEMPLATE {self.TEMPLATE}")
        yield self._address(name)
        self._run(f"DROP DATABASE {name} WITH (FORCE)")

    def _address(self, name: str) -> str:
        return self._server.replace("/postgres?", f"/{name}?")

    def _run(self, statement: str) -> None:
        with psycopg.connect(self._server, autocommit=True) as connection:
            connection.execute(statement.encode())
