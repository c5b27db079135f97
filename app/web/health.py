"""Whether the process and its database are well, and the figures that monitoring asks for."""

from flask import Blueprint, Response
from prometheus_client import CollectorRegistry, Gauge, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from app.extensions import db
from app.web.access import public

blueprint = Blueprint("health", __name__)
COUNTED = ("responses", "links", "services", "survey_versions")


@blueprint.get("/healthz")
@public
def healthz() -> Response:
    """The process answers."""
    return Response("ok\n", mimetype="text/plain")


@blueprint.get("/readyz")
@public
def readyz() -> Response:
    """The process answers and so does its database."""
    try:
        db.session.execute(text("SELECT 1 FROM survey_versions LIMIT 1")).all()
    except SQLAlchemyError:
        return Response("the database does not answer\n", 503, mimetype="text/plain")
    return Response("ok\n", mimetype="text/plain")


@blueprint.get("/metrics")
@public
def metrics() -> Response:
    """Totals, read from the database, so that every web process gives the same figures."""
    registry = CollectorRegistry()
    for table in COUNTED:
        gauge = Gauge(f"ownwords_{table}", f"Rows in {table}.", registry=registry)
        gauge.set(db.session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())  # noqa: S608 - a fixed list of names
    return Response(generate_latest(registry), content_type=CONTENT_TYPE_PLAIN_0_0_4)
