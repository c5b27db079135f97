"""Single-use cards: eight characters, the last a check, so that a slip is found at once."""

import hashlib
import secrets
import uuid
from enum import StrEnum

from sqlalchemy import func, or_, select, update
from stdnum import luhn

from app.collection.links.codes import ALPHABET, normalise
from app.collection.links.models import Card
from app.extensions import db
from app.kernel.errors import Refused

LENGTH = 8
MOST_AT_ONCE = 500


class CardUse(StrEnum):
    """What became of a card when an answer was received with it."""

    FIRST = "first use"
    AGAIN = "card used before"
    UNKNOWN = "card not known here"


def new_code() -> str:
    """A random code, for example `4H7QK2M9`."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH - 1))
    return body + luhn.calc_check_digit(body, ALPHABET)


def is_slip(typed: str) -> bool:
    """Whether no card can have this code, so that a character must be wrong or missing."""
    code = normalise(typed)
    return len(code) != LENGTH or not luhn.is_valid(code, ALPHABET)


def printed(code: str) -> str:
    """The code as it is printed: `4H7Q-K2M9`."""
    return f"{code[: LENGTH // 2]}-{code[LENGTH // 2 :]}"


def make_cards(*, link_token: str, number: int) -> list[str]:
    """Make cards for a link and return their codes.

    Raises:
        Refused: when the number is none or too many for one printing.
    """
    if not 1 <= number <= MOST_AT_ONCE:
        raise Refused(f"Ask for 1 to {MOST_AT_ONCE} cards at once; this asked for {number}.")
    codes = {new_code() for _ in range(number)}
    while len(codes) < number:
        codes.add(new_code())
    db.session.add_all(Card(code=code, link_token=link_token) for code in codes)
    db.session.flush()
    return sorted(codes)


def use_card(*, link_token: str, code: str, submission_id: uuid.UUID) -> CardUse:
    """Mark a card as used by a submission; the same submission may come again.

    In its own transaction, like the answer that follows: the answer is stored whatever becomes of
    the card, and a second try of the same submission finds the card its own.
    """
    wanted = Card.code == normalise(code), Card.link_token == link_token
    used_for = hashlib.sha256(submission_id.bytes).hexdigest()
    free = or_(Card.used_for.is_(None), Card.used_for == used_for)
    with db.engine.begin() as connection:
        marked = connection.execute(update(Card).where(*wanted, free).values(used_for=used_for))
        if marked.rowcount:
            return CardUse.FIRST
        known = connection.execute(select(Card.code).where(*wanted)).first()
    return CardUse.AGAIN if known else CardUse.UNKNOWN


def cards_of(link_token: str) -> tuple[int, int]:
    """How many cards a link has, and how many of them are used."""
    counted = select(func.count(), func.count(Card.used_for)).where(Card.link_token == link_token)
    made, used = db.session.execute(counted).one()
    return made, used
