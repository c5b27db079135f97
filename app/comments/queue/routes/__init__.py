"""Staff pages of reading, with one table of their addresses."""

from flask import Blueprint
from flask.blueprints import BlueprintSetupState

from app.comments.queue.routes import people, reading, themes
from app.comments.queue.routes.strip import needs_somebody
from app.web.wings import COMMENTS

blueprint = Blueprint("queue", __name__, url_prefix=COMMENTS)

COMMENT = "/<uuid:comment_id>"
GET, POST, BOTH = ("GET",), ("POST",), ("GET", "POST")

for address, view, methods in (
    ("", reading.queue, GET),
    ("/next", reading.following, GET),
    ("/cases", reading.cases, GET),
    ("/quotes", reading.quotes, GET),
    ("/themes", themes.themes, BOTH),
    ("/themes/<code>", themes.theme, GET),
    ("/people", people.people, GET),
    ("/people/rota", people.add_to_rota, POST),
    ("/people/rota/<uuid:rota_entry_id>/remove", people.remove_from_rota, POST),
    ("/people/<uuid:user_id>", people.reader, BOTH),
    (COMMENT, reading.comment, GET),
    (f"{COMMENT}/decide", reading.decide, POST),
    (f"{COMMENT}/confirm/<uuid:decision_id>", reading.confirm, POST),
    (f"{COMMENT}/step", reading.step, POST),
    (f"{COMMENT}/conflict", reading.conflict, POST),
    (f"{COMMENT}/correct", reading.correct, POST),
    (f"{COMMENT}/quote", reading.quote, POST),
    (f"{COMMENT}/quote/withdraw", reading.withdraw, POST),
    (f"{COMMENT}/ask", reading.ask, POST),
    (f"{COMMENT}/translate", reading.translate, POST),
):
    blueprint.add_url_rule(address, view_func=view, methods=methods)


@blueprint.record_once
def _offer_to_every_page(state: BlueprintSetupState) -> None:
    """The frame of all staff pages, which knows no folder, asks by this name."""
    state.app.jinja_env.globals["needs_somebody"] = needs_somebody
