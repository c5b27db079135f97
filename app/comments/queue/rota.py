"""Who reads: the duties of each service, who is away, who is named, and who speaks what."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import delete, select

from app.administration.accounts.models import User
from app.administration.accounts.operations import record
from app.administration.accounts.queries import get_user
from app.administration.accounts.roles import in_words
from app.administration.organisation.models import Service
from app.comments.queue.clock import PARTS, READER
from app.comments.queue.models import CommentReader, RotaEntry
from app.comments.queue.naming import mentions
from app.extensions import db
from app.kernel.clock import today
from app.kernel.errors import Conflict, NotFound, Refused
from app.kernel.localised import is_language
from app.kernel.permissions import Permission

NAME_LIMIT: Final = 80
MOST_NAMES: Final = 60


@dataclass(frozen=True, slots=True)
class Person:
    """A member of staff as the queue sees them. `languages` are codes; `names` any spelling."""

    user_id: uuid.UUID
    name: str
    email: str
    may: frozenset[Permission]
    is_away: bool
    languages: tuple[str, ...]
    names: tuple[str, ...]

    @property
    def decides(self) -> bool:
        """Whether this person may say what a comment asks for, and so have a part in reading."""
        return Permission.ASSESS in self.may

    def reads(self, language: str) -> bool:
        """Whether this person reads a comment in this language without help."""
        return language in self.languages


@dataclass(frozen=True, slots=True)
class RotaLine:
    """A duty as the page of the rota shows it. `service` is None for the organisation's."""

    rota_entry_id: uuid.UUID
    service: str | None
    part: str
    name: str


@dataclass(frozen=True, slots=True)
class Rota:
    """Everybody who may read comments, and the duties they have."""

    people: Mapping[uuid.UUID, Person]
    entries: Mapping[tuple[uuid.UUID | None, str], tuple[uuid.UUID, ...]]

    def holders(self, service_id: uuid.UUID, part: str) -> list[Person]:
        """Who has this part for a service, or else for the whole organisation."""
        ids = self.entries.get((service_id, part)) or self.entries.get((None, part), ())
        found = (self.people[each] for each in ids if each in self.people)
        return [person for person in found if person.decides]

    def turn(self, service_id: uuid.UUID, part: str, text: str) -> tuple[str, list[Person]]:
        """Whose turn a comment is: the part that is due, or the next that has somebody for it.

        Nobody for it is who is away and whom the comment names. Where all are passed over it is
        the administrators' turn, those first whom it does not name.
        """
        order = list(PARTS)
        for each in order[order.index(part) :]:
            found = [
                person
                for person in self.holders(service_id, each)
                if not person.is_away and not mentions(text, person.names)
            ]
            if found:
                return each, found
        admins = [person for person in self.people.values() if Permission.ADMINISTER in person.may]
        return order[-1], [each for each in admins if not mentions(text, each.names)] or admins

    def speakers(self, language: str) -> list[Person]:
        """Who reads a language, by name."""
        return [person for person in self.people.values() if person.reads(language)]


def rota(as_of: date | None = None) -> Rota:
    """The rota of a day, in two queries."""
    day = as_of or today()
    people = db.session.execute(
        select(User, CommentReader)
        .outerjoin(CommentReader, CommentReader.user_id == User.id)
        .where(User.is_active.is_(True))
        .order_by(User.name, User.email)
    )
    entries: dict[tuple[uuid.UUID | None, str], tuple[uuid.UUID, ...]] = {}
    for entry in rota_entries():
        key = (entry.service_id, entry.part)
        entries[key] = (*entries.get(key, ()), entry.user_id)
    persons = (_person(user, reader, day) for user, reader in people)
    return Rota({each.user_id: each for each in persons if Permission.READ in each.may}, entries)


def rota_entries() -> list[RotaEntry]:
    """Every duty there is."""
    return list(
        db.session.execute(select(RotaEntry).order_by(RotaEntry.part, RotaEntry.id)).scalars()
    )


def rota_lines() -> list[RotaLine]:
    """Every duty with the names of service and person; the organisation's first."""
    rows = db.session.execute(
        select(RotaEntry, Service.name, User.name)
        .outerjoin(Service, Service.id == RotaEntry.service_id)
        .join(User, User.id == RotaEntry.user_id)
    )
    shown = [RotaLine(entry.id, service, entry.part, name) for entry, service, name in rows]
    order = list(PARTS)
    return sorted(shown, key=lambda each: (each.service or "", order.index(each.part), each.name))


def reader_of(user_id: uuid.UUID) -> dict[str, Any]:
    """What is kept of a member of staff who reads, as the form takes it."""
    found = db.session.get(CommentReader, user_id)
    if found is None:
        return {}
    return {
        "also_called": "\n".join(found.also_called),
        "languages": found.languages,
        "away_from": found.away_from,
        "away_until": found.away_until,
    }


def add_to_rota(*, service_id: uuid.UUID | None, part: str, user_id: uuid.UUID, actor: str) -> None:
    """Give somebody a part in reading.

    Raises:
        NotFound: when there is no such service, part or user.
        Conflict: when they have it already.
        Refused: when they may not say what a comment asks for.
    """
    user = get_user(user_id)
    if part not in PARTS or (service_id and db.session.get(Service, service_id) is None):
        raise NotFound("There is no such service or role on the rota.")
    if Permission.ASSESS not in user.permissions:
        raise Refused(
            f"{user.name} may not say what a comment asks for: {in_words(user.roles)}. "
            "Choose somebody else, or ask an administrator to give them another role."
        )
    has_it = select(RotaEntry.id).where(
        RotaEntry.service_id == service_id, RotaEntry.part == part, RotaEntry.user_id == user_id
    )
    if db.session.execute(has_it).first():
        raise Conflict(f"{user.name} has this part already.")
    db.session.add(RotaEntry(service_id=service_id, part=part, user_id=user_id))
    record(actor=actor, action="duty-add", subject=user.email, detail=_detail_of(service_id, part))


def remove_from_rota(*, rota_entry_id: uuid.UUID, actor: str) -> None:
    """Take a part in reading away from somebody.

    Raises:
        NotFound: when there is no such duty.
        Refused: when nobody would be left to read first for the organisation.
    """
    entry = db.session.get(RotaEntry, rota_entry_id)
    if entry is None:
        raise NotFound("This was removed from the rota already.")
    if entry.service_id is None and entry.part == READER and _is_last(entry):
        raise Refused(
            "Somebody has to read first. Give the part to another person, then try again."
        )
    email = get_user(entry.user_id).email
    db.session.execute(delete(RotaEntry).where(RotaEntry.id == rota_entry_id))
    detail = _detail_of(entry.service_id, entry.part)
    record(actor=actor, action="duty-remove", subject=email, detail=detail)


def save_reader(
    *,
    user_id: uuid.UUID,
    also_called: Iterable[str],
    languages: Iterable[str],
    away_from: date | None,
    away_until: date | None,
    actor: str,
) -> None:
    """Store what somebody is called, reads, and when they are away.

    Raises:
        NotFound: when there is no such user.
        Refused: for too many or too long names, no such language, or dates the wrong way round.
    """
    user = get_user(user_id)
    called = list(dict.fromkeys(name.strip() for name in also_called if name.strip()))
    codes = sorted({*languages})
    _refuse_unfit(called, codes, away_from, away_until)
    found = db.session.get(CommentReader, user_id) or CommentReader(user_id=user_id)
    found.also_called, found.languages = called, codes
    found.away_from, found.away_until = away_from, away_until
    db.session.add(found)
    record(actor=actor, action="reader-edit", subject=user.email)


def _refuse_unfit(
    called: list[str], codes: list[str], away_from: date | None, away_until: date | None
) -> None:
    if len(called) > MOST_NAMES or any(len(name) > NAME_LIMIT for name in called):
        raise Refused(f"At most {MOST_NAMES} names, each of at most {NAME_LIMIT} characters.")
    wrong = [code for code in codes if not is_language(code)]
    if wrong:
        raise Refused(f"There is no language {', '.join(wrong)}.")
    if (away_from is None) != (away_until is None):
        raise Refused("Give both days: the first and the last of being away.")
    if away_from and away_until and away_until < away_from:
        raise Refused("The last day away is before the first. Put them the other way round.")


def _person(user: User, reader: CommentReader | None, day: date) -> Person:
    return Person(
        user_id=user.id,
        name=user.name,
        email=user.email,
        may=user.permissions,
        is_away=_is_away(reader, day),
        languages=("en", *reader.languages) if reader else ("en",),
        names=(user.name, *(reader.also_called if reader else ())),
    )


def _is_away(reader: CommentReader | None, day: date) -> bool:
    if reader is None or reader.away_from is None or reader.away_until is None:
        return False
    return reader.away_from <= day <= reader.away_until


def _is_last(entry: RotaEntry) -> bool:
    others = select(RotaEntry.id).where(
        RotaEntry.service_id.is_(None), RotaEntry.part == READER, RotaEntry.id != entry.id
    )
    return db.session.execute(others).first() is None


def _detail_of(service_id: uuid.UUID | None, part: str) -> dict[str, str]:
    return {"service": str(service_id or "all"), "part": part}
