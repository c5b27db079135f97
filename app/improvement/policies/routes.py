"""Staff pages of policies, with one table of their addresses."""

import uuid

from flask import Blueprint, flash, request, url_for
from flask.typing import ResponseReturnValue

from app.administration.accounts.session import actor
from app.administration.organisation.queries import all_services
from app.collection.links.operations import AUDIENCES
from app.comments.queue.own_themes import all_themes
from app.improvement.policies import operations, queries
from app.improvement.policies.forms import ApprovalForm, AskForm, EditPolicyForm, PolicyForm
from app.improvement.policies.views import PolicyView, policy_view
from app.kernel.errors import Refused
from app.results.indicators.choices import measures_asked
from app.web.access import for_admins, for_readers
from app.web.pages import form_page, page, redirect
from app.web.wings import IMPROVEMENT

BOTH = ("GET", "POST")
UNPROCESSABLE = 422


@for_readers
def policies() -> ResponseReturnValue:
    """All policies, those whose review is overdue first."""
    return page("improvement/policies/policies.html", lines=queries.all_policies())


@for_admins
def add() -> ResponseReturnValue:
    """Keep a new policy."""
    form = PolicyForm()
    form.offer(measures=measures_asked(AUDIENCES), themes=dict(all_themes()))
    if not form.validate_on_submit():
        return form_page("improvement/policies/add.html", form)
    try:
        added = operations.add_policy(plan=form.plan, approval=form.approval, actor=actor())
    except Refused as refused:
        return form_page("improvement/policies/add.html", form, refused=refused)
    flash(f"{added.title} is kept.")
    return _to_policy(added.id)


@for_readers
def policy(policy_id: uuid.UUID) -> ResponseReturnValue:
    """One policy: what it asks, whether staff read it, whether it happens in practice."""
    return _policy_page(_view(policy_id), _ask_form())


@for_admins
def edit(policy_id: uuid.UUID) -> ResponseReturnValue:
    """Change what is said about a policy."""
    found = queries.get_policy(policy_id)
    form = EditPolicyForm(obj=found)
    form.offer(measures=measures_asked(AUDIENCES), themes=dict(all_themes()))
    if not form.validate_on_submit():
        return form_page("improvement/policies/edit.html", form, policy=found)
    try:
        operations.edit_policy(policy_id=policy_id, plan=form.plan, actor=actor())
    except Refused as refused:
        return form_page("improvement/policies/edit.html", form, refused=refused, policy=found)
    flash("Your changes are saved.")
    return _to_policy(policy_id)


@for_admins
def approve(policy_id: uuid.UUID) -> ResponseReturnValue:
    """Record that a new version is approved."""
    found = queries.get_policy(policy_id)
    form = ApprovalForm()
    if not form.validate_on_submit():
        return form_page("improvement/policies/approve.html", form, policy=found)
    try:
        operations.approve_version(policy_id=policy_id, approval=form.approval, actor=actor())
    except Refused as refused:
        return form_page("improvement/policies/approve.html", form, refused=refused, policy=found)
    flash("The new version is recorded. Ask staff whether they have read it.")
    return _to_policy(policy_id)


@for_admins
def withdraw(policy_id: uuid.UUID) -> ResponseReturnValue:
    """Say that a policy holds no longer."""
    withdrawn = operations.withdraw_policy(policy_id=policy_id, actor=actor())
    flash(f"{withdrawn.title} is withdrawn.")
    return _to_policy(policy_id)


@for_admins
def ask(policy_id: uuid.UUID) -> ResponseReturnValue:
    """Ask the staff of a service whether they read and understood it."""
    form = _ask_form()
    if not form.validate_on_submit():
        return _policy_page(_view(policy_id), form)
    try:
        operations.ask_staff(
            policy_id=policy_id, service_id=uuid.UUID(form.service.data), actor=actor()
        )
    except Refused as refused:
        return _policy_page(_view(policy_id), form, refused=refused)
    flash("The link is ready.")
    return _to_policy(policy_id)


def _view(policy_id: uuid.UUID) -> PolicyView:
    return policy_view(queries.policy_line(policy_id), all_themes())


def _ask_form() -> AskForm:
    form = AskForm() if request.method == "POST" else AskForm(formdata=None)
    form.offer({str(service.id): service.name for service in all_services()})
    return form


def _policy_page(
    view: PolicyView, form: AskForm, refused: Refused | None = None
) -> ResponseReturnValue:
    return form_page(
        "improvement/policies/policy.html", form, refused=refused, view=view, audiences=AUDIENCES
    )


def _to_policy(policy_id: uuid.UUID) -> ResponseReturnValue:
    return redirect(url_for("policies.policy", policy_id=policy_id))


blueprint = Blueprint("policies", __name__, url_prefix=f"{IMPROVEMENT}/policies")

for _rule, _methods, _handler in (
    ("", ("GET",), policies),
    ("/new", BOTH, add),
    ("/<uuid:policy_id>", ("GET",), policy),
    ("/<uuid:policy_id>/edit", BOTH, edit),
    ("/<uuid:policy_id>/approve", BOTH, approve),
    ("/<uuid:policy_id>/withdraw", ("POST",), withdraw),
    ("/<uuid:policy_id>/ask", ("POST",), ask),
):
    blueprint.add_url_rule(_rule, methods=_methods, view_func=_handler)
