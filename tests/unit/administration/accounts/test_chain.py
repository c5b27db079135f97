"""The chain of the audit record: what is hashed, and how one entry holds the others."""

import hashlib
import uuid
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

from app.administration.accounts.chain import START, Said, chained, entry_hash

SAID = Said(
    at=datetime(2026, 12, 1, 2, 46, tzinfo=UTC),
    actor="lead@example.org",
    action="role-changed",
    subject="ann@example.org",
    detail={"before": "reader", "after": "admin"},
    id=uuid.UUID(int=7),
)


def test_what_is_hashed_is_written_down_so_that_others_can_hash_it_too():
    text = (
        f'["own-words-audit-1","{START}",1,"00000000-0000-0000-0000-000000000007",'
        '"2026-12-01T02:46:00.000000+00:00","lead@example.org","role-changed","ann@example.org",'
        '{"after":"admin","before":"reader"}]'
    )
    assert entry_hash(START, 1, SAID) == hashlib.sha256(text.encode()).hexdigest()


def test_a_moment_is_the_same_in_every_zone_and_as_sqlite_gives_it_back():
    summer = timezone(timedelta(hours=1))
    elsewhere = replace(SAID, at=SAID.at.astimezone(summer))
    bare = replace(SAID, at=SAID.at.replace(tzinfo=None))
    assert {entry_hash(START, 1, each) for each in (SAID, elsewhere, bare)} == {
        entry_hash(START, 1, SAID)
    }


def test_every_word_number_and_the_entry_before_change_the_hash():
    others = (
        (START, 2, SAID),
        ("1" * 64, 1, SAID),
        (START, 1, replace(SAID, actor="x")),
        (START, 1, replace(SAID, action="x")),
        (START, 1, replace(SAID, subject="x")),
        (START, 1, replace(SAID, detail={})),
        (START, 1, replace(SAID, at=SAID.at + timedelta(microseconds=1))),
        (START, 1, replace(SAID, id=uuid.UUID(int=8))),
    )
    hashes = {entry_hash(*each) for each in ((START, 1, SAID), *others)}
    assert len(hashes) == 1 + len(others)


def test_entries_stand_one_after_the_other():
    first, second = chained([SAID, SAID], after=4, previous="a" * 64)
    assert (first.number, second.number) == (5, 6)
    assert first.hash == entry_hash("a" * 64, 5, SAID)
    assert second.hash == entry_hash(first.hash, 6, SAID)
