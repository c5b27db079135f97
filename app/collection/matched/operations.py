"""Making a programme's key and cards, noting the card of an answer, destroying all of it."""

import hashlib
import hmac
import secrets
import uuid
from typing import Final

from sqlalchemy import delete, select

from app.collection.links.cards import MOST_AT_ONCE, new_code
from app.collection.links.codes import normalise
from app.collection.matched.models import LinkingCard, LinkingKey, MatchedAnswer, ProgrammeLink
from app.collection.matched.time_points import TimePoint
from app.extensions import db, insertion
from app.kernel.errors import Refused

KEY_BYTES: Final = 32


def create_linking_key(programme_id: uuid.UUID) -> None:
    """Make the key of a new programme."""
    db.session.add(LinkingKey(programme_id=programme_id, key=secrets.token_bytes(KEY_BYTES)))
    db.session.flush()


def add_programme_link(*, link_token: str, programme_id: uuid.UUID, time_point: TimePoint) -> None:
    """Let a link ask for the code of the programme's cards."""
    paired = ProgrammeLink(
        link_token=link_token, programme_id=programme_id, moment=time_point.value
    )
    db.session.add(paired)
    db.session.flush()


def make_cards(*, programme_id: uuid.UUID, number: int) -> list[str]:
    """Make cards and return their codes, which are kept nowhere.

    Raises:
        Refused: when the number is none or too many for one printing, or the key is destroyed.
    """
    if not 1 <= number <= MOST_AT_ONCE:
        raise Refused(f"Ask for 1 to {MOST_AT_ONCE} cards at once; this asked for {number}.")
    key = db.session.get(LinkingKey, programme_id)
    if key is None:
        raise Refused("This programme is closed, so that no more cards can be made for it.")
    codes = {new_code() for _ in range(number)}
    while len(codes) < number:
        codes.add(new_code())
    hashes = ({"programme_id": programme_id, "code_hash": _hash(key.key, each)} for each in codes)
    # A code that was printed before by chance stays one card.
    statement = insertion(LinkingCard).on_conflict_do_nothing()
    db.session.execute(statement, list(hashes))
    return sorted(codes)


def note_card(*, link_token: str, code: str, submission_id: uuid.UUID) -> None:
    """Keep the keyed hash of the code that an answer was received with; the same answer may come
    again.

    In its own transaction, like the answer that follows: the answer is stored whatever becomes of
    the card. When the programme is closed nothing is kept.
    """
    found = (
        select(ProgrammeLink.programme_id, ProgrammeLink.moment, LinkingKey.key)
        .join(LinkingKey, LinkingKey.programme_id == ProgrammeLink.programme_id)
        .where(ProgrammeLink.link_token == link_token)
    )
    with db.engine.begin() as connection:
        row = connection.execute(found).first()
        if row is None:
            return
        values = {
            "response_id": submission_id,
            "programme_id": row.programme_id,
            "moment": row.moment,
            "code_hash": _hash(row.key, code),
        }
        statement = insertion(MatchedAnswer).on_conflict_do_nothing()
        connection.execute(statement, values)


def destroy(programme_id: uuid.UUID) -> None:
    """Destroy the key with every hash, so that nothing can be paired ever again."""
    for table in (LinkingKey, LinkingCard, MatchedAnswer):
        db.session.execute(delete(table).where(table.programme_id == programme_id))


def _hash(key: bytes, code: str) -> str:
    return hmac.new(key, normalise(code).encode(), hashlib.sha256).hexdigest()
