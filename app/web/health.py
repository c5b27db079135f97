"""Whether the process and its database are well, and the figures that monitoring asks for."""

from flask import Blueprint, Flask, Response, current_app
from prometheus_client import CollectorRegistry, Gauge, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from sqlalchemy import text

from app.extensions import db
from app.web.access import public
from app.web.readiness import Readiness

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
    """Answers can be stored: disk, secret, database, its version and a write; or what is wrong."""
    causes = current_app.extensions["readiness"].causes()
    said = "\n".join(causes or ("ok",))
    return Response(f"{said}\n", 503 if causes else 200, mimetype="text/plain")


@blueprint.get("/metrics")
@public
def metrics() -> Response:
    """Totals, read from the database, so that every web process gives the same figures."""
    registry = CollectorRegistry()
    for table in COUNTED:
        gauge = Gauge(f"ownwords_{table}", f"Rows in {table}.", registry=registry)
        gauge.set(db.session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())  # noqa: S608 - a fixed list of names
    return Response(generate_latest(registry), content_type=CONTENT_TYPE_PLAIN_0_0_4)


def register_health(app: Flask) -> None:
    """Serve these, each process with one look at itself."""
    app.extensions["readiness"] = Readiness(app)
    app.register_blueprint(blueprint)
