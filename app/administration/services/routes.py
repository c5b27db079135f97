"""Pages of services and the organisation: whom to turn to at each."""

import uuid
from typing import Any

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from app.administration.accounts.operations import record
from app.administration.accounts.session import actor
from app.administration.organisation import operations, queries
from app.administration.organisation.contact_names import CONTACTS, OWN_NAMES, contact_name
from app.administration.organisation.forms import OrganisationForm, ServiceForm
from app.kernel.permissions import Permission
from app.web.access import needs
from app.web.pages import done, page, redirect, show_or_save, shown
from app.web.wings import ADMINISTRATION

blueprint = Blueprint("services", __name__, url_prefix=ADMINISTRATION)


@blueprint.get("/services")
@needs(Permission.SEE_SERVICES)
def services() -> ResponseReturnValue:
    """All services, and what is missing at each."""
    return page("administration/services/services.html", services=queries.services_with_contacts())


@blueprint.get("/services/<uuid:service_id>")
@needs(Permission.SEE_SERVICES)
def service(service_id: uuid.UUID) -> ResponseReturnValue:
    """One service."""
    found = queries.get_service(service_id)
    contacts = queries.contacts_of(found)
    shown = [name for name in CONTACTS if name in OWN_NAMES or contacts.contact(name)]
    return page(
        "administration/services/service.html",
        service=found,
        contacts=contacts,
        names={name: contact_name(name) for name in shown},
        unsaid=contacts.unsaid,
    )


@blueprint.route("/services/new", methods=["GET", "POST"])
@needs(Permission.ADMINISTER)
def add_service() -> ResponseReturnValue:
    """Add a service."""
    form = ServiceForm()
    return show_or_save(
        form,
        shown("administration/services/add_service.html", form),
        lambda: operations.create_service(name=form.name.data or "", contacts=form.contacts),
        lambda added: _added(added.name, added.id),
    )


@blueprint.route("/services/<uuid:service_id>/edit", methods=["GET", "POST"])
@needs(Permission.ADMINISTER)
def edit_service(service_id: uuid.UUID) -> ResponseReturnValue:
    """Change a service's name and contacts."""
    found = queries.get_service(service_id)
    form = ServiceForm(obj=found, data=found.translations)
    return show_or_save(
        form,
        shown("administration/services/edit_service.html", form, service=found, name=found.name),
        lambda: operations.edit_service(
            service_id=service_id, name=form.name.data or "", contacts=form.contacts
        ),
        lambda edited: _changed(
            "service-edited", edited[0].name, edited[1], "services.service", service_id=service_id
        ),
    )


@blueprint.route("/organisation", methods=["GET", "POST"])
@needs(Permission.ADMINISTER)
def organisation() -> ResponseReturnValue:
    """The contacts that serve where a service has none of its own."""
    whole = queries.organisation()
    form = OrganisationForm(obj=whole, data=whole.translations if whole else None)
    return show_or_save(
        form,
        shown("administration/services/organisation.html", form),
        lambda: operations.edit_organisation(name=form.name.data or "", contacts=form.contacts),
        lambda edited: _changed(
            "organisation-edited", edited[0].name, edited[1], "services.services"
        ),
    )


def _added(name: str, service_id: uuid.UUID) -> ResponseReturnValue:
    record(actor=actor(), action="service-created", subject=name)
    return done(f"{name} is added.", "services.service", service_id=service_id)


def _changed(
    action: str, subject: str, changed: tuple[str, ...], endpoint: str, **values: Any
) -> ResponseReturnValue:
    if not changed:
        return redirect(url_for(endpoint, **values))
    record(actor=actor(), action=action, subject=subject, detail={"changed": list(changed)})
    return done("Your changes are saved.", endpoint, **values)
