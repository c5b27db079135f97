"""What is due is deleted, what is not stays, and figures stay as they were counted."""

import json
from datetime import UTC, date, datetime

import pytest

from app.administration.trail.verifying import verify_trail
from app.collection.links.models import Link
from app.collection.responses.models import Comment, Response
from app.comments.machine.models import ModelVersion, Reading
from app.comments.queue.decisions import Assessment, decide
from app.comments.queue.models import CaseStep, Correction, Decision, Quote
from app.comments.retention.operations import count_due, delete_due, delete_once_a_day
from app.config import KINDS_KEPT
from app.extensions import db
from app.results.feedback.models import ViewCell, ViewSum
from app.results.feedback.operations import rebuild as rebuild_views
from app.results.feedback.operations import switch
from app.results.indicators.models import AnswerSum
from app.results.indicators.operations import rebuild
from app.surveys.parts import Kind
from app.worker.jobs import count_all_answers
from tests.comments import MODEL, comment, count_views, hold_still, people
from tests.factories import link, question, survey
from tests.given import rating
from tests.staff import recorded, signed_in, user
from tests.trail import chain, made

OF = survey(rating(theme="respect"), question("why", Kind.COMMENT))
CLOSED = datetime(2040, 1, 1, 12, tzinfo=UTC)
NOTHING = {"comments": 0, "answers": 0, "cases": 0, "audit": 0}


@pytest.fixture
def home(context, monkeypatch):
    """A link that closed at the end of 2026."""
    hold_still(monkeypatch, 2026, 12, 1)
    place = link(OF)
    place.closes_on = date(2026, 12, 31)
    db.session.commit()
    return place


def deleted(kept=KINDS_KEPT):
    found = delete_due(kept=kept, actor="worker", commit=db.session.commit)
    db.session.expire_all()
    return dict(found)


def answered(place, number=12):
    return people(number, "positive", at=place, themes=["food"], answers={"respect": "always"})


def sums():
    views = db.session.query(ViewCell.theme, ViewCell.sentiment, ViewCell.people)
    shown = db.session.query(ViewSum.subject, ViewSum.code, ViewSum.shown)
    closed = db.session.query(AnswerSum.subject, AnswerSum.code, AnswerSum.counted, AnswerSum.shown)
    return [sorted(map(tuple, each)) for each in (views, shown, closed)]


def counted():
    count_all_answers()
    count_views()
    db.session.expire_all()
    return sums()


def test_words_go_a_year_after_the_link_closed_and_figures_stay(home, monkeypatch):
    answered(home)
    before = counted()
    hold_still(monkeypatch, 2027, 12, 30)
    assert deleted() == NOTHING
    hold_still(monkeypatch, 2027, 12, 31)
    assert dict(count_due(kept=KINDS_KEPT)) == {**NOTHING, "comments": 12}
    assert db.session.query(Comment).count() == 12
    assert deleted() == {**NOTHING, "comments": 12}
    assert [db.session.query(each).count() for each in (Comment, Reading, Quote)] == [0, 0, 0]
    assert {str(each.answers) for each in db.session.query(Response)} == {"{'respect': 'always'}"}
    assert recorded("retention-deleted") == [
        ("worker", "retention-deleted", "2027-12-31", {**NOTHING, "comments": 12})
    ]
    assert counted() == before
    for _ in (*rebuild(), *rebuild_views()):
        db.session.commit()
    assert counted() == before


def test_figures_stay_when_another_version_of_the_machine_reads(home, monkeypatch):
    answered(home)
    before = counted()
    hold_still(monkeypatch, 2028, 1, 1)
    deleted()
    db.session.add(ModelVersion(version="newer", is_live=False))
    db.session.commit()
    switch(version="newer", actor="a@example.org")
    assert counted() == before
    switch(version=MODEL, actor="a@example.org")
    assert counted() == before


def test_answers_go_after_three_years_and_figures_stay(home, monkeypatch):
    answered(home)
    before = counted()
    db.session.query(Link).update({"closes_on": None})
    db.session.commit()
    hold_still(monkeypatch, 2029, 9, 30)
    assert deleted() == NOTHING
    hold_still(monkeypatch, 2029, 10, 10)
    assert deleted() == {**NOTHING, "comments": 12, "answers": 12}
    found = {(str(each.answers), each.content_hash) for each in db.session.query(Response)}
    assert found == {("{}", "")}
    assert counted() == before
    for _ in (*rebuild(), *rebuild_views()):
        db.session.commit()
    assert counted() == before
    assert deleted() == NOTHING


def test_nothing_unread_and_no_open_case_goes_and_a_file_goes_in_its_time(home, monkeypatch):
    reader = user("reader")
    unread, complaint, harm = (comment(text, at=home) for text in ("one", "two", "three"))
    for each, found in ((complaint, "complaint"), (harm, "safeguarding")):
        categories = ["neglect"] if found == "safeguarding" else []
        decide(comment_id=each.id, found=Assessment(found, "why", categories), reader=reader.id)
    db.session.commit()
    hold_still(monkeypatch, 2040, 1, 1)
    kept = {**KINDS_KEPT, "audit": None}
    assert deleted(kept) == {**NOTHING, "answers": 3}
    assert sorted(str(each.answers) for each in db.session.query(Response)) == [
        "{'why': 'one'}",
        "{'why': 'three'}",
        "{'why': 'two'}",
    ]
    for each in (complaint, harm):
        said = {"by": reader.email, "whom": "", "reference": "", "note": "Closed."}
        db.session.add(CaseStep(comment_id=each.id, at=CLOSED, kind="outcome", **said))
    db.session.commit()
    hold_still(monkeypatch, 2047, 12, 31)
    assert deleted(kept) == NOTHING
    hold_still(monkeypatch, 2048, 1, 1)
    assert deleted(kept) == {**NOTHING, "comments": 1, "cases": 2}
    hold_still(monkeypatch, 2050, 1, 1)
    assert deleted(kept) == {**NOTHING, "comments": 1, "cases": 2}
    left = [db.session.query(each).count() for each in (Comment, Decision, CaseStep, Correction)]
    assert (left, db.session.get(Comment, unread.id).question_id) == ([1, 0, 0, 0], "why")


def test_old_audit_entries_go_and_the_rest_is_verified_from_the_anchor(context, monkeypatch):
    hold_still(monkeypatch, 2026, 12, 1)
    made("one", "two")
    hold_still(monkeypatch, 2027, 12, 1)
    made("three")
    head = chain().head
    hold_still(monkeypatch, 2032, 12, 1)
    assert deleted() == {**NOTHING, "audit": 2}
    assert (chain().anchor, verify_trail().first, verify_trail().entries) == (2, 3, 3)
    [(_, _, _, detail), _] = recorded("audit-entries-deleted", "retention-deleted")
    assert detail == {"through": 2, "hash": chain().anchor_hash, "entries": 2}
    hold_still(monkeypatch, 2040, 1, 1)
    assert deleted()["audit"] == 3
    whole = verify_trail()
    assert (whole.first, whole.entries, head != whole.head) == (6, 2, True)


def test_it_is_done_once_a_day_and_the_page_says_so(app, home, monkeypatch, runner):
    answered(home, 1)
    client = signed_in(app, "reader")
    page = client.get("/staff/comments/kept").text
    assert "Nothing was looked through yet." in page
    assert "<td>1 year</td>" in page
    hold_still(monkeypatch, 2028, 1, 1)
    client = app.test_client()
    again = {"kept": KINDS_KEPT, "commit": db.session.commit}
    assert dict(delete_once_a_day(**again)) == {**NOTHING, "comments": 1}
    assert delete_once_a_day(**again) is None
    done = runner("retention", "run", "--dry-run", "--json")
    assert json.loads(done.stdout) == {**NOTHING, "dry_run": True}
    assert json.loads(runner("retention", "run", "--json").stdout) == {**NOTHING, "dry_run": False}
    hold_still(monkeypatch, 2026, 12, 1)
    client.post(
        "/staff/sign-in",
        data={"email": "reader@example.org", "password": "kettle harbour violet"},
    )
    page = client.get("/staff/comments/kept").text
    assert "Looked through last on 1 January 2028." in page
    assert '<th scope="row">1 January 2028</th>' in page
