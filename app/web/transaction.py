"""One commit per request: all of what a page did is kept, or none of it."""

from flask import Flask, Response
from sqlalchemy.exc import OperationalError

from app.extensions import db
from app.kernel.errors import Unstorable
from app.web.errors import database_away, refused


def _commit_or_roll_back(response: Response) -> Response:
    """Nothing is acknowledged before it is stored: a commit that fails changes the answer."""
    if not db.session.registry.has():
        return response
    if response.status_code >= 400:
        db.session.rollback()
        return response
    try:
        db.session.commit()
    except OperationalError as error:
        return database_away(error)
    except Unstorable as error:
        db.session.rollback()
        return refused(error)
    return response


def register_transaction(app: Flask) -> None:
    """Commit after each request that went well; roll back after any other."""
    app.after_request(_commit_or_roll_back)
