"""Pages of community partners: who they are, what was agreed, contributions, and what changed."""

import uuid
from collections.abc import Callable
from typing import Any

from flask import Blueprint, current_app
from flask.typing import ResponseReturnValue

from app.administration.accounts.session import actor
from app.collection.events.queries import event_names
from app.comments.queue.own_themes import all_themes
from app.improvement.actions.queries import all_actions
from app.improvement.partners import operations, queries
from app.improvement.partners.forms import AgreementForm, ContributionForm, PartnerForm
from app.improvement.partners.plans import CONTRIBUTION_KINDS, KINDS
from app.improvement.partners.public import public_partner
from app.improvement.partners.publishing import partner_page_of, subject_of
from app.improvement.partners.views import partner_view
from app.improvement.publication.queries import sheet_of
from app.improvement.publication.routes import (
    add_public_rules,
    add_staff_rules,
    languages_to_offer,
)
from app.kernel.localised import english_name
from app.kernel.permissions import Permission
from app.web.access import needs
from app.web.pages import done, page, show_or_save, shown
from app.web.wings import IMPROVEMENT

BOTH = ("GET", "POST")
SAVED = "Your changes are saved."


@needs(Permission.SEE_RESULTS)
def partners() -> ResponseReturnValue:
    """All partners, those with an overdue review first, those that ended last."""
    return page("improvement/partners/partners.html", lines=queries.all_partners(), kinds=KINDS)


@needs(Permission.LEAD)
def add() -> ResponseReturnValue:
    """Keep a new partner."""
    form = PartnerForm()
    form.offer()
    return _saved(
        form,
        lambda: operations.add_partner(plan=form.plan, actor=actor()).id,
        heading="Add a partner",
        words="The partner is saved.",
    )


@needs(Permission.SEE_RESULTS)
def partner(partner_id: uuid.UUID) -> ResponseReturnValue:
    """One partner: who they are, what was agreed and given, and what was done."""
    view = partner_view(queries.partner_line(partner_id), all_themes())
    return page(
        "improvement/partners/partner.html",
        view=view,
        kinds=KINDS,
        contribution_kinds=CONTRIBUTION_KINDS,
    )


@needs(Permission.SEE_RESULTS)
def contribution(contribution_id: uuid.UUID) -> ResponseReturnValue:
    """What is published of one contribution, and in which languages."""
    contribution = queries.get_contribution(contribution_id)
    partner = queries.get_partner(contribution.partner_id)
    sheet = sheet_of(contribution.id)
    listed, others = languages_to_offer(sheet, partner.languages)
    return page(
        "improvement/partners/contribution.html",
        contribution=contribution,
        partner=partner,
        sheet=sheet,
        listed=listed,
        others=others,
        english_name=english_name,
        token=partner_page_of(partner.id),
        base_url=current_app.config["OWNWORDS"].base_url,
    )


@needs(Permission.LEAD)
def edit(partner_id: uuid.UUID) -> ResponseReturnValue:
    """Change what is said about a partner, or that it ended."""
    found = queries.get_partner(partner_id)
    form = PartnerForm(obj=found)
    form.offer()
    return _saved(
        form,
        lambda: operations.edit_partner(partner_id=partner_id, plan=form.plan, actor=actor()).id,
        heading=f"Change {found.name}",
        words=SAVED,
    )


@needs(Permission.LEAD)
def add_agreement(partner_id: uuid.UUID) -> ResponseReturnValue:
    """Keep what was agreed with a partner."""
    found, form = queries.get_partner(partner_id), AgreementForm()
    form.offer(all_themes())
    return _saved(
        form,
        lambda: (
            operations.add_agreement(
                partner_id=partner_id, plan=form.plan, actor=actor()
            ).partner_id
        ),
        heading=f"An agreement with {found.name}",
        words="The agreement is saved.",
    )


@needs(Permission.LEAD)
def edit_agreement(agreement_id: uuid.UUID) -> ResponseReturnValue:
    """Change an agreement, or when it is reviewed next."""
    form = AgreementForm(obj=queries.get_agreement(agreement_id))
    form.offer(all_themes())
    return _saved(
        form,
        lambda: (
            operations.edit_agreement(
                agreement_id=agreement_id, plan=form.plan, actor=actor()
            ).partner_id
        ),
        heading="Change or review the agreement",
        words=SAVED,
    )


@needs(Permission.LEAD)
def add_contribution(partner_id: uuid.UUID) -> ResponseReturnValue:
    """Keep what a partner gave."""
    found, form = queries.get_partner(partner_id), _contribution_form()
    return _saved(
        form,
        lambda: (
            operations.add_contribution(
                partner_id=partner_id, plan=form.plan, actor=actor()
            ).partner_id
        ),
        heading=f"What {found.name} gave",
        words="What they gave is saved.",
    )


@needs(Permission.LEAD)
def edit_contribution(contribution_id: uuid.UUID) -> ResponseReturnValue:
    """Change what a partner gave, or say what changed here."""
    form = _contribution_form(obj=queries.get_contribution(contribution_id))
    return _saved(
        form,
        lambda: (
            operations.edit_contribution(
                contribution_id=contribution_id, plan=form.plan, actor=actor()
            ).partner_id
        ),
        heading="Change what they gave",
        words=SAVED,
    )


def _contribution_form(obj: Any = None) -> ContributionForm:
    form = ContributionForm(obj=obj)
    done = {str(each.action.id): each.action.done for each in all_actions() if each.action.done}
    form.offer(events=event_names(), actions=done, themes=all_themes())
    return form


def _saved(
    form: Any, save: Callable[[], uuid.UUID], *, heading: str, words: str
) -> ResponseReturnValue:
    """Show a form, or save what it says and go to the partner's page."""
    return show_or_save(
        form,
        shown("improvement/partners/form.html", form, heading=heading),
        save,
        lambda partner_id: done(words, "partners.partner", partner_id=partner_id),
    )


blueprint = Blueprint("partners", __name__)

for _rule, _methods, _handler in (
    ("", ("GET",), partners),
    ("/new", BOTH, add),
    ("/<uuid:partner_id>", ("GET",), partner),
    ("/<uuid:partner_id>/edit", BOTH, edit),
    ("/<uuid:partner_id>/agreements/new", BOTH, add_agreement),
    ("/agreements/<uuid:agreement_id>", BOTH, edit_agreement),
    ("/<uuid:partner_id>/contributions/new", BOTH, add_contribution),
    ("/contributions/<uuid:contribution_id>", ("GET",), contribution),
    ("/contributions/<uuid:contribution_id>/edit", BOTH, edit_contribution),
):
    blueprint.add_url_rule(f"{IMPROVEMENT}/partners{_rule}", methods=_methods, view_func=_handler)

add_staff_rules(
    blueprint,
    f"{IMPROVEMENT}/partners/contributions",
    subject_of,
    key="contribution_id",
    back="partners.contribution",
)
add_public_rules(blueprint, "/p", public_partner, "improvement/partners/public.html")
