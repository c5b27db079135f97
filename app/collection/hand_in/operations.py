"""Taking in answers that staff hand in as a file, and making cards; both are recorded."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from app.administration.accounts.operations import record
from app.collection.answering.address import address_of
from app.collection.answering.operations import receive_submission
from app.collection.answering.reading import Unreadable, open_envelope, read_sealed
from app.collection.answering.submission import Submission
from app.collection.hand_in.files import HandedInEntry, read_entry, read_file
from app.collection.links.cards import make_cards
from app.collection.links.codes import address as link_address
from app.collection.links.queries import get_link
from app.collection.printing.operations import card_sheet
from app.collection.responses.operations import ContentDiffers, Received
from app.kernel.errors import Refused

log = logging.getLogger(__name__)

MOST_REASONS = 20


@dataclass(frozen=True)
class PrintedCards:
    """What a card says of its link: the public address."""

    url: str


@dataclass
class HandedIn:
    """What became of the answers in a file; `refused` says why, for each that was not received."""

    stored: int = 0
    already: int = 0
    refused: list[str] = field(default_factory=list)

    @property
    def lines(self) -> Iterator[str]:
        """What to say of it, the refused ones last."""
        yield f"{self.stored} answers stored, {self.already} were stored already."
        if self.refused:
            yield f"{len(self.refused)} could not be received. Keep the file."
            yield from self.refused[:MOST_REASONS]
            if len(self.refused) > MOST_REASONS:
                yield f"And {len(self.refused) - MOST_REASONS} more."


def hand_in(*, content: bytes, actor: str) -> HandedIn:
    """Store every answer of an outbox file that can be opened; taking it in again adds nothing.

    Raises:
        Refused: when the file is none that a device saves.
    """
    outcome = HandedIn()
    for place, entry in enumerate(read_file(content).entries, start=1):
        _take(entry, place, outcome)
    record(
        actor=actor,
        action="answers-handed-in",
        subject="outbox file",
        detail={
            "stored": outcome.stored,
            "already": outcome.already,
            "refused": len(outcome.refused),
        },
    )
    return outcome


def _take(entry: Any, place: int, outcome: HandedIn) -> None:
    try:
        received = receive_submission(_submission(read_entry(entry)), is_handed_in=True)
    # Whatever one answer meets, those after it are received and what was done is said and recorded.
    except Exception as fault:
        outcome.refused.append(f"Answer {place}: {_reason(fault)}")
        return
    if received is Received.STORED:
        outcome.stored += 1
    else:
        outcome.already += 1


def _submission(entry: HandedInEntry) -> Submission:
    envelope = open_envelope(entry.sealed)
    address = address_of(envelope.link_token)
    if address is None:
        raise Refused(
            f"There is no link '{envelope.link_token[:20]}' here. If this server was restored from "
            "a backup, ask whoever runs it to restore a newer one; then hand the file in again."
        )
    return read_sealed(address, envelope)


def _reason(fault: Exception) -> str:
    if isinstance(fault, Unreadable):
        return " ".join(fault.problems.values())
    if isinstance(fault, ContentDiffers):
        return f"{fault} Show the file to whoever runs Own Words."
    if isinstance(fault, Refused):
        return str(fault)
    log.error("an answer in a file was not received: %s", type(fault).__name__)
    return "It could not be stored just now. Hand the file in again later."


def print_cards(*, token: str, number: int, base_url: str, actor: str) -> bytes:
    """Make single-use cards for a link as a PDF file, and from then on ask for them there.

    Raises:
        NotFound: when there is no such link.
        Refused: when the number is none or too many at once, or the words do not fit a card.
    """
    link = get_link(token)
    address = address_of(token)
    if address is None:
        raise Refused(f"The survey of link {token} is not published, so there is nothing to print.")
    codes = make_cards(link_token=link.token, number=number)
    link.uses_cards = True
    record(actor=actor, action="cards-made", subject=token, detail={"number": number})
    return card_sheet(
        codes,
        link=PrintedCards(url=link_address(token, base_url=base_url)),
        service=address.service,
        survey=address.survey,
        locale=link.language or address.survey.languages[0],
    )
