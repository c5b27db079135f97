"""Telling in public what came of what a partner gave: words, signatures, publishing."""

import uuid
from collections.abc import Mapping
from typing import Final

from app.administration.accounts.operations import COMMAND_LINE, record
from app.administration.accounts.queries import user_by_email
from app.collection.links.codes import new_token
from app.extensions import db
from app.improvement.actions import wordings
from app.improvement.actions.echoes import refuse_echo
from app.improvement.actions.telling import refuse_few
from app.improvement.partners.models import PartnerPage
from app.improvement.partners.queries import get_contribution, page_token
from app.kernel.clock import now
from app.kernel.errors import Refused

GAVE, CHANGED = "gave", "changed"
TEXTS: Final = {GAVE: "What they gave", CHANGED: "What changed here"}
"""The texts of a contribution's wording, and what they are called on pages."""


def word_contribution(
    *,
    contribution_id: uuid.UUID,
    language: str,
    texts: Mapping[str, str],
    actor: str = COMMAND_LINE,
) -> None:
    """Write what is said of a contribution, as a draft.

    Raises:
        NotFound: when there is no such contribution.
        Refused: when a text cannot be kept, counts fewer than ten people, or holds what somebody
            wrote.
    """
    given = get_contribution(contribution_id)
    for text in texts.values():
        refuse_few(text)
    refuse_echo(texts.values(), ())
    wordings.write(subject_id=given.id, language=language, texts=texts, names=TEXTS, actor=actor)


def sign_contribution(
    *,
    contribution_id: uuid.UUID,
    language: str,
    seen: str,
    by: str | None,
    actor: str = COMMAND_LINE,
) -> None:
    """Sign off what is said of it.

    Raises:
        NotFound: when there is no such contribution or wording.
        Conflict: when the words changed meanwhile.
        Refused: without a name, or when it is out of date.
    """
    given = get_contribution(contribution_id)
    wordings.sign(subject_id=given.id, language=language, seen=seen, by=by, actor=actor)


def publish_contribution(*, contribution_id: uuid.UUID, actor: str = COMMAND_LINE) -> None:
    """Put it on its partner's public page, whose address is made when there is none.

    Raises:
        NotFound: when there is no such contribution.
        Refused: while its English is not signed off.
    """
    given = get_contribution(contribution_id)
    if not wordings.sheet_of(given.id).is_tellable:
        raise Refused("The English is not signed off. Write it, and let somebody sign it off.")
    user = user_by_email(actor)
    given.published_at, given.published_by = now(), user.name if user else actor
    if page_token(given.partner_id) is None:
        db.session.add(PartnerPage(token=new_token(), partner_id=given.partner_id))
    db.session.flush()
    record(actor=actor, action="contribution-published", subject=str(given.id))


def withdraw_contribution(*, contribution_id: uuid.UUID, actor: str = COMMAND_LINE) -> None:
    """Take it from the public page, at once; twice is once.

    Raises:
        NotFound: when there is no such contribution.
    """
    given = get_contribution(contribution_id)
    if given.published_at is not None:
        given.published_at = given.published_by = None
        record(actor=actor, action="contribution-withdrawn", subject=str(given.id))
