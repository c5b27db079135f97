"""Putting entries at the end of the audit record's chain, one transaction at a time.

They wait for the commit of what they tell of: the end of the chain is locked last and shortest, so
that no two transactions wait for each other, and nobody else for a page that takes long.
"""

from dataclasses import asdict
from typing import Any, Final

from sqlalchemy import event, insert, update
from sqlalchemy.orm import Session, SessionTransaction

from app.administration.accounts.chain import START, Said, chained
from app.administration.accounts.models import AuditChain, AuditEntry
from app.extensions import db, insertion

WAITING: Final = "audit entries"
"""Under this name a database session remembers what waits for its commit."""

UNWATCHED: Final = {"synchronize_session": False}


def enter(said: Said) -> None:
    """Add an entry with the next commit; what is rolled back leaves none."""
    db.session.info.setdefault(WAITING, []).append(said)


@event.listens_for(db.session, "before_commit")
def _chain(session: Session) -> None:
    if session.in_nested_transaction():
        return
    waiting: list[Said] = session.info.pop(WAITING, [])
    if not waiting:
        return
    after, previous = _lengthened(session, len(waiting))
    made = list(chained(waiting, after=after, previous=previous))
    rows = [{**asdict(each.said), "number": each.number, "hash": each.hash} for each in made]
    session.execute(insert(AuditEntry), rows)
    session.execute(update(AuditChain).values(head=made[-1].hash), execution_options=UNWATCHED)


@event.listens_for(db.session, "after_soft_rollback")
def _forget(session: Session, undone: SessionTransaction) -> None:
    if not undone.nested:
        session.info.pop(WAITING, None)


def _lengthened(session: Session, more: int) -> tuple[int, str]:
    """Lock the end of the chain; gives the number and hash of the last entry before."""
    longer = update(AuditChain).values(number=AuditChain.number + more)
    asked: Any = longer.returning(AuditChain.number, AuditChain.head)
    found = session.execute(asked, execution_options=UNWATCHED).one_or_none()
    if found is None:
        first = {"id": 1, "number": 0, "head": START, "anchor": 0, "anchor_hash": START}
        session.execute(insertion(AuditChain).values(first).on_conflict_do_nothing())
        found = session.execute(asked, execution_options=UNWATCHED).one()
    return found.number - more, found.head
