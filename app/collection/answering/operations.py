"""Receiving an answer: whichever way it arrived, script or none, it passes here."""

import uuid

from app.collection.answering.quality import is_all_the_same
from app.collection.answering.submission import Submission
from app.collection.links.cards import CardUse, use_card
from app.collection.matched.operations import note_card
from app.collection.responses.comments import questions_with_comments
from app.collection.responses.operations import Received, receive
from app.kernel.errors import Refused


class Closed(Refused):
    """The link closed so long ago that no answer can still be under way."""


def receive_submission(
    submission: Submission, *, is_many: bool = False, is_handed_in: bool = False
) -> Received:
    """Store an answer that was checked, with notes on what a reader should know of it.

    Nothing is refused because it looks suspicious: the notes travel with it and people decide.

    Args:
        submission: what was read; without an id it is given one.
        is_many: the link has had unusually many answers lately.
        is_handed_in: it was handed in by staff as a file, so that no closing date holds it off.

    Raises:
        Closed: when the link is past its closing date and the days of grace.
        ContentDiffers: when the id was received before with other content.
    """
    address = submission.address
    if address.is_past_grace and not is_handed_in:
        raise Closed("This survey has closed.")
    submission_id = submission.submission_id or uuid.uuid4()
    notes = {
        "hidden field filled in": submission.is_trapped,
        "many at once": is_many,
        f"link {address.closed_because}": address.closed_because is not None,
        "quick": submission.is_quick,
        "all the same": is_all_the_same(submission.survey, submission.posted.answers),
        "interview": submission.is_interview,
        "paper": submission.is_paper,
    }
    return receive(
        submission_id=submission_id,
        link_token=address.token,
        survey_id=submission.survey.id,
        version=submission.survey.version,
        locale=submission.locale,
        language_switches=submission.language_switches,
        answers=submission.posted.answers,
        notes=[
            *(note for note, holds in notes.items() if holds),
            *submission.notes,
            *_card(submission, submission_id),
        ],
        comments=questions_with_comments(submission.survey, submission.posted.answers),
        stray=submission.stray,
    )


def _card(submission: Submission, submission_id: uuid.UUID) -> list[str]:
    """A note where a card is asked for and did not do; the answer counts all the same."""
    token = submission.address.token
    if submission.address.link.time_point is not None:
        if submission.card:
            note_card(link_token=token, code=submission.card, submission_id=submission_id)
        return []
    if not submission.card:
        return ["no card"] if submission.address.uses_cards else []
    use = use_card(link_token=token, code=submission.card, submission_id=submission_id)
    return [] if use is CardUse.FIRST else [use.value]
