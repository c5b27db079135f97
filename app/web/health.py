"""Whether the process and its database are well, and the figures that monitoring asks for."""

from hmac import compare_digest

from flask import Blueprint, Flask, Response, abort, current_app, request
from prometheus_client import CollectorRegistry, Gauge, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from sqlalchemy import text

from app.config import Settings
from app.extensions import db
from app.kernel.clock import iso_week, today
from app.web.access import public
from app.web.readiness import Readiness

blueprint = Blueprint("health", __name__)
COUNTED = {
    "responses": "WHERE week < :week",
    "links": "",
    "services": "",
    "survey_versions": "",
}
"""Tables that are counted, and which of their rows."""

ROUNDED_TO = 10
LOOPBACK = ("127.0.0.1", "::1")
PROXIES = {"forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip"}
"""Headers that somebody who asks through a proxy on this machine comes with."""


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
    text = "\n".join(causes or ("ok",))
    return Response(f"{text}\n", 503 if causes else 200, mimetype="text/plain")


@blueprint.get("/metrics")
@public
def metrics() -> Response:
    """Totals, read from the database, so that every web process gives the same figures.

    To whoever has the token, or asks from this machine itself and through no proxy. Answers are
    reported when their week is over, rounded down: whoever polls does not see one come in.
    """
    if not _may_read_metrics():
        abort(404)
    registry = CollectorRegistry()
    week = {"week": iso_week(today())}
    for table, condition in COUNTED.items():
        gauge = Gauge(f"ownwords_{table}", f"Rows in {table}.", registry=registry)
        counted = text(f"SELECT count(*) FROM {table} {condition}")  # noqa: S608 - a fixed list
        number = db.session.execute(counted, week if condition else {}).scalar_one()
        gauge.set(number // ROUNDED_TO * ROUNDED_TO if condition else number)
    return Response(generate_latest(registry), content_type=CONTENT_TYPE_PLAIN_0_0_4)


def _may_read_metrics() -> bool:
    settings: Settings = current_app.config["OWNWORDS"]
    if settings.metrics_token:
        expected = f"Bearer {settings.metrics_token}"
        return compare_digest(request.headers.get("Authorization", "").encode(), expected.encode())
    return request.remote_addr in LOOPBACK and not PROXIES & {n.lower() for n, _ in request.headers}


def register_health(app: Flask) -> None:
    """Serve these, each process with one look at itself."""
    app.extensions["readiness"] = Readiness(app)
    app.register_blueprint(blueprint)
