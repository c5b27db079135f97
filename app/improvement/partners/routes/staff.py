"""Staff pages of community partners: who they are, what was agreed, and what they gave."""

import uuid
from collections.abc import Callable
from typing import Any

from flask import current_app, flash, url_for
from flask.typing import ResponseReturnValue

from app.administration.accounts.session import actor
from app.collection.events.queries import event_names
from app.comments.queue.own_themes import all_themes
from app.improvement.actions.queries import all_actions
from app.improvement.actions.routes.wording import languages_to_offer
from app.improvement.actions.wordings import sheet_of
from app.improvement.partners import operations, queries
from app.improvement.partners.forms import AgreementForm, ContributionForm, PartnerForm
from app.improvement.partners.plans import GIVEN_TO, KINDS
from app.improvement.partners.views import partner_view
from app.kernel.errors import NotFound, Refused
from app.kernel.localised import english_name
from app.web.access import for_admins, for_readers
from app.web.pages import form_page, page, redirect

SAVED = "Your changes are saved."


@for_readers
def partners() -> ResponseReturnValue:
    """All partners, those with an overdue review first, those that ended last."""
    return page("improvement/partners/partners.html", lines=queries.all_partners(), kinds=KINDS)


@for_admins
def add() -> ResponseReturnValue:
    """Keep a new partner."""
    form = PartnerForm()
    form.offer()
    return _kept(
        form,
        lambda: operations.add_partner(plan=form.plan, actor=actor()).id,
        heading="Add a partner",
        said="The partner is kept.",
    )


@for_readers
def partner(partner_id: uuid.UUID) -> ResponseReturnValue:
    """One partner: who they are, what was agreed and given, and what came of it."""
    view = partner_view(queries.partner_line(partner_id), all_themes())
    return page("improvement/partners/partner.html", view=view, kinds=KINDS, given_to=GIVEN_TO)


@for_readers
def contribution(contribution_id: uuid.UUID) -> ResponseReturnValue:
    """What is told of one contribution in public, and in which languages."""
    given = queries.get_contribution(contribution_id)
    partner = queries.get_partner(given.partner_id)
    sheet = sheet_of(given.id)
    listed, others = languages_to_offer(sheet, partner.languages)
    return page(
        "improvement/partners/contribution.html",
        gift=given,
        partner=partner,
        sheet=sheet,
        listed=listed,
        others=others,
        english_name=english_name,
        token=queries.page_token(partner.id),
        base_url=current_app.config["OWNWORDS"].base_url,
    )


@for_admins
def edit(partner_id: uuid.UUID) -> ResponseReturnValue:
    """Change what is said about a partner, or that it ended."""
    found = queries.get_partner(partner_id)
    form = PartnerForm(obj=found)
    form.offer()
    return _kept(
        form,
        lambda: operations.edit_partner(partner_id=partner_id, plan=form.plan, actor=actor()).id,
        heading=f"Change {found.name}",
        said=SAVED,
    )


@for_admins
def add_agreement(partner_id: uuid.UUID) -> ResponseReturnValue:
    """Keep what was agreed with a partner."""
    found, form = queries.get_partner(partner_id), AgreementForm()
    form.offer(all_themes())
    return _kept(
        form,
        lambda: (
            operations.add_agreement(
                partner_id=partner_id, plan=form.plan, actor=actor()
            ).partner_id
        ),
        heading=f"An agreement with {found.name}",
        said="The agreement is kept.",
    )


@for_admins
def edit_agreement(agreement_id: uuid.UUID) -> ResponseReturnValue:
    """Change an agreement, or when it is reviewed next."""
    form = AgreementForm(obj=queries.get_agreement(agreement_id))
    form.offer(all_themes())
    return _kept(
        form,
        lambda: (
            operations.edit_agreement(
                agreement_id=agreement_id, plan=form.plan, actor=actor()
            ).partner_id
        ),
        heading="Change or review the agreement",
        said=SAVED,
    )


@for_admins
def add_contribution(partner_id: uuid.UUID) -> ResponseReturnValue:
    """Keep what a partner gave."""
    found, form = queries.get_partner(partner_id), _contribution_form()
    return _kept(
        form,
        lambda: (
            operations.add_contribution(
                partner_id=partner_id, plan=form.plan, actor=actor()
            ).partner_id
        ),
        heading=f"What {found.name} gave",
        said="What they gave is kept.",
    )


@for_admins
def edit_contribution(contribution_id: uuid.UUID) -> ResponseReturnValue:
    """Change what a partner gave, or say what changed here."""
    form = _contribution_form(obj=queries.get_contribution(contribution_id))
    return _kept(
        form,
        lambda: (
            operations.edit_contribution(
                contribution_id=contribution_id, plan=form.plan, actor=actor()
            ).partner_id
        ),
        heading="Change what they gave",
        said=SAVED,
    )


def _contribution_form(obj: Any = None) -> ContributionForm:
    form = ContributionForm(obj=obj)
    done = {str(each.action.id): each.action.done for each in all_actions() if each.action.done}
    form.offer(events=event_names(), actions=done, themes=all_themes())
    return form


def _kept(
    form: Any, keep: Callable[[], uuid.UUID], *, heading: str, said: str
) -> ResponseReturnValue:
    """Show a form, or keep what it says and go to the partner's page."""
    refused: Refused | None = None
    if form.validate_on_submit():
        try:
            partner_id = keep()
        except NotFound:
            raise
        except Refused as error:
            refused = error
        else:
            flash(said)
            return redirect(url_for("partners.partner", partner_id=partner_id))
    return form_page("improvement/partners/form.html", form, refused, heading=heading)
