"""Alembic's environment: the application's own engine and tables."""

from alembic import context
from flask import current_app
from sqlalchemy import Connection, text

from app.extensions import db
from app.kernel.database import Base
from app.tables import ALL_TABLES

MIGRATION_LOCK = 7_311_984_021


def _one_at_a_time(connection: Connection) -> None:
    """Several servers may start at once; on PostgreSQL the second waits for the first."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATION_LOCK})


def run() -> None:
    """Run the migrations on the application's database."""
    assert ALL_TABLES
    with db.engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            **current_app.extensions["migrate"].configure_args,
        )
        with context.begin_transaction():
            _one_at_a_time(connection)
            context.run_migrations()
        connection.commit()


run()
