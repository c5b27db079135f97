"""Staff pages of services and links, with one table of their addresses."""

from flask import Blueprint

from app.links.routes import links, services

blueprint = Blueprint("links", __name__, url_prefix="/staff")
BOTH = ("GET", "POST")

for _rule, _methods, _view in (
    ("/services", ("GET",), services.services),
    ("/services/new", BOTH, services.add_service),
    ("/services/<uuid:service_id>", ("GET",), services.service),
    ("/services/<uuid:service_id>/edit", BOTH, services.edit_service),
    ("/organisation", BOTH, services.organisation),
    ("/links", ("GET",), links.links),
    ("/links/new", BOTH, links.add_link),
    ("/links/<token>", ("GET",), links.link),
    ("/links/<token>/edit", BOTH, links.edit_link),
    ("/links/<token>/pause", ("POST",), links.pause),
    ("/links/<token>/resume", ("POST",), links.resume),
    ("/links/<token>/close", ("POST",), links.close),
    ("/links/<token>/qr.svg", ("GET",), links.qr_svg),
    ("/links/<token>/qr.png", ("GET",), links.qr_png),
):
    blueprint.add_url_rule(_rule, methods=_methods, view_func=_view)
