"""What the public page of a service has: the actions that were published."""

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import ColumnElement, or_, select

from app.administration.organisation.queries import get_service
from app.extensions import db
from app.improvement.actions.models import Action, ActionService, ServicePage
from app.improvement.actions.publishing import DID, SAID
from app.improvement.publication.pages import PublicPage
from app.improvement.publication.queries import page_at, sheets_of
from app.improvement.publication.sheets import Sheet

MOST_SHOWN: Final = 60


@dataclass(frozen=True)
class ActionWords:
    """A published action in one language: that of its words, which may be English for another."""

    is_declined: bool
    on: date
    language: str
    said: str
    did: str


@dataclass(frozen=True)
class PublishedAction:
    """The same with its words in every language."""

    id: uuid.UUID
    is_declined: bool
    on: date
    sheet: Sheet

    def in_language(self, language: str) -> ActionWords:
        """What somebody reads who asks for a language."""
        words = self.sheet.in_language(language)
        said, did = words.texts[SAID], words.texts[DID]
        return ActionWords(self.is_declined, self.on, words.language, said, did)


def public_service(token: str) -> PublicPage[ActionWords] | None:
    """The page of a service, the newest first; None where no page has the token."""
    found = page_at(ServicePage, token)
    if found is None:
        return None
    kept, service_id = found
    about = select(ActionService.action_id).where(ActionService.action_id == Action.id)
    is_about = or_(about.where(ActionService.service_id == service_id).exists(), ~about.exists())
    return PublicPage(kept, get_service(service_id).name, published_actions(is_about))


def published_actions(*conditions: ColumnElement[bool]) -> tuple[PublishedAction, ...]:
    """Published actions whose English is signed off, the newest first, in two queries."""
    found = select(Action).where(Action.published_at.is_not(None), *conditions)
    actions = list(db.session.execute(found).scalars())
    sheets = sheets_of([action.id for action in actions])
    published = (_published(action, sheets[action.id]) for action in actions)
    newest = sorted(published, key=lambda each: (each.on, each.id), reverse=True)
    return tuple(each for each in newest if each.sheet.is_publishable)[:MOST_SHOWN]


def _published(action: Action, sheet: Sheet) -> PublishedAction:
    is_declined = action.is_promised is False
    day = action.decided_on if is_declined else action.done_on
    return PublishedAction(action.id, is_declined, day or action.heard_on, sheet)
