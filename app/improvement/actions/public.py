"""What a public page tells: of one service, in one language, and only what was published."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import ColumnElement, or_, select

from app.administration.organisation.models import Service
from app.collection.links.codes import normalise
from app.extensions import db
from app.improvement.actions.models import Action, ActionService, PublicPage
from app.improvement.actions.telling import DID, SAID
from app.improvement.actions.wordings import SOURCE_LANGUAGE, Sheet, sheets_of
from app.web.language import interface_languages

MOST_SHOWN: Final = 60


@dataclass(frozen=True)
class Published:
    """An action that is told in public, with its words in every language."""

    id: uuid.UUID
    is_declined: bool
    on: date
    sheet: Sheet

    def told_in(self, language: str) -> "Told":
        """What is told to who asks for a language."""
        words = self.sheet.told_in(language)
        return Told(self.is_declined, self.on, words.language, words.texts[SAID], words.texts[DID])


@dataclass(frozen=True)
class Told:
    """One thing that is told. `language` is that of its words, which may be English for another."""

    is_declined: bool
    on: date
    language: str
    said: str
    did: str


@dataclass(frozen=True)
class PublicService:
    """All that the page of a service tells, the newest first."""

    token: str
    service: str
    published: tuple[Published, ...]

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that the page can be had in."""
        return offered(each.sheet for each in self.published)

    def told_in(self, language: str) -> tuple[Told, ...]:
        """What it tells in a language."""
        return tuple(each.told_in(language) for each in self.published)


def public_service(token: str) -> PublicService | None:
    """What stands at an address, however its code is typed; None when nothing does."""
    found = select(PublicPage.token, Service.id, Service.name).join(
        Service, Service.id == PublicPage.service_id
    )
    row = db.session.execute(found.where(PublicPage.token == normalise(token))).one_or_none()
    if row is None:
        return None
    about = select(ActionService.action_id).where(ActionService.action_id == Action.id)
    is_about = or_(about.where(ActionService.service_id == row.id).exists(), ~about.exists())
    return PublicService(row.token, row.name, published_actions(is_about))


def published_actions(*conditions: ColumnElement[bool]) -> tuple[Published, ...]:
    """Actions that are told in public, in two queries: published, and signed off in English."""
    found = select(Action).where(Action.published_at.is_not(None), *conditions)
    actions = list(db.session.execute(found).scalars())
    sheets = sheets_of([action.id for action in actions])
    told = [_published(action, sheets[action.id]) for action in actions]
    newest = sorted(told, key=lambda each: (each.on, each.id), reverse=True)
    return tuple(each for each in newest if each.sheet.is_tellable)[:MOST_SHOWN]


def offered(sheets: Iterable[Sheet]) -> tuple[str, ...]:
    """The interface's languages, then others in which something is signed off."""
    signed = {language for sheet in sheets for language in sheet.signed_languages}
    interface = interface_languages()
    return (*interface, *sorted(signed - set(interface)))


def interface_for(language: str) -> str:
    """The language of the page's own words: this one, or English where there is no catalogue."""
    return language if language in interface_languages() else SOURCE_LANGUAGE


def _published(action: Action, sheet: Sheet) -> Published:
    is_declined = action.is_promised is False
    day = action.decided_on if is_declined else action.done_on
    return Published(action.id, is_declined, day or action.heard_on, sheet)
