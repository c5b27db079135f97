"""Reading the audit record: who did what, to which record, when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import Select, select

from app.administration.accounts.chain import START
from app.administration.accounts.models import AuditChain, AuditEntry
from app.documents.spreadsheet import Line
from app.extensions import db
from app.kernel.clock import here, now, start_of
from app.kernel.localised import canonical_json

ENTRIES_A_PAGE: Final = 50
AT_ONCE: Final = 500
COLUMNS: Final = ("number", "at", "who", "what", "to what", "more", "hash")


@dataclass(frozen=True)
class Wanted:
    """Which entries: those of a person, a kind, about a record, within days. None asks nothing.

    `person` and `about` are parts of what stands in the entry, in any case.
    """

    person: str | None = None
    kind: str | None = None
    about: str | None = None
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True)
class TrailHead:
    """How far the record goes at a moment: its number of entries, and the hash of the last."""

    number: int
    hash: str
    at: datetime


def entries_page(wanted: Wanted, *, page: int) -> tuple[list[AuditEntry], bool]:
    """One page of the record, newest first, and whether there are older entries.

    Args:
        wanted: which entries.
        page: 1 for the newest.
    """
    found = _of(wanted).order_by(AuditEntry.number.desc())
    found = found.offset((page - 1) * ENTRIES_A_PAGE).limit(ENTRIES_A_PAGE + 1)
    entries = list(db.session.execute(found).scalars())
    return entries[:ENTRIES_A_PAGE], len(entries) > ENTRIES_A_PAGE


def lines_of(wanted: Wanted) -> Iterator[Line]:
    """The record as lines of a file, oldest first, with the hashes by which it is verified."""
    yield COLUMNS
    found = _of(wanted).order_by(AuditEntry.number).execution_options(yield_per=AT_ONCE)
    for each in db.session.scalars(found):
        when = here(each.at).isoformat(timespec="seconds")
        words = (each.actor, each.action, each.subject, canonical_json(each.detail))
        yield (each.number, when, *words, each.hash)


def kinds_of_entries() -> list[str]:
    """Every kind of entry that there is, by name."""
    return list(db.session.scalars(select(AuditEntry.action).distinct().order_by("action")))


def trail_head() -> TrailHead:
    """How far the record goes now."""
    found = db.session.execute(select(AuditChain.number, AuditChain.head)).one_or_none()
    return TrailHead(found.number, found.head, now()) if found else TrailHead(0, START, now())


def _of(wanted: Wanted) -> Select[AuditEntry]:
    found = select(AuditEntry)
    if wanted.person:
        found = found.where(AuditEntry.actor.icontains(wanted.person, autoescape=True))
    if wanted.kind:
        found = found.where(AuditEntry.action == wanted.kind)
    if wanted.about:
        found = found.where(AuditEntry.subject.icontains(wanted.about, autoescape=True))
    if wanted.first:
        found = found.where(AuditEntry.at >= start_of(wanted.first))
    if wanted.last:
        found = found.where(AuditEntry.at < start_of(wanted.last + timedelta(days=1)))
    return found
