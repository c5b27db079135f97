"""What a partner's public page tells, in one language, and only what was published."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.collection.links.codes import normalise
from app.extensions import db
from app.improvement.actions.models import Action
from app.improvement.actions.public import Published, Told, offered, published_actions
from app.improvement.actions.wordings import Sheet, sheets_of
from app.improvement.partners.models import Contribution, Partner, PartnerPage
from app.improvement.partners.telling import CHANGED, GAVE


@dataclass(frozen=True)
class ToldGift:
    """One thing that a partner gave. `language` is that of its words; `action` is what we did."""

    on: date
    language: str
    gave: str
    changed: str
    action: Told | None


@dataclass(frozen=True)
class Gift:
    """The same with its words in every language."""

    on: date
    sheet: Sheet
    action: Published | None

    def told_in(self, language: str) -> ToldGift:
        """What is told to who asks for a language."""
        words = self.sheet.told_in(language)
        return ToldGift(
            on=self.on,
            language=words.language,
            gave=words.texts[GAVE],
            changed=words.texts[CHANGED],
            action=self.action.told_in(language) if self.action else None,
        )


@dataclass(frozen=True)
class PublicPartner:
    """All that the page of a partner tells, the newest first."""

    token: str
    partner: str
    gifts: tuple[Gift, ...]

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that the page can be had in."""
        return offered(gift.sheet for gift in self.gifts)

    def told_in(self, language: str) -> tuple[ToldGift, ...]:
        """What it tells in a language."""
        return tuple(each.told_in(language) for each in self.gifts)


def public_partner(token: str) -> PublicPartner | None:
    """What stands at an address, however its code is typed; None when nothing does."""
    found = (
        select(PartnerPage.token, Partner.id, Partner.name)
        .join(Partner, Partner.id == PartnerPage.partner_id)
        .where(PartnerPage.token == normalise(token))
    )
    row = db.session.execute(found).one_or_none()
    return None if row is None else PublicPartner(row.token, row.name, _gifts(row.id))


def _gifts(partner_id: UUID) -> tuple[Gift, ...]:
    """What is published and signed off in English."""
    found = select(Contribution).where(
        Contribution.partner_id == partner_id, Contribution.published_at.is_not(None)
    )
    newest = found.order_by(Contribution.day.desc(), Contribution.id)
    given = list(db.session.execute(newest).scalars())
    sheets, actions = sheets_of([each.id for each in given]), _actions(given)
    return tuple(
        Gift(each.day, sheets[each.id], actions.get(each.action_id))
        for each in given
        if sheets[each.id].is_tellable
    )


def _actions(given: list[Contribution]) -> Mapping[UUID | None, Published]:
    linked = [each.action_id for each in given if each.action_id]
    return {each.id: each for each in published_actions(Action.id.in_(linked))}
