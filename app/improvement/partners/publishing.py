"""What a partner gave as something that is published."""

import uuid
from typing import Final

from app.improvement.partners.models import PartnerPage
from app.improvement.partners.queries import get_contribution
from app.improvement.publication.queries import token_of
from app.improvement.publication.subjects import Subject

GAVE, CHANGED = "gave", "changed"
TEXTS: Final = {GAVE: "What they gave", CHANGED: "What changed here"}
"""The texts of a contribution's wording, and what they are called on pages."""


def subject_of(contribution_id: uuid.UUID) -> Subject:
    """A contribution as it is published: on its partner's page, held against all comments.

    Raises:
        NotFound: when there is no such contribution.
    """
    contribution = get_contribution(contribution_id)
    return Subject(
        thing=contribution,
        kind="contribution",
        texts=TEXTS,
        counted=tuple(TEXTS),
        services=(),
        pages=PartnerPage,
        owners=(contribution.partner_id,),
    )


def partner_page_of(partner_id: uuid.UUID) -> str | None:
    """The token of a partner's public page, or None while nothing was ever published."""
    return token_of(PartnerPage, partner_id)
