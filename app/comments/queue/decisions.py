"""Deciding what a comment asks for, with a second person wherever a concern is taken lower."""

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select

from app.administration.accounts.models import User
from app.administration.accounts.operations import record
from app.administration.accounts.queries import get_user
from app.collection.responses.models import Comment
from app.comments.queue.access import comment_for
from app.comments.queue.comments import CommentEntry
from app.comments.queue.dispositions import ABUSE, DISPOSITIONS, OUTCOME, PROMPTS, Disposition
from app.comments.queue.models import Breach, CaseStep, Decision, Marked
from app.comments.queue.queries import decisions_standing, standing, translations
from app.comments.queue.rota import rota
from app.extensions import db
from app.kernel import limits
from app.kernel.errors import Conflict, NotFound, Refused

HIGH: Final = 2


@dataclass(frozen=True, slots=True)
class Assessment:
    """What a reader found in a comment; `categories` are kinds of abuse."""

    disposition: str
    reason: str
    categories: Collection[str] = ()
    wishes: str = ""
    prompts: Collection[str] = ()


def decide(*, comment_id: uuid.UUID, found: Assessment, reader: uuid.UUID) -> Decision:
    """Record what a reader decided; the comment then counts as read, except as said below.

    A decision that takes a concern lower waits for a second person, and until then the comment
    stays unread: one that is less grave than what was decided before, and one below a safeguarding
    concern where the words themselves gave a strong signal.

    Raises:
        NotFound: when there is no such comment, or it may be about this reader.
        Refused: without a reason, without a kind of abuse where one is asked for, or when this
            reader does not know the language and no speaker has said what it means.
    """
    entry = comment_for(comment_id, reader)
    chosen = _checked(found)
    _refuse_unread(entry, chosen, reader)
    decision = Decision(
        comment_id=comment_id,
        by=get_user(reader).email,
        disposition=chosen.code,
        reason=found.reason.strip(),
        categories=sorted({*found.categories} & ABUSE.keys()) if chosen.is_abuse else [],
        wishes=found.wishes.strip(),
        prompts=sorted({*found.prompts} & PROMPTS.keys()),
        waits_for_second=_takes_lower(entry.comment, chosen),
        confirms=None,
    )
    return _add(entry.comment, decision, is_understood=is_understood(entry, reader))


def confirm(*, decision_id: uuid.UUID, reason: str, reader: uuid.UUID) -> Decision:
    """A second person agrees that a concern is taken lower.

    Raises:
        NotFound: when there is no such decision that waits, or it may be about this reader.
        Refused: without a reason, or by the person who decided.
        Conflict: when something else was decided meanwhile.
    """
    first = db.session.get(Decision, decision_id)
    if first is None or not first.waits_for_second:
        raise NotFound("There is no such decision that waits for a second person.")
    entry = comment_for(first.comment_id, reader)
    second = get_user(reader)
    _refuse_confirming(first, second, reason)
    decision = Decision(
        comment_id=first.comment_id,
        by=second.email,
        disposition=first.disposition,
        reason=reason.strip(),
        categories=first.categories,
        wishes=first.wishes,
        prompts=first.prompts,
        waits_for_second=False,
        confirms=first.id,
    )
    return _add(entry.comment, decision, is_understood=is_understood(entry, reader))


def mark_conflict(
    *, comment_id: uuid.UUID, about: uuid.UUID, reason: str, reader: uuid.UUID
) -> None:
    """Keep a comment from a colleague whom it is about.

    Raises:
        NotFound: when there is no such comment or colleague.
        Refused: without a reason.
    """
    comment_for(comment_id, reader)
    colleague = get_user(about)
    if not reason.strip():
        raise Refused("Say in a few words why the comment is about this colleague.")
    by = get_user(reader).email
    db.session.merge(Marked(comment_id=comment_id, user_id=about, by=by))
    detail = {"about": colleague.email, "reason": reason.strip()[: limits.TEXT]}
    record(actor=by, action="conflict-mark", subject=str(comment_id), detail=detail)


def is_understood(entry: CommentEntry, reader: uuid.UUID) -> bool:
    """Whether this reader knows the language, or a speaker has said what the comment means."""
    language = (
        standing([entry.comment.id]).get(entry.comment.id, {}).get("language", entry.language)
    )
    person = rota().people.get(reader)
    return bool(person and person.reads(language)) or bool(translations([entry.comment.id]))


def waiting_decision(comment_id: uuid.UUID) -> Decision | None:
    """The decision that waits for a second person: the newest, where it is one that waits."""
    newest = (
        select(Decision)
        .where(Decision.comment_id == comment_id)
        .order_by(Decision.at.desc())
        .limit(1)
    )
    found = db.session.execute(newest).scalar_one_or_none()
    return found if found is not None and found.waits_for_second else None


def _checked(found: Assessment) -> Disposition:
    chosen = DISPOSITIONS.get(found.disposition)
    if chosen is None:
        raise Refused("Choose what needs to happen.")
    if not found.reason.strip():
        raise Refused("Give a reason in a few words: why did you decide this?")
    if max(len(found.reason), len(found.wishes)) > limits.TEXT:
        raise Refused(f"Use at most {limits.TEXT} characters in each field.")
    if chosen.is_abuse and not {*found.categories} & ABUSE.keys():
        raise Refused(
            "Tick at least one kind of abuse or neglect. If you are not sure, the nearest."
        )
    return chosen


def _refuse_unread(entry: CommentEntry, chosen: Disposition, reader: uuid.UUID) -> None:
    """Raising a concern never waits for a translation; saying that there is none does."""
    if not chosen.is_abuse and not is_understood(entry, reader):
        raise Refused(
            "You do not read this language, so the comment still counts as unread. Ask a speaker"
            " what it says, or record a safeguarding concern now if you already see one."
        )


def _takes_lower(comment: Comment, chosen: Disposition) -> bool:
    held = decisions_standing([comment.id]).get(comment.id)
    if held is not None:
        return chosen.rank < DISPOSITIONS[held.disposition].rank
    return comment.signal >= HIGH and not chosen.is_abuse


def _refuse_confirming(first: Decision, second: User, reason: str) -> None:
    newest = waiting_decision(first.comment_id)
    if newest is None or newest.id != first.id:
        raise Conflict("Something else was decided about this comment meanwhile. Look again.")
    if first.by == second.email:
        raise Refused("A second person has to agree: somebody other than who decided.")
    if not reason.strip():
        raise Refused("Give a reason, in a few words: why do you agree?")


def _add(comment: Comment, decision: Decision, *, is_understood: bool) -> Decision:
    db.session.add(decision)
    db.session.flush()
    if not decision.waits_for_second and is_understood:
        comment.is_read = True
    forget_receipt_day(comment)
    detail = {"disposition": decision.disposition, "waits": decision.waits_for_second}
    record(actor=decision.by, action="comment-decide", subject=str(comment.id), detail=detail)
    return decision


def forget_receipt_day(comment: Comment) -> None:
    """Forget the day of receipt when the comment was read and nothing is left to be done.

    Of a comment that was read too late, the month stays.
    """
    held = decisions_standing([comment.id]).get(comment.id)
    if comment.is_read and held is not None and not is_open(held):
        comment.received_on = None
        for late in db.session.scalars(select(Breach).where(Breach.comment_id == comment.id)):
            late.day = late.day.replace(day=1)


def has_outcome(decision: Decision, steps: Iterable[CaseStep]) -> bool:
    """Whether one of the steps closes the case that follows from the decision."""
    return any(step.kind == OUTCOME and step.at >= decision.at for step in steps)


def is_open(decision: Decision) -> bool:
    """Whether a case follows from the decision that has no outcome yet."""
    if not DISPOSITIONS[decision.disposition].is_case:
        return False
    closed = select(CaseStep.id).where(
        CaseStep.comment_id == decision.comment_id,
        CaseStep.kind == OUTCOME,
        CaseStep.at >= decision.at,
    )
    return db.session.execute(closed).first() is None
