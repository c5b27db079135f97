"""Is the audit record whole and as it was written? Each entry is held to the one before it."""

from contextlib import closing
from dataclasses import dataclass
from typing import Final

from sqlalchemy import ScalarResult, func, select

from app.administration.accounts.chain import START, Said, entry_hash
from app.administration.accounts.models import AuditChain, AuditEntry
from app.extensions import db
from app.kernel.clock import here
from app.kernel.errors import Refused

AT_ONCE: Final = 1_000
WHAT_TO_DO: Final = (
    "Keep this database as it is, and compare with your last backup: `ownwords audit verify` says "
    "of the restored one whether it is whole."
)


class BrokenTrail(Refused):
    """The record is not as it was written; the message names the first entry that does not fit."""


@dataclass(frozen=True)
class WholeTrail:
    """A record in which every entry fits.

    `entries` are there; `first` is the number of the oldest, `number` and `head` are the number
    and hash of the last that was ever made.
    """

    entries: int
    first: int
    number: int
    head: str


@dataclass(frozen=True)
class _Ends:
    number: int
    head: str
    anchor: int
    anchor_hash: str


def verify_trail() -> WholeTrail:
    """Go through the whole record, from its oldest entry to its end.

    Raises:
        BrokenTrail: when an entry was changed, taken out or put in; the first that does not fit.
    """
    # Entries that are made meanwhile lie beyond the end that is read after this.
    highest = db.session.scalar(select(func.max(AuditEntry.number))) or 0
    ends = _ends()
    if highest > ends.number:
        raise BrokenTrail(
            f"Entry {highest} lies beyond the end of the record, which is {ends.number}: it was "
            f"not written by Own Words. {WHAT_TO_DO}"
        )
    before, previous = ends.anchor, ends.anchor_hash
    with closing(_entries(ends.number)) as found:
        for entry in found:
            previous = _fitting(entry, before, previous)
            before = entry.number
    if before != ends.number:
        raise BrokenTrail(
            f"Entry {before + 1} is missing: {ends.number} were made, and the record ends with "
            f"{before}. {WHAT_TO_DO}"
        )
    if previous != ends.head:
        raise BrokenTrail(f"Entry {before} is not the last that was written. {WHAT_TO_DO}")
    return WholeTrail(before - ends.anchor, ends.anchor + 1, before, previous)


def hold_to_printed(number: int, head: str) -> None:
    """Hold the record against what an evidence pack prints of it.

    Of entries that were deleted when their time was over nothing can be said but of the last.

    Raises:
        BrokenTrail: when the entry of that number has another hash, or there are fewer entries.
    """
    ends = _ends()
    if number > ends.number:
        raise BrokenTrail(
            f"{number} entries were printed, and {ends.number} are in this audit record: the last "
            f"are missing, or this is an older copy. {WHAT_TO_DO}"
        )
    found = ends.anchor_hash if number == ends.anchor else _hash_of(number)
    if found is not None and found != head:
        raise BrokenTrail(
            f"Entry {number} of the audit record has the hash {found}, and {head[:64]} was "
            f"printed: the record was written again, from there or before. {WHAT_TO_DO}"
        )


def _hash_of(number: int) -> str | None:
    return db.session.scalar(select(AuditEntry.hash).where(AuditEntry.number == number))


def _ends() -> _Ends:
    asked = (AuditChain.number, AuditChain.head, AuditChain.anchor, AuditChain.anchor_hash)
    found = db.session.execute(select(*asked)).one_or_none()
    return _Ends(*found) if found else _Ends(0, START, 0, START)


def _entries(last: int) -> ScalarResult[AuditEntry]:
    found = select(AuditEntry).where(AuditEntry.number <= last).order_by(AuditEntry.number)
    return db.session.scalars(found.execution_options(yield_per=AT_ONCE))


def _fitting(entry: AuditEntry, before: int, previous: str) -> str:
    if entry.number != before + 1:
        raise BrokenTrail(
            f"Entry {before + 1} is missing: after entry {before} comes {_named(entry)}. "
            f"{WHAT_TO_DO}"
        )
    words = (entry.actor, entry.action, entry.subject, entry.detail)
    found = entry_hash(previous, entry.number, Said(entry.at, *words, entry.id))
    if found != entry.hash:
        raise BrokenTrail(
            f"Entry {_named(entry)} does not fit: it was changed, or put in the place of another, "
            f"after it was written. {WHAT_TO_DO}"
        )
    return found


def _named(entry: AuditEntry) -> str:
    return f"{entry.number} ({entry.action}, {here(entry.at):%Y-%m-%d %H:%M})"
