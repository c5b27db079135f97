"""Pages about actions: those of staff, and what is told in public."""

from flask import Blueprint

from app.improvement.actions.routes import pages, public, staff, wording
from app.web.wings import IMPROVEMENT

BOTH = ("GET", "POST")

blueprint = Blueprint("actions", __name__)

for _rule, _methods, _handler in (
    ("", ("GET",), staff.actions),
    ("/new", BOTH, staff.new),
    ("/<uuid:action_id>", ("GET",), staff.action),
    ("/<uuid:action_id>/edit", BOTH, staff.edit),
    ("/<uuid:action_id>/decide", BOTH, staff.decide),
    ("/<uuid:action_id>/finish", BOTH, staff.finish),
    ("/<uuid:action_id>/reopen", BOTH, staff.reopen),
    ("/<uuid:action_id>/notes", ("POST",), staff.note),
    ("/<uuid:action_id>/wording", BOTH, wording.action_wording),
    ("/<uuid:action_id>/wording/sign", ("POST",), wording.sign_action_wording),
    ("/<uuid:action_id>/publish", ("POST",), wording.publish),
    ("/<uuid:action_id>/withdraw", ("POST",), wording.withdraw),
    ("/pages", ("GET",), pages.pages),
    ("/pages/<token>/poster.pdf", ("GET",), pages.poster),
):
    blueprint.add_url_rule(f"{IMPROVEMENT}/actions{_rule}", methods=_methods, view_func=_handler)

blueprint.add_url_rule("/d/<token>", view_func=public.told)
blueprint.add_url_rule("/d/<token>/<locale>", view_func=public.told_in)
