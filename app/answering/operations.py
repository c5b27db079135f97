"""Taking an answer in: whichever way it came, script or none, it passes here."""

import uuid
from collections.abc import Mapping
from typing import Any

from app.answering.address import Address
from app.kernel.errors import Refused
from app.questionnaire.definition import Survey
from app.responses.operations import Received, receive


class Closed(Refused):
    """The link closed so long ago that no answer can still be under way."""


def take_in(
    address: Address,
    *,
    survey: Survey,
    locale: str,
    submission_id: uuid.UUID,
    language_switches: int,
    answers: Mapping[str, Any],
    is_trapped: bool,
    is_many: bool,
) -> Received:
    """Store an answer that was checked, with notes on what a reader should know of it.

    Nothing is refused because it looks suspicious: the notes travel with it and people decide.

    Raises:
        Closed: when the link is past its closing date and the days of grace.
        ContentDiffers: when the id came before with other content.
    """
    if address.is_past_grace:
        raise Closed("This survey has closed.")
    notes = {
        "hidden field filled in": is_trapped,
        "many at once": is_many,
        f"link {address.closed_because}": address.closed_because is not None,
    }
    return receive(
        submission_id=submission_id,
        link_token=address.token,
        survey_id=survey.id,
        version=survey.version,
        locale=locale,
        language_switches=language_switches,
        answers=answers,
        notes=[note for note, holds in notes.items() if holds],
    )
