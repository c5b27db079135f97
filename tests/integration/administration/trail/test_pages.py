"""The audit record on its page: found by person, kind, record and day, and taken as a file."""

import csv
import io
import re

import pytest

from app.administration.accounts.operations import record
from app.administration.trail.queries import Wanted, entries_page
from app.extensions import db
from tests.comments import hold_still
from tests.staff import EMAILS, recorded, signed_in
from tests.trail import entries

AUDIT = "/staff/administration/audit"


@pytest.fixture
def written(app, monkeypatch):
    """Entries of two people on two days."""
    with app.app_context():
        for day, actor, action, subject in (
            (1, "ann@example.org", "comment-open", "c1"),
            (1, "bob@example.org", "comment-open", "c2"),
            (2, "ann@example.org", "evidence-pack", "=cqc-saf"),
        ):
            hold_still(monkeypatch, 2026, 11, day, 23, 30)
            record(actor=actor, action=action, subject=subject)
        db.session.commit()
    monkeypatch.undo()


def subjects(page):
    return re.findall(r"<td>(c\d|=cqc-saf|survey \d+)</td>", page)


def test_the_record_is_shown_newest_first_and_page_by_page(app):
    client = signed_in(app)
    with app.app_context():
        for number in range(60):
            record(actor="x@example.org", action="export", subject=f"survey {number}")
        db.session.commit()
    pages = [subjects(client.get(f"{AUDIT}?page={page}&kind=export").text) for page in (1, 2, 3)]
    assert pages == [
        [f"survey {number}" for number in range(59, 9, -1)],
        [f"survey {number}" for number in range(9, -1, -1)],
        [],
    ]
    assert "page=2&amp;kind=export" in client.get(f"{AUDIT}?kind=export").text
    assert client.get(f"{AUDIT}?page=-5").status_code == 200
    assert client.get(f"{AUDIT}?page=999999999999999999999").status_code == 200


def test_the_record_knows_whether_there_is_more(context):
    for number in range(50):
        record(actor="x@example.org", action="export", subject=str(number), detail={"n": number})
    db.session.commit()
    entries, has_older = entries_page(Wanted(), page=1)
    assert (len(entries), has_older, entries[0].detail) == (50, False, {"n": 49})


def test_it_is_found_by_person_kind_record_and_day(app, written):
    client = signed_in(app)
    found = {
        asked: subjects(client.get(f"{AUDIT}?{asked}").text)
        for asked in (
            "person=ANN",
            "kind=comment-open",
            "about=C2",
            "first=2026-11-02&last=2026-11-02",
            "person=ann&last=2026-11-01",
            "person=%25",
        )
    }
    assert found == {
        "person=ANN": ["=cqc-saf", "c1"],
        "kind=comment-open": ["c2", "c1"],
        "about=C2": ["c2"],
        "first=2026-11-02&last=2026-11-02": ["=cqc-saf"],
        "person=ann&last=2026-11-01": ["c1"],
        "person=%25": [],
    }
    refused = client.get(f"{AUDIT}?first=2026-02-30")
    assert (refused.status_code, "Type the date as year-month-day" in refused.text) == (422, True)


def test_what_was_chosen_is_taken_as_a_file_and_that_is_recorded(app, written):
    client = signed_in(app)
    page = client.get(f"{AUDIT}?person=ann").text
    assert '<input type="hidden" name="person" value="ann">' in page
    file = client.post(f"{AUDIT}/export", data={"person": "ann"})
    rows = list(csv.reader(io.StringIO(file.data.decode("utf-8-sig"))))
    with app.app_context():
        one, _, three, *_ = entries()
        assert rows == [
            ["number", "at", "who", "what", "to what", "more", "hash"],
            ["1", "2026-11-01T23:30:00+00:00", *rows[1][2:3], "comment-open", "c1", "{}", one.hash],
            ["3", "2026-11-02T23:30:00+00:00", *rows[2][2:3], *rows[2][3:6], three.hash],
        ]
        assert rows[2][2:6] == ["ann@example.org", "evidence-pack", "'=cqc-saf", "{}"]
        assert recorded("audit-exported") == [
            (EMAILS["admin"], "audit-exported", "audit record", {"person": "ann"})
        ]
    assert file.mimetype == "text/csv"
