"""The queue of comments that nobody has read: by signal, then by age, with whose turn it is."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import func, select

from app.collection.links.models import Link
from app.collection.responses.models import Comment, Response
from app.comments.machine.engine.signals import HarmCategory
from app.comments.queue.clock import DEPUTY, NOMINATED, part_due, working_days_between
from app.comments.queue.comments import CommentEntries, CommentEntry, comment_entries
from app.comments.queue.masking import is_praise, masked
from app.comments.queue.models import Decision
from app.comments.queue.queries import Standing, hidden_from, standing, translations
from app.comments.queue.rota import Rota, rota
from app.comments.queue.speaking import asked_of
from app.extensions import db
from app.kernel.clock import today
from app.kernel.localised import english_name

AT_ONCE: Final = 25
LOOKED_AHEAD: Final = 200
EXCERPT: Final = 90
CATEGORY_NAMES: Final = {each.value: each.value.replace("_", " ") for each in HarmCategory}


@dataclass(frozen=True, slots=True)
class QueueItem:
    """One unread comment in the list. `waited` counts working days; `excerpt` is masked."""

    comment_id: uuid.UUID
    service: str
    audience: str
    language: str
    language_name: str
    excerpt: str
    signal: int
    possible_harm: tuple[str, ...]
    waited: int
    part: str
    turn: tuple[str, ...]
    is_mine: bool
    needs_speaker: bool
    waits_for_second: bool
    is_counted: bool


@dataclass(frozen=True, slots=True)
class QueuePage:
    """A page of the queue. `elsewhere`: how many on it somebody else reads, as they may be about
    this reader; `to_translate`: comments that wait for this reader's words."""

    lines: tuple[QueueItem, ...]
    unread: int
    late: dict[str, int]
    oldest: int
    elsewhere: int
    to_translate: tuple[uuid.UUID, ...]
    next_page: int | None


def queue_page(
    *, reader: uuid.UUID, nation: str, service: uuid.UUID | None = None, number: int = 1
) -> QueuePage:
    """Some of the queue, and how all of it stands against the clock.

    Args:
        nation: whose bank holidays stop the clock.
        service: None for all.
        number: 1 for the first page.
    """
    statement = _unread(service).offset((number - 1) * AT_ONCE).limit(AT_ONCE + 1)
    rows = [CommentEntry(*row) for row in db.session.execute(statement)]
    some = rows[:AT_ONCE]
    lines = lines_of(some, reader, nation)
    days = waiting_by_day(service)
    return QueuePage(
        lines=lines,
        unread=sum(days.values()),
        late=late_by_part(days, nation),
        oldest=max((_waited(day, nation) for day in days), default=0),
        elsewhere=len(some) - len(lines),
        to_translate=tuple(asked_of(reader)),
        next_page=number + 1 if len(rows) > AT_ONCE else None,
    )


def next_in_queue(reader: uuid.UUID, after: uuid.UUID | None = None) -> uuid.UUID | None:
    """The first unread comment that this reader may open, or the one behind another; or None."""
    found = db.session.execute(
        select(Comment.id).where(~Comment.is_read).order_by(*ORDER).limit(LOOKED_AHEAD)
    )
    ids = list(found.scalars())
    hidden = hidden_from(reader, ids)
    open_to = [each for each in ids if each not in hidden]
    if after in open_to:
        open_to = open_to[open_to.index(after) + 1 :]
    return open_to[0] if open_to else None


def lines_of(some: Sequence[CommentEntry], reader: uuid.UUID, nation: str) -> tuple[QueueItem, ...]:
    """Lines of the comments that this reader may see, in constant queries."""
    ids = [entry.comment.id for entry in some]
    hidden, corrected, english = hidden_from(reader, ids), standing(ids), translations(ids)
    waiting, staff = _waiting_for_second(ids), rota()
    return tuple(
        _line(
            entry,
            staff,
            reader,
            nation,
            own=corrected.get(entry.comment.id, {}),
            english=english.get(entry.comment.id),
            waits=entry.comment.id in waiting,
        )
        for entry in some
        if entry.comment.id not in hidden
    )


ORDER: Final = (Comment.signal.desc(), Comment.received_on, Comment.id)


def _unread(service: uuid.UUID | None) -> CommentEntries:
    statement = comment_entries().where(~Comment.is_read).order_by(*ORDER)
    return statement.where(Link.service_id == service) if service else statement


def _line(
    entry: CommentEntry,
    staff: Rota,
    reader: uuid.UUID,
    nation: str,
    *,
    own: Standing,
    english: str | None,
    waits: bool,
) -> QueueItem:
    due = part_due(entry.comment.received_on, today(), nation)
    part, turn = staff.turn(entry.service.id, due, f"{entry.text}\n{english or ''}")
    person = staff.people.get(reader)
    language, names = own.get("language") or entry.language, own.get("names") or ()
    return QueueItem(
        comment_id=entry.comment.id,
        service=entry.service.name,
        audience=entry.audience_name,
        language=language,
        language_name=english_name(language),
        excerpt=_excerpt(masked(entry.text, names, is_praise=is_praise(own, entry.reading))),
        signal=entry.comment.signal,
        possible_harm=possible_harm(entry),
        waited=_waited(entry.comment.received_on, nation),
        part=part,
        turn=tuple(each.name for each in turn),
        is_mine=any(each.user_id == reader for each in turn),
        needs_speaker=english is None and not (person and person.reads(language)),
        waits_for_second=waits,
        is_counted=entry.is_counted,
    )


def possible_harm(entry: CommentEntry) -> tuple[str, ...]:
    """The kinds of harm that words in the comment may report."""
    found = entry.reading.signals if entry.reading else []
    return tuple(CATEGORY_NAMES[code] for code in found if code in CATEGORY_NAMES)


def _excerpt(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= EXCERPT else line[:EXCERPT].rsplit(" ", 1)[0] + " …"


def _waited(day: date | None, nation: str) -> int:
    return working_days_between(day, today(), nation) if day else 0


def waiting_by_day(service: uuid.UUID | None) -> dict[date | None, int]:
    """How many comments nobody has read, by the day on which they were received."""
    found = select(Comment.received_on, func.count().label("number")).where(~Comment.is_read)
    if service is not None:
        found = (
            found.join(Response, Response.id == Comment.response_id)
            .join(Link, Link.token == Response.link_token)
            .where(Link.service_id == service)
        )
    rows = db.session.execute(found.group_by(Comment.received_on))
    return {row.received_on: row.number for row in rows}


def late_by_part(days: dict[date | None, int], nation: str) -> dict[str, int]:
    """How many of them are the deputy's by now, and how many the nominated individual's."""
    late = dict.fromkeys((DEPUTY, NOMINATED), 0)
    for day, number in days.items():
        part = part_due(day, today(), nation)
        if part in late:
            late[part] += number
    return late


def _waiting_for_second(ids: Sequence[uuid.UUID]) -> set[uuid.UUID]:
    found = select(Decision).where(Decision.comment_id.in_(ids)).order_by(Decision.at)
    newest = {each.comment_id: each for each in db.session.execute(found).scalars()}
    return {each.comment_id for each in newest.values() if each.waits_for_second}
