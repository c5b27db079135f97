"""Staff pages of links, with one table of their addresses."""

from flask import Blueprint
from flask.blueprints import BlueprintSetupState

from app.collection.links.routes import links
from app.collection.links.views import links_of
from app.web.wings import COLLECTION

blueprint = Blueprint("links", __name__, url_prefix=f"{COLLECTION}/links")
BOTH = ("GET", "POST")

for _rule, _methods, _view in (
    ("", ("GET",), links.links),
    ("/new", BOTH, links.add_link),
    ("/<token>", ("GET",), links.link),
    ("/<token>/edit", BOTH, links.edit_link),
    ("/<token>/pause", ("POST",), links.pause),
    ("/<token>/resume", ("POST",), links.resume),
    ("/<token>/close", ("POST",), links.close),
    ("/<token>/qr.svg", ("GET",), links.qr_svg),
    ("/<token>/qr.png", ("GET",), links.qr_png),
):
    blueprint.add_url_rule(_rule, methods=_methods, view_func=_view)


@blueprint.record_once
def _name_links(state: BlueprintSetupState) -> None:
    """The page of a service, which lies below and may not import this room, asks by this name."""
    state.app.jinja_env.globals["links_of"] = links_of
