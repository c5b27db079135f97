"""Staff pages of policies, with one table of their addresses."""

import uuid
from typing import TypeVar

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from app.administration.accounts.session import actor
from app.administration.organisation.queries import all_services
from app.collection.links.audiences import AUDIENCES
from app.comments.queue.own_themes import all_themes
from app.improvement.policies import operations, queries
from app.improvement.policies.forms import (
    ApprovalForm,
    AskForm,
    EditPolicyForm,
    PolicyFields,
    PolicyForm,
)
from app.improvement.policies.views import PolicyView, policy_view
from app.kernel.errors import Refused
from app.kernel.permissions import Permission
from app.results.indicators.choices import measures_asked
from app.web.access import needs
from app.web.fields import names_by_id
from app.web.pages import done, form_page, page, show_or_save, shown
from app.web.wings import IMPROVEMENT

BOTH = ("GET", "POST")

Fields = TypeVar("Fields", bound=PolicyFields)


@needs(Permission.SEE_RESULTS)
def policies() -> ResponseReturnValue:
    """All policies, those whose review is overdue first."""
    return page("improvement/policies/policies.html", lines=queries.all_policies())


@needs(Permission.LEAD)
def add() -> ResponseReturnValue:
    """Keep a new policy."""
    form = _offered(PolicyForm())
    return show_or_save(
        form,
        shown("improvement/policies/add.html", form),
        lambda: operations.add_policy(plan=form.plan, approval=form.approval, actor=actor()),
        lambda added: _to_policy(f"{added.title} is saved.", added.id),
    )


@needs(Permission.SEE_RESULTS)
def policy(policy_id: uuid.UUID) -> ResponseReturnValue:
    """One policy: what it asks, whether staff read it, whether it happens in practice."""
    return _policy_page(_view(policy_id), _ask_form())


@needs(Permission.LEAD)
def edit(policy_id: uuid.UUID) -> ResponseReturnValue:
    """Change what is said about a policy."""
    found = queries.get_policy(policy_id)
    form = _offered(EditPolicyForm(obj=found))
    return show_or_save(
        form,
        shown("improvement/policies/edit.html", form, policy=found),
        lambda: operations.edit_policy(policy_id=policy_id, plan=form.plan, actor=actor()),
        lambda _: _to_policy("Your changes are saved.", policy_id),
    )


@needs(Permission.LEAD)
def approve(policy_id: uuid.UUID) -> ResponseReturnValue:
    """Record that a new version is approved."""
    found = queries.get_policy(policy_id)
    form = ApprovalForm()
    return show_or_save(
        form,
        shown("improvement/policies/approve.html", form, policy=found),
        lambda: operations.approve_version(
            policy_id=policy_id, approval=form.approval, actor=actor()
        ),
        lambda _: _to_policy(
            "The new version is recorded. Ask staff whether they have read it.", policy_id
        ),
    )


@needs(Permission.LEAD)
def withdraw(policy_id: uuid.UUID) -> ResponseReturnValue:
    """Say that a policy holds no longer."""
    withdrawn = operations.withdraw_policy(policy_id=policy_id, actor=actor())
    return _to_policy(f"{withdrawn.title} is withdrawn.", policy_id)


@needs(Permission.LEAD)
def ask(policy_id: uuid.UUID) -> ResponseReturnValue:
    """Ask the staff of a service whether they read and understood it."""
    form = _ask_form()
    return show_or_save(
        form,
        lambda refused: _policy_page(_view(policy_id), form, refused),
        lambda: operations.ask_staff(
            policy_id=policy_id, service_id=uuid.UUID(form.service.data), actor=actor()
        ),
        lambda _: _to_policy("The link is ready.", policy_id),
    )


def _view(policy_id: uuid.UUID) -> PolicyView:
    return policy_view(queries.policy_line(policy_id), all_themes())


def _offered(form: Fields) -> Fields:
    form.offer(measures=measures_asked(AUDIENCES), themes=dict(all_themes()))
    return form


def _ask_form() -> AskForm:
    form = AskForm() if request.method == "POST" else AskForm(formdata=None)
    form.offer(names_by_id(all_services()))
    return form


def _policy_page(
    view: PolicyView, form: AskForm, refused: Refused | None = None
) -> ResponseReturnValue:
    return form_page(
        "improvement/policies/policy.html", form, refused=refused, view=view, audiences=AUDIENCES
    )


def _to_policy(words: str, policy_id: uuid.UUID) -> ResponseReturnValue:
    return done(words, "policies.policy", policy_id=policy_id)


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
