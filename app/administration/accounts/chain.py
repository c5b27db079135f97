"""The chain of the audit record: an entry's hash holds it and, through the one before, all others.

Plain Python. What is hashed is the canonical JSON of a format's name, the hash before, and every
word of the entry, so that the same entry has the same hash whatever database keeps it.
"""

import hashlib
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

from app.kernel.localised import canonical_json

FORMAT: Final = "own-words-audit-1"
START: Final = "0" * 64
"""Stands for the hash before the first entry."""


@dataclass(frozen=True)
class Said:
    """What an entry says, before it has its number."""

    at: datetime
    actor: str
    action: str
    subject: str
    detail: dict[str, Any]
    id: uuid.UUID = field(default_factory=uuid.uuid4)


@dataclass(frozen=True)
class Chained:
    """An entry in its place."""

    number: int
    hash: str
    said: Said


def entry_hash(previous: str, number: int, said: Said) -> str:
    """The SHA-256 (hexadecimal) of an entry.

    Args:
        previous: the hash of the entry before, or `START`.
        number: its place, from 1.
        said: a moment without a zone is in UTC, as SQLite gives it back.
    """
    at = said.at if said.at.tzinfo else said.at.replace(tzinfo=UTC)
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    words = [said.actor, said.action, said.subject, said.detail]
    hashed = canonical_json([FORMAT, previous, number, str(said.id), moment, *words])
    return hashlib.sha256(hashed.encode(errors="surrogatepass")).hexdigest()


def chained(entries: Iterable[Said], *, after: int, previous: str) -> Iterator[Chained]:
    """The entries in their places after the one of a number and hash."""
    for number, said in enumerate(entries, start=after + 1):
        previous = entry_hash(previous, number, said)
        yield Chained(number, previous, said)
