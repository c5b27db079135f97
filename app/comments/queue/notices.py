"""Notifying people that a comment waits for them, and noting where nobody read in time."""

import logging
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from typing import Final

from sqlalchemy import select

from app.administration.accounts.models import User
from app.collection.responses.models import Comment
from app.comments.queue.clock import DEPUTY, NOMINATED, READER, due_before, part_due
from app.comments.queue.comments import CommentEntries, CommentEntry, comment_entries
from app.comments.queue.decisions import HIGH
from app.comments.queue.mail import Mailer, NotSent
from app.comments.queue.models import Breach, Notice
from app.comments.queue.queries import translations
from app.comments.queue.rota import Rota, rota
from app.extensions import db
from app.kernel.clock import today

AT_ONCE: Final = 500
SIGNAL: Final = "signal"
SUMMARIES: Final = {
    SIGNAL: "may report harm and should be read now",
    DEPUTY: "nobody has read for more than one working day",
    NOMINATED: "nobody has read for more than two working days",
    "speaker": "somebody asks you to translate",
}
log = logging.getLogger(__name__)


def watch(nation: str) -> int:
    """Note what is late and whom to notify of what is urgent; gives how many notices were made.

    Doing it twice adds nothing. Whose turn it is, is notified of a strong signal at once: past who
    is away, and past whom the comment names.
    """
    staff = rota()
    return _notify_of_signals(staff, nation) + sum(
        _note_late(staff, part, nation) for part in (DEPUTY, NOMINATED)
    )


def send_waiting(mailer: Mailer, address: str, commit: Callable[[], None]) -> int:
    """Send one message to each person for whom notices wait; gives how many were sent.

    What could not be sent stays and is tried again the next time.

    Args:
        address: the address of the queue, put into the message.
        commit: called after each message, so that none is sent twice.
    """
    sent = 0
    for user, waiting in _waiting():
        try:
            mailer.send(to=user.email, **_message(Counter(each.kind for each in waiting), address))
        except NotSent as error:
            log.warning("A notice could not be sent: %s. It is tried again.", error)
            continue
        for each in waiting:
            each.is_sent = True
        commit()
        sent += 1
    return sent


def _notify_of_signals(staff: Rota, nation: str) -> int:
    is_readable = select(Notice.comment_id).where(
        Notice.comment_id == Comment.id, Notice.kind == SIGNAL
    )
    urgent = (
        comment_entries()
        .where(~Comment.is_read, Comment.signal >= HIGH, ~is_readable.exists())
        .limit(AT_ONCE)
    )
    made = 0
    for entry, words in _with_words(urgent):
        due = part_due(entry.comment.received_on, today(), nation)
        made += _notify(staff, entry, words, due or READER, SIGNAL)
    return made


def _note_late(staff: Rota, part: str, nation: str) -> int:
    is_noted = select(Breach.comment_id).where(Breach.comment_id == Comment.id, Breach.part == part)
    late = (
        comment_entries()
        .where(
            ~Comment.is_read,
            Comment.received_on <= due_before(part, today(), nation),
            ~is_noted.exists(),
        )
        .limit(AT_ONCE)
    )
    made = 0
    for entry, words in _with_words(late):
        db.session.add(Breach(comment_id=entry.comment.id, part=part, service_id=entry.service.id))
        made += _notify(staff, entry, words, part, part)
    return made


def _with_words(statement: CommentEntries) -> list[tuple[CommentEntry, str]]:
    """Comments with their words and a speaker's, in which somebody may be named."""
    some = [CommentEntry(*row) for row in db.session.execute(statement)]
    english = translations([entry.comment.id for entry in some])
    return [(entry, f"{entry.text}\n{english.get(entry.comment.id, '')}") for entry in some]


def _notify(staff: Rota, entry: CommentEntry, words: str, part: str, kind: str) -> int:
    _, turn = staff.turn(entry.service.id, part, words)
    for person in turn:
        db.session.merge(Notice(comment_id=entry.comment.id, user_id=person.user_id, kind=kind))
    return len(turn)


def _waiting() -> Iterable[tuple[User, list[Notice]]]:
    rows = db.session.execute(
        select(User, Notice)
        .join(Notice, Notice.user_id == User.id)
        .where(~Notice.is_sent, User.is_active.is_(True))
        .order_by(User.id)
    )
    by_user: defaultdict[User, list[Notice]] = defaultdict(list)
    for user, notice in rows:
        by_user[user].append(notice)
    return by_user.items()


def _message(kinds: Counter[str], address: str) -> dict[str, str]:
    number = sum(kinds.values())
    lines = [f"- {kinds[kind]}: {words}" for kind, words in SUMMARIES.items() if kinds[kind]]
    return {
        "subject": f"Own Words: {_comments(number)} for you to read",
        "text": "\n".join(
            [
                "Comments wait for you:",
                "",
                *lines,
                "",
                f"Read them here: {address}",
                "",
                "This message never holds what anybody wrote.",
            ]
        ),
    }


def _comments(number: int) -> str:
    return "a comment" if number == 1 else f"{number} comments"
