"""Who is told, when, and with not a word of the comment; through a real mail server."""

from datetime import date

import pytest
from sqlalchemy import Date, DateTime, select

from app.administration.accounts.models import User
from app.comments.queue.decisions import Assessment, decide
from app.comments.queue.mail import Mailer
from app.comments.queue.models import Breach, Notice
from app.comments.queue.notices import send_waiting, watch
from app.extensions import db
from app.kernel.database import Base
from tests.comments import comment, hold_still, on_rota, reads
from tests.mail import SENDER
from tests.staff import user

QUEUE = "https://fb.example.org/staff/comments"


@pytest.fixture
def staff(context, monkeypatch):
    """A reader, a deputy and a nominated individual, on a Tuesday morning."""
    hold_still(monkeypatch, 2026, 11, 24, 9, 0)
    made = {}
    for part in ("reader", "deputy", "nominated"):
        made[part] = user("reader", name=part.title(), email=f"{part}@example.org")
        on_rota(made[part], part)
    return made


def told():
    rows = db.session.query(Notice).order_by(Notice.kind)
    return [(row.kind, db.session.get_one(User, row.user_id).name) for row in rows]


def test_a_strong_signal_is_told_at_once_and_only_once(staff):
    comment(signal=2)
    comment(signal=1)
    assert [watch("England"), watch("England")] == [1, 0]
    assert told() == [("signal", "Reader")]


def test_it_goes_past_who_is_away_and_past_whom_it_names(staff):
    reads(staff["reader"], away_from=date(2026, 11, 20), away_until=date(2026, 11, 27))
    comment("Deputy slapped me", signal=2)
    watch("England")
    assert told() == [("signal", "Nominated")]


def test_what_nobody_read_is_a_breach_and_climbs(staff, monkeypatch):
    made = comment(received_on=date(2026, 11, 20))
    watch("England")
    assert told() == [("deputy", "Deputy")]
    hold_still(monkeypatch, 2026, 11, 25, 9, 0)
    watch("England")
    assert told() == [("deputy", "Deputy"), ("nominated", "Nominated")]
    breaches = db.session.query(Breach).order_by(Breach.day)
    assert [(row.comment_id, row.part, row.day.day) for row in breaches] == [
        (made.id, "deputy", 24), (made.id, "nominated", 25),
    ]  # fmt: skip


def test_of_what_was_late_only_the_month_stays_once_nothing_is_left_to_do(staff):
    made = comment(received_on=date(2026, 11, 20))
    watch("England")
    found = Assessment("no_concern", "Praise")
    decide(comment_id=made.id, found=found, reader=staff["reader"].id)
    db.session.commit()
    [late] = db.session.query(Breach)
    assert late.day == date(2026, 11, 1)
    tables = {each.name: each for each in Base.metadata.sorted_tables}
    kept = {
        f"{name}.{column.name}": held
        for name in ("comments", "decisions", "breaches", "notices")
        for column in tables[name].columns
        if isinstance(column.type, Date | DateTime)
        for held in db.session.scalars(select(column))
    }
    assert set(kept) == {"comments.received_on", "decisions.at", "breaches.day"}
    assert (kept["comments.received_on"], kept["breaches.day"]) == (None, late.day)


def test_what_was_read_is_nobodys_delay(staff):
    comment(received_on=date(2026, 11, 2), is_read=True)
    assert watch("England") == 0


def unsent():
    return db.session.query(Notice).filter_by(is_sent=False).count()


def test_a_message_holds_the_number_and_the_address_and_no_word(staff, mailer, inbox):
    comment("A carer slaps my aunt", signal=2)
    comment("They mock her prayers", signal=2)
    watch("England")
    assert send_waiting(mailer, QUEUE, db.session.commit) == 1
    [(recipients, content)] = inbox.messages
    assert recipients == ["reader@example.org"]
    assert "Subject: Own Words: 2 comments for you to read" in content
    assert "- 2: may report harm and should be read now" in content
    assert QUEUE in content
    assert not any(word in content for word in ("slap", "aunt", "prayer", "Example House"))
    assert (send_waiting(mailer, QUEUE, db.session.commit), unsent()) == (0, 0)


def test_what_could_not_be_sent_stays_and_is_sent_later(staff, mailer, inbox, caplog):
    comment(signal=2)
    watch("England")
    inbox.is_full = True
    assert (send_waiting(mailer, QUEUE, db.session.commit), unsent()) == (0, 1)
    nowhere = Mailer("smtp://somebody:hunter2@127.0.0.1:1", SENDER)
    assert (send_waiting(nowhere, QUEUE, db.session.commit), unsent()) == (0, 1)
    assert "hunter2" not in caplog.text
    inbox.is_full = False
    assert (send_waiting(mailer, QUEUE, db.session.commit), unsent()) == (1, 0)


def test_a_password_is_not_sent_without_tls(staff, mailer, inbox):
    comment(signal=2)
    watch("England")
    bare = Mailer(mailer.url.replace("smtp://", "smtp://somebody:hunter2@"), SENDER)
    assert (send_waiting(bare, QUEUE, db.session.commit), inbox.messages) == (0, [])


def test_who_left_is_not_written_to(staff, mailer, inbox):
    comment(signal=2)
    watch("England")
    staff["reader"].is_active = False
    assert send_waiting(mailer, QUEUE, db.session.commit) == 0
