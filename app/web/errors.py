"""What a person sees when something is wrong: one clear sentence, never a trace."""

import logging

from flask import Flask, Response, jsonify, make_response, render_template, request
from flask_babel import gettext as _
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, InternalServerError

from app.extensions import db
from app.kernel.errors import Conflict, NotFound, Refused

log = logging.getLogger(__name__)

TRY_AGAIN_SECONDS = 5
NOT_FOUND, TOO_LARGE = 404, 413


def wants_json() -> bool:
    """Whether a script asks, rather than a person's browser."""
    return request.accept_mimetypes.best_match(["text/html", "application/json"]) == (
        "application/json"
    )


def _answer(status: int, message: str) -> Response:
    if wants_json():
        response = jsonify(status="refused", message=message)
    else:
        response = make_response(render_template("error.html", status=status, message=message))
    response.status_code = status
    response.headers["Cache-Control"] = "no-store"
    return response


def _http_error(error: HTTPException) -> Response:
    if error.response is not None:
        return error.response  # type: ignore[return-value]
    if isinstance(error, InternalServerError):
        return _answer(500, _("Something went wrong here. Nothing was changed. Please try again."))
    if error.code == TOO_LARGE:
        return _answer(TOO_LARGE, _("This is too much to send at once. Please send less."))
    if error.code == NOT_FOUND:
        return _answer(NOT_FOUND, _("There is no page here. Look at the address again."))
    return _answer(error.code or 500, error.description or error.name)


def refused(error: Refused) -> Response:
    """What cannot be done, said as it is; nothing of it is kept."""
    known = ((404, NotFound), (409, Conflict))
    status = next((status for status, kind in known if isinstance(error, kind)), 422)
    return _answer(status, str(error))


def database_away(error: OperationalError) -> Response:
    """A lock or a restart of the database: the same request is welcome in a moment."""
    log.error("the database did not answer: %s", type(error.orig).__name__)
    db.session.rollback()
    response = _answer(503, _("We could not store this just now. Please send it again soon."))
    response.headers["Retry-After"] = str(TRY_AGAIN_SECONDS)
    return response


def register_errors(app: Flask) -> None:
    """Answer every error with a page, or JSON where a script asked."""
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Refused, refused)
    app.register_error_handler(OperationalError, database_away)
