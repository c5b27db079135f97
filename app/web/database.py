"""The state of the database, for the command line, which does not touch it itself."""

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app
from sqlalchemy.exc import SQLAlchemyError

from app.extensions import db
from app.kernel.errors import Refused


def commit() -> None:
    """Keep all that was done since the application context began."""
    db.session.commit()


def close() -> None:
    """Give back every connection."""
    db.session.remove()
    db.engine.dispose()


def is_up_to_date() -> bool:
    """Whether every migration was applied.

    Raises:
        Refused: when the database cannot be reached.
    """
    scripts = ScriptDirectory(str(current_app.extensions["migrate"].directory))
    try:
        with db.engine.connect() as connection:
            applied = MigrationContext.configure(connection).get_current_revision()
    except SQLAlchemyError as error:
        reason = str(getattr(error, "orig", error)).splitlines()[0]
        raise Refused(
            f"The database cannot be opened: {reason}. "
            "Look at OWNWORDS_DATABASE_URL and OWNWORDS_DATA."
        ) from error
    return applied == scripts.get_current_head()
