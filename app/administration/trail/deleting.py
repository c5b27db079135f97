"""Deleting entries of the audit record whose time is over; the chain goes on from an anchor."""

from datetime import datetime

from sqlalchemy import delete, func, select, update

from app.administration.accounts.models import AuditChain, AuditEntry
from app.administration.accounts.operations import record
from app.extensions import db

DELETED = "audit-entries-deleted"


def entries_due(before: datetime) -> int:
    """How many entries are older than a moment, and nothing that is kept stands before them."""
    last = _last_due(before)
    counted = select(func.count()).select_from(AuditEntry).where(AuditEntry.number <= last)
    return db.session.execute(counted).scalar_one()


def delete_entries(*, before: datetime, actor: str) -> int:
    """Delete entries older than a moment; gives how many.

    The last of them is the anchor, from which the record is verified: its number and hash are
    kept, and are in the record themselves.
    """
    last = _last_due(before)
    found = db.session.scalar(select(AuditEntry.hash).where(AuditEntry.number == last))
    if found is None:
        return 0
    db.session.execute(update(AuditChain).values(anchor=last, anchor_hash=found))
    number = entries_due(before)
    db.session.execute(delete(AuditEntry).where(AuditEntry.number <= last))
    detail = {"through": last, "hash": found, "entries": number}
    record(actor=actor, action=DELETED, subject="audit record", detail=detail)
    return number


def _last_due(before: datetime) -> int:
    first_kept = select(func.min(AuditEntry.number)).where(AuditEntry.at >= before)
    kept = db.session.scalar(first_kept)
    if kept is not None:
        return int(kept) - 1
    return db.session.scalar(select(func.max(AuditEntry.number))) or 0
