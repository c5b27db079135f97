"""Pages about community partners: those of staff, and what is told in public."""

from flask import Blueprint

from app.improvement.partners.routes import public, staff
from app.web.wings import IMPROVEMENT

BOTH = ("GET", "POST")

blueprint = Blueprint("partners", __name__)

for _rule, _methods, _handler in (
    ("", ("GET",), staff.partners),
    ("/new", BOTH, staff.add),
    ("/<uuid:partner_id>", ("GET",), staff.partner),
    ("/<uuid:partner_id>/edit", BOTH, staff.edit),
    ("/<uuid:partner_id>/agreements/new", BOTH, staff.add_agreement),
    ("/agreements/<uuid:agreement_id>", BOTH, staff.edit_agreement),
    ("/<uuid:partner_id>/contributions/new", BOTH, staff.add_contribution),
    ("/contributions/<uuid:contribution_id>", ("GET",), staff.contribution),
    ("/contributions/<uuid:contribution_id>/edit", BOTH, staff.edit_contribution),
    ("/contributions/<uuid:contribution_id>/wording", BOTH, public.wording),
    ("/contributions/<uuid:contribution_id>/wording/sign", ("POST",), public.sign_wording),
    ("/contributions/<uuid:contribution_id>/publish", ("POST",), public.publish),
    ("/contributions/<uuid:contribution_id>/withdraw", ("POST",), public.withdraw),
):
    blueprint.add_url_rule(f"{IMPROVEMENT}/partners{_rule}", methods=_methods, view_func=_handler)

blueprint.add_url_rule("/p/<token>", view_func=public.told)
blueprint.add_url_rule("/p/<token>/<locale>", view_func=public.told_in)
