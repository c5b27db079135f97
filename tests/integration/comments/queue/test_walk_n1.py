"""Walk N1, after it arrived: a disclosure in Urdu that names the deputy, on a Friday evening."""

from datetime import date

import pytest

from app.comments.machine.engine.signals import signals
from app.comments.queue.models import Breach, Decision, Notice
from app.comments.queue.notices import watch
from app.comments.queue.queue import queue_page
from app.extensions import db
from tests.comments import comment, hold_still, on_rota, reading, reads
from tests.staff import PASSWORD, user

WORDS = "ڈپٹی مینیجر میری خالہ کو تھپڑ مارتی ہے اور ان کی نماز کا مذاق اڑاتی ہے"
FRIDAY = (2026, 11, 20, 18, 40)


@pytest.fixture
def staff(context, monkeypatch):
    """The named reader is on leave; the deputy reader is the deputy manager."""
    hold_still(monkeypatch, *FRIDAY)
    made = {}
    for part in ("reader", "deputy", "nominated"):
        made[part] = user("reader", name=f"{part} person", email=f"{part}@example.org")
        on_rota(made[part], part)
    reads(made["reader"], away_from=date(2026, 11, 16), away_until=date(2026, 11, 27))
    reads(made["deputy"], called=["deputy manager", "ڈپٹی مینیجر"], languages=["ur"])
    return made


@pytest.fixture
def disclosed(staff):
    comment("The tea was cold.", received_on=date(2026, 11, 19))
    made = comment(WORDS, locale="ur", signal=2)
    kinds = sorted({each.category.value for each in signals(WORDS, ("ur",))})
    reading(made, language="ur", signals=kinds, sentiment="not_assessed")
    return made


def browser(app, who):
    client = app.test_client()
    client.post("/staff/sign-in", data={"email": f"{who}@example.org", "password": PASSWORD})
    return client


def test_the_words_tell_of_harm_by_themselves():
    assert {each.category.value for each in signals(WORDS, ("ur",))} >= {
        "physical", "discriminatory",
    }  # fmt: skip


def test_it_tops_the_queue_unread_and_untranslated_and_skips_the_named_deputy(staff, disclosed):
    first = queue_page(reader=staff["nominated"].id, nation="England").lines[0]
    assert (first.comment_id, first.needs_speaker) == (disclosed.id, True)
    assert first.turn == ("nominated person",)
    seen = queue_page(reader=staff["deputy"].id, nation="England")
    assert (disclosed.id in {line.comment_id for line in seen.lines}, seen.elsewhere) == (False, 1)
    watch("England")
    assert [row.user_id for row in db.session.query(Notice)] == [staff["nominated"].id]


def test_the_breach_of_the_clock_is_shown(app, staff, disclosed, monkeypatch):
    for day in (24, 25):
        hold_still(monkeypatch, 2026, 11, day, 9, 0)
        watch("England")
        db.session.commit()
    kept = db.session.query(Breach).filter_by(comment_id=disclosed.id).order_by(Breach.day)
    assert [(row.part, row.day.day) for row in kept] == [("deputy", 24), ("nominated", 25)]
    shown = browser(app, "nominated").get(f"/staff/comments/{disclosed.id}").text
    assert "Late:" in shown


def test_it_cannot_be_closed_without_a_reason_or_by_one_alone(app, staff, disclosed):
    client = browser(app, "nominated")
    page = f"/staff/comments/{disclosed.id}"
    fields = {"disposition": "safeguarding", "categories": ["discriminatory", "physical"]}
    assert client.post(f"{page}/decide", data=fields).status_code == 422
    reply = client.post(f"{page}/decide", data={**fields, "reason": "A slap; mocked prayers"})
    assert reply.status_code == 303
    assert not db.session.get_one(type(disclosed), disclosed.id).is_read
    reply = client.post(f"{page}/decide", data={"disposition": "no_concern", "reason": "Fine"})
    assert (reply.status_code, "You do not read this language" in reply.text) == (422, True)
    assert db.session.query(Decision).count() == 1


def test_figures_and_quotes_are_not_for_the_deputy_either(app, staff, disclosed):
    client = browser(app, "deputy")
    assert client.get(f"/staff/comments/{disclosed.id}").status_code == 404
    assert "تھپڑ" not in client.get("/staff/results/comments").text
