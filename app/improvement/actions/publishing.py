"""An action as something that is published, and the public pages of services."""

import uuid
from typing import Final

from sqlalchemy import select

from app.administration.organisation.models import Service
from app.administration.organisation.queries import all_services
from app.extensions import db
from app.improvement.actions.models import Action, ServicePage
from app.improvement.actions.plans import State
from app.improvement.actions.queries import get_action, services_of, state_of
from app.improvement.publication.queries import token_of
from app.improvement.publication.subjects import Subject
from app.kernel.errors import require

SAID, DID = "said", "did"
TEXTS: Final = {SAID: "You said", DID: "We did, or why not"}
"""The texts of an action's wording, and what they are called on pages."""


def subject_of(action_id: uuid.UUID) -> Subject:
    """An action as it is published: on the pages of its services, or of all.

    Raises:
        NotFound: when there is no such action.
    """
    action = get_action(action_id)
    services = services_of(action.id)
    return Subject(
        thing=action,
        kind="action",
        texts=TEXTS,
        counted=(SAID,),
        services=services,
        pages=ServicePage,
        owners=services or {service.id for service in all_services()},
        not_yet=None
        if is_closed(action)
        else "Only what is done, or declined with a reason, can be signed off and published.",
    )


def is_closed(action: Action) -> bool:
    """Whether it is done, or declined with a reason."""
    return state_of(action) is State.DONE or action.is_promised is False


def service_pages() -> list[tuple[str, Service]]:
    """The token of each service's public page and the service, by name."""
    found = select(ServicePage.token, Service).join(Service, Service.id == ServicePage.service_id)
    return [(token, service) for token, service in db.session.execute(found.order_by(Service.name))]


def service_page_of(service_id: uuid.UUID) -> str:
    """The token of a service's public page.

    Raises:
        NotFound: while nothing was ever published for it.
    """
    return require(
        token_of(ServicePage, service_id),
        "Nothing was published for this service yet. Publish an action first.",
    )
