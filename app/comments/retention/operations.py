"""Deleting what is due. Done by the worker once a day, some responses and a transaction at a time.

Figures stay as they were counted: what is left of a response is never counted again.
"""

import uuid
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import delete, func, insert, select

from app.administration.accounts.operations import record
from app.administration.trail.deleting import delete_entries, entries_due
from app.collection.publishing.queries import published
from app.collection.responses.models import NOTHING, PART, WORDS, Comment, Response
from app.collection.responses.stray import NOT_COUNTED
from app.comments.queue.models import CaseStep, Correction, Decision, Marked, Notice
from app.comments.retention.due import comments_due, in_parts, with_answers, with_words
from app.comments.retention.models import CommentDue, RetentionRun
from app.comments.retention.periods import Kept, last_day_to_go
from app.extensions import db
from app.kernel.clock import start_of, today

WORKER: Final = "worker"
RUN: Final = "retention-deleted"
OF_COMMENTS: Final = (CaseStep, Decision, Correction, Notice, Marked)
"""What was decided, done, corrected and notified; readings and quotes go with the comment."""

Deleted = Mapping[str, int]
"""How many comments, answers of people, decisions and steps, and audit entries."""


def delete_once_a_day(*, kept: Kept, commit: Callable[[], None]) -> Deleted | None:
    """Delete what is due, unless that was done today; None where it was."""
    if db.session.get(RetentionRun, today()) is not None:
        return None
    return delete_due(kept=kept, actor=WORKER, commit=commit)


def delete_due(*, kept: Kept, actor: str, commit: Callable[[], None]) -> Deleted:
    """Delete everything that is due today, and record how much.

    Args:
        kept: months by kind.
        actor: who did it, for the audit record.
        commit: called after each part, so that whoever answers meanwhile need not wait.
    """
    on, gone = today(), Counter[str]()
    for part in in_parts(with_words(kept, on)):
        gone.update(_delete_words(comments_due(part, kept, on)))
        commit()
    for part in in_parts(with_answers(kept, on)):
        gone["answers"] += _delete_answers(part)
        commit()
    gone["audit"] = delete_entries(before=_audit_kept_from(kept, on), actor=actor)
    deleted = _counts(gone)
    _note(on, deleted)
    if any(deleted.values()):
        record(actor=actor, action=RUN, subject=on.isoformat(), detail=dict(deleted))
    commit()
    return deleted


def count_due(*, kept: Kept) -> Deleted:
    """How much would be deleted today; nothing is."""
    on, gone = today(), Counter[str]()
    for part in in_parts(with_words(kept, on)):
        ids = [each for ids in comments_due(part, kept, on).values() for each in ids]
        gone.update({"comments": len(ids), "cases": _number_of_cases(ids)})
    gone["answers"] = sum(len(part) for part in in_parts(with_answers(kept, on)))
    gone["audit"] = entries_due(_audit_kept_from(kept, on))
    return _counts(gone)


def _counts(gone: Counter[str]) -> Deleted:
    return {name: gone[name] for name in ("comments", "answers", "cases", "audit")}


def _note(on: date, deleted: Deleted) -> None:
    """Add to what was deleted on a day already."""
    found = db.session.get(RetentionRun, on)
    before = found.deleted if found else {}
    together = {name: number + before.get(name, 0) for name, number in deleted.items()}
    if found:
        found.deleted = together
    else:
        db.session.add(RetentionRun(day=on, deleted=together))


def _audit_kept_from(kept: Kept, on: date) -> Any:
    last = last_day_to_go(kept, "audit", on)
    return start_of(last + timedelta(days=1) if last > date.min else date(1970, 1, 1))


def _number_of_cases(comment_ids: Collection[uuid.UUID]) -> int:
    tables = (Decision, CaseStep)
    counted = (
        select(func.count()).select_from(each).where(each.comment_id.in_(comment_ids))
        for each in tables
    )
    return sum(db.session.execute(each).scalar_one() for each in counted)


def _delete_words(due: Mapping[uuid.UUID, list[uuid.UUID]]) -> Deleted:
    """Delete these comments, and the words from the responses that they are in."""
    ids = [comment_id for comment_ids in due.values() for comment_id in comment_ids]
    cases = _number_of_cases(ids)
    questions = _questions_of(ids)
    if ids:
        db.session.execute(insert(CommentDue), [{"comment_id": each} for each in ids])
    for table in OF_COMMENTS:
        db.session.execute(delete(table).where(table.comment_id.in_(ids)))
    db.session.execute(delete(CommentDue))
    db.session.execute(delete(Comment).where(Comment.id.in_(ids)))
    for response in _responses(due):
        without = _texts_of(response) | questions
        response.answers = {k: v for k, v in response.answers.items() if k not in without}
        response.stray = None
        response.held = NOTHING if response.held == WORDS else PART
        if response.held == NOTHING:
            response.answers = {}
    db.session.flush()
    return {"comments": len(ids), "cases": cases}


def _delete_answers(response_ids: Collection[uuid.UUID]) -> int:
    """Delete the answers that were chosen; words that have to be kept for longer stay."""
    kept: dict[uuid.UUID, set[str]] = {}
    found = select(Comment.response_id, Comment.question_id)
    for response_id, question in db.session.execute(
        found.where(Comment.response_id.in_(response_ids))
    ):
        kept.setdefault(response_id, set()).add(question)
    for response in _responses(response_ids):
        words = kept.get(response.id, set())
        response.answers = {k: v for k, v in response.answers.items() if k in words}
        response.notes = []
        if NOT_COUNTED not in words:
            response.stray = None
        response.held = WORDS if words else NOTHING
        # A hash of few answers could be guessed back.
        response.content_hash = ""
    db.session.flush()
    return len(response_ids)


def _responses(ids: Collection[uuid.UUID]) -> list[Response]:
    return list(db.session.execute(select(Response).where(Response.id.in_(ids))).scalars())


def _questions_of(comment_ids: Collection[uuid.UUID]) -> set[str]:
    found = select(Comment.question_id).where(Comment.id.in_(comment_ids)).distinct()
    return set(db.session.execute(found).scalars())


def _texts_of(response: Response) -> set[str]:
    survey = published(response.survey_id, response.version)
    return {each.id for each in survey.questions if each.is_text} if survey else set()
