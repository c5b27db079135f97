"""Alembic's environment: the application's own engine and tables.

All migrations that a database lacks are one transaction: a start that is broken off leaves the
database as it was, and of several starts at once one migrates while the others wait for it.
"""

from alembic import context
from alembic.util.exc import CommandError
from flask import current_app
from sqlalchemy import Connection

from app.extensions import db
from app.kernel.database import Base
from app.tables import ALL_TABLES

MIGRATION_LOCK = 7_311_984_021


def _begin_alone(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        # A migration may take and wait as long as it must; a request may not.
        connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
        connection.exec_driver_sql("SET LOCAL lock_timeout = 0")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({MIGRATION_LOCK})")
        return
    # SQLite changes a table by making another in its place, which it refuses, or which takes the
    # rows that refer to it along, while foreign keys are watched. They are checked at the end.
    connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _refuse_broken_keys(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        return
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if broken:
        tables = ", ".join(sorted({row[0] for row in broken}))
        raise CommandError(f"nothing was changed: rows of {tables} would refer to nothing")


def _migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        transactional_ddl=True,
        **current_app.extensions["migrate"].configure_args,
    )
    with context.begin_transaction():
        _begin_alone(connection)
        context.run_migrations()
        _refuse_broken_keys(connection)


def run() -> None:
    """Run the migrations on the application's database."""
    assert ALL_TABLES
    try:
        with db.engine.connect() as connection:
            _migrate(connection)
            connection.commit()
    finally:
        # The next connection watches foreign keys again.
        db.engine.dispose()


run()
