"""Runs every migration up, down and up again on SQLite and PostgreSQL.

Also refuses a model that differs from what the migrations make.
"""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util.exc import CommandError
from flask import current_app
from sqlalchemy import inspect

from app import create_app
from app.config import Settings
from app.extensions import db
from scripts.throwaway_postgres import throwaway_postgres

OWN_TABLE = "alembic_version"


class Fault(Exception):
    """The migrations and the models do not agree; the message says how."""


def _configuration() -> Config:
    configuration: Config = current_app.extensions["migrate"].migrate.get_config()
    return configuration


def _tables() -> set[str]:
    names = set(inspect(db.engine).get_table_names())
    db.engine.dispose()
    return names - {OWN_TABLE}


def _refuse_pending_changes() -> None:
    try:
        command.check(_configuration())
    except CommandError as error:
        raise Fault(f"a model has no migration for its change: {error}") from error


def check() -> None:
    """Up, compare, down, up, on the current application's database.

    Raises:
        Fault: when the models ask for more, or going down leaves tables.
    """
    command.upgrade(_configuration(), "head")
    _refuse_pending_changes()
    made = _tables()
    command.downgrade(_configuration(), "base")
    left = _tables()
    if left:
        raise Fault(f"after downgrade to base these tables are left: {', '.join(sorted(left))}")
    command.upgrade(_configuration(), "head")
    if _tables() != made:
        raise Fault("a second upgrade makes other tables than the first")


@contextmanager
def _databases(folder: Path) -> Iterator[dict[str, str]]:
    with throwaway_postgres() as postgres:
        yield {"SQLite": f"sqlite:///{folder / 'check.sqlite'}", "PostgreSQL": postgres}


def main() -> int:
    """Check both databases; 1 with a message when one fails."""
    with tempfile.TemporaryDirectory() as name, _databases(Path(name)) as databases:
        for database, address in databases.items():
            app = create_app(Settings(data=Path(name), database_url=address))
            try:
                with app.app_context():
                    check()
            except Fault as fault:
                print(f"{database}: {fault}", file=sys.stderr)
                return 1
            print(f"{database}: migrations go up, down and up, and the models ask for no more.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
