"""Telling in public what came of what was heard: words, signatures, publishing, withdrawing."""

import re
import uuid
from collections.abc import Iterable, Mapping
from typing import Final

from sqlalchemy import select

from app.administration.accounts.operations import COMMAND_LINE, record
from app.administration.accounts.queries import user_by_email
from app.administration.organisation.models import Service
from app.administration.organisation.queries import all_services
from app.collection.links.codes import new_token
from app.extensions import db
from app.improvement.actions import wordings
from app.improvement.actions.echoes import refuse_echo
from app.improvement.actions.models import Action, PublicPage
from app.improvement.actions.plans import State
from app.improvement.actions.queries import get_action, services_of, state_of
from app.kernel.clock import now
from app.kernel.errors import Refused, require

SAID, DID = "said", "did"
TEXTS: Final = {SAID: "You said", DID: "We did, or why not"}
"""The texts of an action's wording, and what they are called on pages."""

FEW: Final = re.compile(
    r"\b(?:[1-9]|one|two|three|four|five|six|seven|eight|nine)\s+(?:[a-z]+\s+)?(?:of\s+(?:you|them|us)"
    r"|people|persons?|residents?|tenants?|relatives?|famil(?:y|ies)|carers?|guests?|respondents?"
    r"|answers?|comments?|replies)\b",
    re.IGNORECASE,
)


def word_action(
    *, action_id: uuid.UUID, language: str, texts: Mapping[str, str], actor: str = COMMAND_LINE
) -> None:
    """Write what is said of an action, as a draft.

    Raises:
        NotFound: when there is no such action.
        Refused: when a text cannot be kept, counts fewer than ten people, or holds what somebody
            wrote.
    """
    action = get_action(action_id)
    refuse_few(texts.get(SAID, ""))
    refuse_echo(texts.values(), services_of(action.id))
    wordings.write(subject_id=action.id, language=language, texts=texts, names=TEXTS, actor=actor)


def sign_action(
    *, action_id: uuid.UUID, language: str, seen: str, by: str | None, actor: str = COMMAND_LINE
) -> None:
    """Sign off what is said of an action.

    Raises:
        NotFound: when there is no such action or wording.
        Conflict: when the words changed meanwhile.
        Refused: while it is not done or declined, without a name, or when it is out of date.
    """
    action = get_action(action_id)
    if not is_closed(action):
        raise Refused("This is neither done nor declined yet, so there is nothing to sign off.")
    wordings.sign(subject_id=action.id, language=language, seen=seen, by=by, actor=actor)


def publish_action(*, action_id: uuid.UUID, actor: str = COMMAND_LINE) -> None:
    """Put it on the public pages of its services; their addresses are made where there is none.

    Raises:
        NotFound: when there is no such action.
        Refused: while it is not done or declined, or its English is not signed off.
    """
    action = get_action(action_id)
    if not is_closed(action):
        raise Refused("Only what is done, or declined with a reason, is told in public.")
    if not wordings.sheet_of(action.id).is_tellable:
        raise Refused("The English is not signed off. Write it, and let somebody sign it off.")
    user = user_by_email(actor)
    action.published_at, action.published_by = now(), user.name if user else actor
    _make_pages(services_of(action.id) or {service.id for service in all_services()})
    record(actor=actor, action="action-published", subject=str(action.id))


def withdraw_action(*, action_id: uuid.UUID, actor: str = COMMAND_LINE) -> None:
    """Take it from the public pages, at once; twice is once.

    Raises:
        NotFound: when there is no such action.
    """
    action = get_action(action_id)
    if action.published_at is not None:
        action.published_at = action.published_by = None
        record(actor=actor, action="action-withdrawn", subject=str(action.id))


def is_closed(action: Action) -> bool:
    """Whether it is done, or declined with a reason."""
    return state_of(action) is State.DONE or action.is_promised is False


def public_pages() -> list[tuple[str, Service]]:
    """The address of each service's public page and the service, by name."""
    found = select(PublicPage.token, Service).join(Service, Service.id == PublicPage.service_id)
    return [(token, service) for token, service in db.session.execute(found.order_by(Service.name))]


def public_page_of(service_id: uuid.UUID) -> str:
    """The token of a service's public page.

    Raises:
        NotFound: while nothing was ever published for it.
    """
    found = select(PublicPage.token).where(PublicPage.service_id == service_id)
    return require(
        db.session.execute(found).scalars().first(),
        "Nothing was published for this service yet. Publish an action first.",
    )


def refuse_few(text: str) -> None:
    """No count of fewer than ten people is told.

    Raises:
        Refused: when the text seems to hold one.
    """
    found = FEW.search(text)
    if found:
        raise Refused(
            f"“{found[0]}” counts fewer than 10 people, who could be recognised. Leave the number "
            "out, for example: some people."
        )


def _make_pages(services: Iterable[uuid.UUID]) -> None:
    has_page = set(db.session.execute(select(PublicPage.service_id)).scalars())
    for service_id in set(services) - has_page:
        db.session.add(PublicPage(token=new_token(), service_id=service_id))
    db.session.flush()
