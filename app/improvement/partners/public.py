"""What a partner's public page has: what it gave, as far as that was published."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.extensions import db
from app.improvement.actions.models import Action
from app.improvement.actions.public import ActionWords, PublishedAction, published_actions
from app.improvement.partners.models import Contribution, PartnerPage
from app.improvement.partners.publishing import CHANGED, GAVE
from app.improvement.partners.queries import get_partner
from app.improvement.publication.pages import PublicPage
from app.improvement.publication.queries import page_at, sheets_of
from app.improvement.publication.sheets import Sheet


@dataclass(frozen=True)
class GiftWords:
    """One thing that a partner gave. `language` is that of its words; `action` is what we did."""

    on: date
    language: str
    gave: str
    changed: str
    action: ActionWords | None


@dataclass(frozen=True)
class PublishedGift:
    """The same with its words in every language."""

    on: date
    sheet: Sheet
    action: PublishedAction | None

    def in_language(self, language: str) -> GiftWords:
        """What somebody reads who asks for a language."""
        words = self.sheet.in_language(language)
        return GiftWords(
            on=self.on,
            language=words.language,
            gave=words.texts[GAVE],
            changed=words.texts[CHANGED],
            action=self.action.in_language(language) if self.action else None,
        )


def public_partner(token: str) -> PublicPage[GiftWords] | None:
    """The page of a partner, the newest first; None where no page has the token."""
    found = page_at(PartnerPage, token)
    if found is None:
        return None
    kept, partner_id = found
    return PublicPage(kept, get_partner(partner_id).name, _gifts(partner_id))


def _gifts(partner_id: uuid.UUID) -> tuple[PublishedGift, ...]:
    """What is published and signed off in English."""
    found = select(Contribution).where(
        Contribution.partner_id == partner_id, Contribution.published_at.is_not(None)
    )
    newest = found.order_by(Contribution.day.desc(), Contribution.id)
    contribution = list(db.session.execute(newest).scalars())
    sheets, actions = sheets_of([each.id for each in contribution]), _actions(contribution)
    return tuple(
        PublishedGift(each.day, sheets[each.id], actions.get(each.action_id))
        for each in contribution
        if sheets[each.id].is_publishable
    )


def _actions(contribution: list[Contribution]) -> Mapping[uuid.UUID | None, PublishedAction]:
    linked = [each.action_id for each in contribution if each.action_id]
    return {each.id: each for each in published_actions(Action.id.in_(linked))}
