"""Keying in paper booklets: stored at once, a tenth of them keyed twice, differences reconciled.

The answers are stored at the first entry, because a comment on paper may be a cry for help and must
not wait for a second keyer.
"""

import hashlib
import hmac
import uuid
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy.exc import IntegrityError

from app.administration.accounts.operations import record
from app.collection.answering.address import Address
from app.collection.answering.operations import receive_submission
from app.collection.answering.submission import Submission
from app.collection.links.codes import normalise
from app.collection.paper.models import PaperEntry
from app.collection.paper.queries import entries_of, entry_by_number, stored_answers
from app.collection.responses.operations import ContentDiffers, correct
from app.extensions import db
from app.kernel.errors import Conflict, Refused

NAMESPACE = uuid.UUID("2b0c6c0e-6a43-4d0c-9d5e-6d1f3b9a7c11")
LONGEST_NUMBER = 20
ONE_IN = 10
FIRST, SECOND = "first", "second"


def fitting_number(written: str | None) -> str:
    """The number on a booklet's front as it is kept: capitals and digits.

    Raises:
        Refused: when there is none, or it is too long.
    """
    number = normalise(written or "")
    if not number or len(number) > LONGEST_NUMBER:
        raise Refused(
            "Type the number on the front of the booklet: letters and digits, "
            f"at most {LONGEST_NUMBER}."
        )
    return number


def is_drawn(token: str, number: str, *, secret: str) -> bool:
    """Whether a booklet is keyed twice: decided by its number and a secret, not by a person."""
    digest = hmac.new(secret.encode(), f"{token} {number}".encode(), hashlib.sha256).digest()
    return int.from_bytes(digest[:4]) % ONE_IN == 0


def key_in(
    *, address: Address, number: str, submission: Submission, keyer: str, secret: str
) -> PaperEntry:
    """Store a booklet's answers.

    Raises:
        Conflict: when a booklet with this number was keyed in already.
    """
    if entry_by_number(address.token, number) is not None:
        raise Conflict(f"Booklet {number} was keyed in already. Look at the number again.")
    response_id = uuid.uuid5(NAMESPACE, f"{address.token} {number}")
    try:
        receive_submission(
            replace(submission, submission_id=response_id, is_paper=True), is_handed_in=True
        )
    except ContentDiffers:
        raise Conflict(f"Booklet {number} was keyed in already, with other answers.") from None
    is_first = not entries_of(address.token)
    entry = PaperEntry(
        link_token=address.token,
        number=number,
        locale=submission.locale,
        version=submission.survey.version,
        response_id=response_id,
        keyer=keyer,
        is_sampled=is_first or is_drawn(address.token, number, secret=secret),
    )
    try:
        with db.session.begin_nested():
            db.session.add(entry)
    except IntegrityError:
        raise Conflict(f"Booklet {number} was keyed in just now by somebody else.") from None
    record(actor=keyer, action="booklet-keyed", subject=address.token, detail={"number": number})
    return entry


def key_again(*, entry: PaperEntry, submission: Submission, keyer: str) -> list[str]:
    """Compare a second entry with the stored answers; the ids of the questions that differ.

    Raises:
        Refused: when the booklet needs no second entry, or the same person keyed it first.
    """
    refuse_same_keyer(entry, keyer)
    first, second = stored_answers(entry), dict(submission.posted.answers)
    asked = first.keys() | second.keys()
    differing = [each for each in sorted(asked) if first.get(each) != second.get(each)]
    entry.second_keyer = keyer
    entry.compared, entry.alike = len(asked), len(asked) - len(differing)
    entry.is_settled = not differing
    entry.second_answers = second if differing else None
    record(
        actor=keyer,
        action="booklet-keyed-again",
        subject=entry.link_token,
        detail={"number": entry.number, "differing": differing},
    )
    return differing


def refuse_same_keyer(entry: PaperEntry, keyer: str) -> None:
    """A second entry shows something only when it is another person's.

    Raises:
        Refused: when it is the same person's, or none is wanted any more.
    """
    if not entry.is_sampled or entry.is_settled:
        raise Refused(f"Booklet {entry.number} needs no second entry.")
    if entry.keyer == keyer:
        raise Refused(
            f"You keyed booklet {entry.number} in yourself. Ask somebody else to key it again."
        )


def record_opening(*, entry: PaperEntry, actor: str) -> None:
    """Record that somebody saw what was keyed in of a booklet, which may be a comment."""
    detail = {"number": entry.number}
    record(actor=actor, action="booklet-opened", subject=entry.link_token, detail=detail)


def reconcile(*, entry: PaperEntry, chosen: Mapping[str, str], actor: str) -> None:
    """Reconcile every difference by what the paper says: the `first` or the `second` entry.

    Raises:
        Refused: when there is nothing to reconcile, or a difference was left out.
    """
    second = entry.second_answers
    if second is None:
        raise Refused(f"Booklet {entry.number} has no differences to reconcile.")
    answers: dict[str, Any] = stored_answers(entry)
    differing = [k for k in answers.keys() | second.keys() if answers.get(k) != second.get(k)]
    if any(chosen.get(each) not in (FIRST, SECOND) for each in differing):
        raise Refused("Choose for every question which entry says what the paper says.")
    for each in differing:
        if chosen[each] == SECOND:
            answers.pop(each, None)
            answers.update({each: second[each]} if each in second else {})
    correct(submission_id=entry.response_id, answers=answers)
    entry.second_answers, entry.is_settled = None, True
    record(
        actor=actor,
        action="booklet-settled",
        subject=entry.link_token,
        detail={"number": entry.number, "second": sorted(_by(chosen, SECOND))},
    )


def _by(chosen: Mapping[str, str], which: str) -> list[str]:
    return [question for question, choice in chosen.items() if choice == which]
