"""Following complaints and concerns to their outcome, step by step."""

import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlalchemy import func, select

from app.administration.accounts.operations import record
from app.administration.accounts.queries import get_user
from app.administration.organisation.models import Service
from app.collection.responses.models import Comment
from app.comments.queue.access import comment_for
from app.comments.queue.clock import last_day_before
from app.comments.queue.comments import comment_entries
from app.comments.queue.decisions import forget_receipt_day, has_outcome, waiting_decision
from app.comments.queue.dispositions import DISPOSITIONS, OUTCOME, STEPS, Disposition
from app.comments.queue.models import CaseStep, Decision
from app.comments.queue.queries import decisions_standing, hidden_from
from app.extensions import db
from app.kernel import limits
from app.kernel.clock import here, start_of, today
from app.kernel.errors import Refused

REFERRED: Final = "referred"
QUIET: Final = 5
"""An open case is quiet when more than so many working days began since anything was done."""

CASE_CODES: Final = tuple(code for code, each in DISPOSITIONS.items() if each.is_case)


@dataclass(frozen=True, slots=True)
class Case:
    """A complaint or concern; without the words that began it. `last` is what was done last."""

    comment_id: uuid.UUID
    service: Service | None
    decision: Decision
    disposition: Disposition
    steps: tuple[CaseStep, ...]

    @property
    def last(self) -> CaseStep | None:
        """What was done last, or None."""
        return self.steps[-1] if self.steps else None

    @property
    def is_open(self) -> bool:
        """Whether there is no outcome yet."""
        return not has_outcome(self.decision, self.steps)

    @property
    def is_referred(self) -> bool:
        """Whether it was handed on to somebody, such as a council or the police."""
        return any(step.kind == REFERRED for step in self.steps)


def add_step(
    *, comment_id: uuid.UUID, kind: str, whom: str, reference: str, note: str, reader: uuid.UUID
) -> None:
    """Record what was done about a comment.

    Raises:
        NotFound: when there is no such comment, or it may be about this reader.
        Refused: for a kind that is none, text that is missing or too long, or an outcome while a
            decision waits for a second person.
    """
    entry = comment_for(comment_id, reader)
    if kind not in STEPS:
        raise Refused("Choose what was done.")
    if not note.strip() and not whom.strip():
        raise Refused("Say whom you notified or what was done.")
    if max(len(whom), len(reference)) > limits.LINE or len(note) > limits.TEXT:
        raise Refused(f"At most {limits.LINE} characters in a line and {limits.TEXT} in the note.")
    if kind == OUTCOME and waiting_decision(comment_id):
        raise Refused("A decision waits for a second person. It comes before the outcome.")
    by = get_user(reader).email
    db.session.add(
        CaseStep(
            comment_id=comment_id,
            by=by,
            kind=kind,
            whom=whom.strip(),
            reference=reference.strip(),
            note=note.strip(),
        )
    )
    db.session.flush()
    forget_receipt_day(entry.comment)
    record(actor=by, action="case-step", subject=str(comment_id), detail={"kind": kind})


def cases(reader: uuid.UUID) -> list[Case]:
    """Every case that this reader may know of, open ones first, then the newest."""
    ids = set(
        db.session.execute(
            select(Decision.comment_id).where(Decision.disposition.in_(CASE_CODES))
        ).scalars()
    )
    found = _cases(ids - hidden_from(reader, ids))
    return sorted(found, key=lambda case: (not case.is_open, -case.decision.at.timestamp()))


def quiet_cases(reader: uuid.UUID, nation: str) -> list[Case]:
    """Open cases that this reader may know of, on which nothing was done for `QUIET` working days.

    Args:
        nation: whose bank holidays are no working days.
    """
    since = start_of(last_day_before(QUIET, today(), nation) + timedelta(days=1))
    is_active = select(CaseStep.id).where(
        CaseStep.comment_id == Decision.comment_id, CaseStep.at >= since
    )
    is_closed = select(CaseStep.id).where(
        CaseStep.comment_id == Decision.comment_id,
        CaseStep.kind == OUTCOME,
        CaseStep.at >= Decision.at,
    )
    found = select(Decision.comment_id).where(
        Decision.disposition.in_(CASE_CODES),
        Decision.at < since,
        ~is_active.exists(),
        ~is_closed.exists(),
    )
    ids = set(db.session.execute(found).scalars())
    known = _cases(ids - hidden_from(reader, ids)) if ids else []
    return [each for each in known if each.is_open and here(each.decision.at) < since]


def cases_begun(*, first: date, last: date, reader: uuid.UUID | None) -> list[Case]:
    """Cases that were first taken for what they are now in a span of days, both ends included.

    Args:
        reader: who asks, from whom cases that may be about them are kept; None where nobody who
            could be meant asks, as in the terminal.
    """
    begun = func.min(Decision.at)
    start = start_of(first)
    end = start_of(last + timedelta(days=1))
    found = db.session.execute(
        select(Decision.comment_id, Decision.disposition)
        .where(Decision.disposition.in_(CASE_CODES), ~Decision.waits_for_second)
        .group_by(Decision.comment_id, Decision.disposition)
        .having(begun >= start, begun < end)
    )
    taken_for = {(comment_id, disposition) for comment_id, disposition in found}
    ids = {comment_id for comment_id, _ in taken_for}
    if reader is not None:
        ids -= hidden_from(reader, ids)
    return [each for each in _cases(ids) if (each.comment_id, each.disposition.code) in taken_for]


def _cases(ids: set[uuid.UUID]) -> list[Case]:
    """Those of these comments that are a case now, in four queries."""
    held = decisions_standing(ids)
    steps = _steps(ids)
    services = {
        row[0].id: row[2]
        for row in db.session.execute(comment_entries().where(Comment.id.in_(ids)))
    }
    return [
        Case(
            comment_id,
            services.get(comment_id),
            decision,
            DISPOSITIONS[decision.disposition],
            tuple(steps[comment_id]),
        )
        for comment_id, decision in held.items()
        if decision.disposition in CASE_CODES
    ]


def steps_of(comment_id: uuid.UUID) -> list[CaseStep]:
    """What was done about a comment, the first thing first."""
    return _steps({comment_id})[comment_id]


def _steps(comment_ids: set[uuid.UUID]) -> defaultdict[uuid.UUID, list[CaseStep]]:
    found = (
        select(CaseStep)
        .where(CaseStep.comment_id.in_(comment_ids))
        .order_by(CaseStep.at, CaseStep.id)
    )
    by_comment: defaultdict[uuid.UUID, list[CaseStep]] = defaultdict(list)
    for step in db.session.execute(found).scalars():
        by_comment[step.comment_id].append(step)
    return by_comment
