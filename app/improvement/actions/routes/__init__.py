"""Pages about actions: those of staff, and what everybody reads."""

from flask import Blueprint

from app.improvement.actions.public import public_service
from app.improvement.actions.publishing import subject_of
from app.improvement.actions.routes import pages, staff
from app.improvement.publication.routes import add_public_rules, add_staff_rules
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
    ("/pages", ("GET",), pages.pages),
    ("/pages/<token>/poster.pdf", ("GET",), pages.poster),
):
    blueprint.add_url_rule(f"{IMPROVEMENT}/actions{_rule}", methods=_methods, view_func=_handler)

add_staff_rules(
    blueprint, f"{IMPROVEMENT}/actions", subject_of, key="action_id", back="actions.action"
)
add_public_rules(blueprint, "/d", public_service, "improvement/actions/public.html")
