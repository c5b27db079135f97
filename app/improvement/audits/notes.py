"""What auditors wrote, as everybody who may see a round sees it.

A note is a comment like any other: it is laid before a reader, and stands here once somebody has
read it, without personal details, and not for those whom it is about.
"""

import uuid
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select

from app.collection.responses.models import Comment
from app.comments.queue.outside import Texts, shown_outside
from app.extensions import db
from app.improvement.audits.answers import RecordAnswer, RoundAnswers
from app.improvement.audits.tools import ANSWERS, Criterion, Tool


@dataclass(frozen=True, slots=True)
class Note:
    """What an auditor wrote about one record: what was found, and what evidence was seen.

    Each is None where nothing was written or nobody has read it yet.
    """

    number: int
    role: str
    answer: str
    found: str | None
    evidence: str | None


@dataclass(frozen=True)
class Notes:
    """The notes of a round by criterion; `unread` is how many texts still wait for a reader."""

    by_criterion: dict[str, tuple[Note, ...]]
    unread: int
    withheld: int


def notes_of(tools: Collection[Tool], received: RoundAnswers, reader: uuid.UUID) -> Notes:
    """The notes of a round for one member of staff, in the order of the records' numbers."""
    answered = [received.counted[place] for place in sorted(received.counted)]
    shown = _shown(answered, reader)
    return Notes(
        by_criterion={
            criterion.id: tuple(
                note
                for each in answered
                for note in [_note(criterion, each, shown.texts)]
                if note is not None
            )
            for criterion in _criteria(tools)
        },
        unread=shown.unread,
        withheld=shown.withheld,
    )


@dataclass(frozen=True)
class _Shown:
    texts: Texts
    unread: int
    withheld: int


def _shown(answered: Collection[RecordAnswer], reader: uuid.UUID) -> _Shown:
    """The texts that may be shown, and how many wait or are for other people."""
    ids = [each.response_id for each in answered]
    found = select(Comment.is_read).where(Comment.response_id.in_(ids))
    read = list(db.session.execute(found).scalars())
    texts = shown_outside(ids, reader)
    return _Shown(texts, unread=read.count(False), withheld=read.count(True) - len(texts))


def _note(criterion: Criterion, answered: RecordAnswer, texts: Texts) -> Note | None:
    found, evidence = (
        texts.get((answered.response_id, question or ""))
        for question in (criterion.note, criterion.evidence)
    )
    if found is None and evidence is None:
        return None
    answer = ANSWERS.get(str(answered.answers.get(criterion.id)), "No answer")
    return Note(answered.place.number, answered.place.role, answer, found, evidence)


def _criteria(tools: Collection[Tool]) -> tuple[Criterion, ...]:
    """Every criterion once, in the order of the newest version that has it."""
    by_id = {each.id: each for tool in reversed(list(tools)) for each in tool.criteria}
    newest = [each.id for tool in tools for each in tool.criteria]
    return tuple(by_id[each] for each in dict.fromkeys(newest))
