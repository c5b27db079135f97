"""Pages of services: whom to turn to at each, and its links."""

import uuid
from typing import Any

from flask import flash, url_for
from flask.typing import ResponseReturnValue

from app.accounts.operations import record
from app.accounts.session import actor
from app.kernel.errors import Refused
from app.links.queries import links_of_service
from app.links.views import for_a_list
from app.organisation import operations, queries
from app.organisation.contact_names import NAMES
from app.organisation.forms import ContactsForm, OrganisationForm, ServiceForm
from app.web.access import for_admins, for_readers
from app.web.pages import page, redirect


@for_readers
def services() -> ResponseReturnValue:
    """All services, and what is missing at each."""
    return page("organisation/services.html", services=queries.services_with_contacts())


@for_readers
def service(service_id: uuid.UUID) -> ResponseReturnValue:
    """One service."""
    found = queries.existing_service(service_id)
    return page(
        "organisation/service.html",
        service=found,
        contacts=queries.contacts_of(found),
        names=NAMES,
        links=for_a_list((link, found) for link in links_of_service(service_id)),
    )


@for_admins
def add_service() -> ResponseReturnValue:
    """Add a service."""
    form = ServiceForm()
    if not form.validate_on_submit():
        return _form("organisation/add_service.html", form)
    try:
        added = operations.create_service(name=form.name.data or "", contacts=form.contacts)
    except Refused as refused:
        return _form("organisation/add_service.html", form, refused=refused)
    record(actor=actor(), action="service-created", subject=added.name)
    flash(f"{added.name} is added.")
    return redirect(url_for("links.service", service_id=added.id))


@for_admins
def edit_service(service_id: uuid.UUID) -> ResponseReturnValue:
    """Change a service's name and contacts."""
    found = queries.existing_service(service_id)
    form = ServiceForm(obj=found, data=found.translations)
    template = "organisation/edit_service.html"
    shown: dict[str, Any] = {"service": found, "name": found.name}
    if not form.validate_on_submit():
        return _form(template, form, **shown)
    try:
        edited, changed = operations.edit_service(
            service_id=service_id, name=form.name.data or "", contacts=form.contacts
        )
    except Refused as refused:
        return _form(template, form, refused=refused, **shown)
    _record_change("service-edited", edited.name, changed)
    return redirect(url_for("links.service", service_id=service_id))


@for_admins
def organisation() -> ResponseReturnValue:
    """The contacts that serve where a service has none of its own."""
    whole = queries.organisation()
    form = OrganisationForm(obj=whole, data=whole.translations if whole else None)
    if not form.validate_on_submit():
        return _form("organisation/organisation.html", form)
    try:
        edited, changed = operations.edit_organisation(
            name=form.name.data or "", contacts=form.contacts
        )
    except Refused as refused:
        return _form("organisation/organisation.html", form, refused=refused)
    _record_change("organisation-edited", edited.name, changed)
    return redirect(url_for("links.services"))


def _record_change(action: str, subject: str, changed: tuple[str, ...]) -> None:
    if changed:
        record(actor=actor(), action=action, subject=subject, detail={"changed": list(changed)})
        flash("Your changes are saved.")


def _form(
    template: str, form: ContactsForm, refused: Refused | None = None, **context: Any
) -> ResponseReturnValue:
    response = page(template, form=form, refused=refused, **context)
    response.status_code = 422 if refused or form.errors else 200
    return response
