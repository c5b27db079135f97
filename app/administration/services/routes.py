"""Pages of services and the organisation: whom to turn to at each."""

import uuid
from typing import Any

from flask import Blueprint, flash, url_for
from flask.typing import ResponseReturnValue

from app.administration.accounts.operations import record
from app.administration.accounts.session import actor
from app.administration.organisation import operations, queries
from app.administration.organisation.contact_names import NAMES
from app.administration.organisation.forms import OrganisationForm, ServiceForm
from app.kernel.errors import Refused
from app.web.access import for_admins, for_readers
from app.web.pages import form_page, page, redirect
from app.web.wings import ADMINISTRATION

blueprint = Blueprint("services", __name__, url_prefix=ADMINISTRATION)


@blueprint.get("/services")
@for_readers
def services() -> ResponseReturnValue:
    """All services, and what is missing at each."""
    return page("administration/services/services.html", services=queries.services_with_contacts())


@blueprint.get("/services/<uuid:service_id>")
@for_readers
def service(service_id: uuid.UUID) -> ResponseReturnValue:
    """One service."""
    found = queries.get_service(service_id)
    return page(
        "administration/services/service.html",
        service=found,
        contacts=queries.contacts_of(found),
        names=NAMES,
    )


@blueprint.route("/services/new", methods=["GET", "POST"])
@for_admins
def add_service() -> ResponseReturnValue:
    """Add a service."""
    form = ServiceForm()
    if not form.validate_on_submit():
        return form_page("administration/services/add_service.html", form)
    try:
        added = operations.create_service(name=form.name.data or "", contacts=form.contacts)
    except Refused as refused:
        return form_page("administration/services/add_service.html", form, refused=refused)
    record(actor=actor(), action="service-created", subject=added.name)
    flash(f"{added.name} is added.")
    return redirect(url_for("services.service", service_id=added.id))


@blueprint.route("/services/<uuid:service_id>/edit", methods=["GET", "POST"])
@for_admins
def edit_service(service_id: uuid.UUID) -> ResponseReturnValue:
    """Change a service's name and contacts."""
    found = queries.get_service(service_id)
    form = ServiceForm(obj=found, data=found.translations)
    template = "administration/services/edit_service.html"
    shown: dict[str, Any] = {"service": found, "name": found.name}
    if not form.validate_on_submit():
        return form_page(template, form, **shown)
    try:
        edited, changed = operations.edit_service(
            service_id=service_id, name=form.name.data or "", contacts=form.contacts
        )
    except Refused as refused:
        return form_page(template, form, refused=refused, **shown)
    _record_change("service-edited", edited.name, changed)
    return redirect(url_for("services.service", service_id=service_id))


@blueprint.route("/organisation", methods=["GET", "POST"])
@for_admins
def organisation() -> ResponseReturnValue:
    """The contacts that serve where a service has none of its own."""
    whole = queries.organisation()
    form = OrganisationForm(obj=whole, data=whole.translations if whole else None)
    if not form.validate_on_submit():
        return form_page("administration/services/organisation.html", form)
    try:
        edited, changed = operations.edit_organisation(
            name=form.name.data or "", contacts=form.contacts
        )
    except Refused as refused:
        return form_page("administration/services/organisation.html", form, refused=refused)
    _record_change("organisation-edited", edited.name, changed)
    return redirect(url_for("services.services"))


def _record_change(action: str, subject: str, changed: tuple[str, ...]) -> None:
    if changed:
        record(actor=actor(), action=action, subject=subject, detail={"changed": list(changed)})
        flash("Your changes are saved.")
