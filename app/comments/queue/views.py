"""The reading view: everything that a person needs to read one comment and decide."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.administration.accounts.operations import record
from app.administration.accounts.queries import get_user
from app.administration.organisation.queries import Contacts, contacts_of
from app.collection.responses.stray import reason, stray_of
from app.comments.queue.access import comment_for
from app.comments.queue.cases import steps_of
from app.comments.queue.clock import part_due, working_days_between
from app.comments.queue.comments import CommentEntry, question_asked
from app.comments.queue.decisions import is_understood, waiting_decision
from app.comments.queue.masking import is_praise, masked, names_not_marked
from app.comments.queue.models import Breach, CaseStep, Decision, TranslationRequest
from app.comments.queue.own_themes import all_themes
from app.comments.queue.queries import decisions_standing, standing
from app.comments.queue.queue import possible_harm
from app.comments.queue.quotes import Quotable, quotable
from app.comments.queue.rota import Person, rota
from app.comments.queue.speaking import requests_of, speakers_for
from app.extensions import db
from app.kernel.clock import today
from app.kernel.localised import english_name


@dataclass(frozen=True, slots=True)
class ThemeChoice:
    """A theme of a comment: `is_chosen` counts, `likely` is what the machine gives it (0 to 1)."""

    code: str
    name: str
    is_chosen: bool
    likely: float


@dataclass(frozen=True, slots=True)
class Reads:
    """What counts for a comment; `by_person` names the fields where a person's word stands.

    `likely_names` are words of it that may be names and are not masked yet.
    """

    sentiment: str
    confidence: float | None
    language: str
    language_name: str
    themes: tuple[ThemeChoice, ...]
    names: tuple[str, ...]
    likely_names: tuple[str, ...]
    by_person: frozenset[str]
    masked: str


@dataclass(frozen=True, slots=True)
class Uncounted:
    """What was written for a question and stands in no figure, and why."""

    question: str
    written: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class CommentView:
    """One comment, what is known and was decided about it, and who else may be asked."""

    entry: CommentEntry
    question: str
    reads: Reads
    contacts: Contacts
    possible_harm: tuple[str, ...]
    waited: int
    part: str
    turn: tuple[Person, ...]
    breaches: tuple[Breach, ...]
    held: Decision | None
    waiting: Decision | None
    history: tuple[Decision, ...]
    steps: tuple[CaseStep, ...]
    is_understood: bool
    is_asked: bool
    requests: tuple[TranslationRequest, ...]
    speakers: tuple[Person, ...]
    colleagues: tuple[Person, ...]
    quotable: Quotable
    uncounted: tuple[Uncounted, ...] = ()


def comment_view(*, comment_id: uuid.UUID, reader: uuid.UUID, nation: str) -> CommentView:
    """What the page of one comment shows.

    Raises:
        NotFound: when there is no such comment, or it may be about this reader.
    """
    entry = comment_for(comment_id, reader)
    reads, staff = reads_of(entry), rota()
    due = part_due(entry.comment.received_on, today(), nation)
    requests = requests_of(comment_id)
    words = "\n".join([entry.text, *(each.english or "" for each in requests)])
    part, turn = staff.turn(entry.service.id, due, words)
    return CommentView(
        entry=entry,
        question=question_asked(entry, entry.comment.question_id),
        reads=reads,
        contacts=contacts_of(entry.service),
        possible_harm=possible_harm(entry),
        waited=_waited(entry.comment.received_on, nation),
        part=part,
        turn=tuple(turn),
        breaches=_breaches(comment_id),
        held=decisions_standing([comment_id]).get(comment_id),
        waiting=waiting_decision(comment_id),
        history=_history(comment_id),
        steps=tuple(steps_of(comment_id)),
        is_understood=is_understood(entry, reader),
        is_asked=any(each.asked_of == reader and not each.english for each in requests),
        requests=tuple(requests),
        speakers=tuple(speakers_for(entry, reads.language)),
        colleagues=tuple(each for each in staff.people.values() if each.user_id != reader),
        quotable=quotable(entry),
        uncounted=() if entry.is_counted else tuple(_uncounted(entry)),
    )


def reads_of(entry: CommentEntry) -> Reads:
    """What counts for a comment: a person's word, or else the machine's."""
    corrected = standing([entry.comment.id]).get(entry.comment.id, {})
    reading = entry.reading
    language = str(corrected.get("language") or entry.language)
    names = tuple(corrected.get("names") or ())
    machine = {each["code"]: each for each in reading.themes} if reading else {}
    chosen = corrected.get("themes")
    if chosen is None:
        chosen = [code for code, each in machine.items() if each["is_assigned"]]
    return Reads(
        sentiment=corrected.get("sentiment") or (reading.sentiment if reading else "not_assessed"),
        confidence=reading.confidence if reading and reading.sentiment != "not_assessed" else None,
        language=language,
        language_name=english_name(language),
        themes=tuple(
            ThemeChoice(code, name, code in chosen, machine.get(code, {}).get("probability", 0.0))
            for code, name in all_themes().items()
        ),
        names=names,
        likely_names=names_not_marked(entry.text, names),
        by_person=frozenset(corrected),
        masked=masked(entry.text, names, is_praise=is_praise(corrected, reading)),
    )


def record_opening(*, comment_id: uuid.UUID, reader: uuid.UUID) -> None:
    """Record that somebody opened the words as they were written."""
    record(actor=get_user(reader).email, action="comment-open", subject=str(comment_id))


def record_listing(*, service: str | None, page: int, reader: uuid.UUID) -> None:
    """Record that somebody opened a page of what nobody has read, on which comments begin."""
    by, shown = get_user(reader).email, {"service": service or "all", "page": page}
    record(actor=by, action="comments-opened", subject="unread", detail=shown)


def _uncounted(entry: CommentEntry) -> Iterator[Uncounted]:
    for name, stray in stray_of(entry.response.stray).items():
        yield Uncounted(question_asked(entry, name) or name, stray.written, reason(stray))


def _waited(day: date | None, nation: str) -> int:
    return working_days_between(day, today(), nation) if day else 0


def _breaches(comment_id: uuid.UUID) -> tuple[Breach, ...]:
    found = select(Breach).where(Breach.comment_id == comment_id).order_by(Breach.day)
    return tuple(db.session.execute(found).scalars())


def _history(comment_id: uuid.UUID) -> tuple[Decision, ...]:
    found = select(Decision).where(Decision.comment_id == comment_id).order_by(Decision.at)
    return tuple(db.session.execute(found).scalars())
