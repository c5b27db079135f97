"""Every staff page says what needs somebody now, and that nobody looked for harm."""

from datetime import UTC, date, datetime

import pytest
from flask import g

from app.comments.machine.models import LookedThrough
from app.comments.queue.attention import Attention, attention
from app.comments.queue.cases import add_step
from app.comments.queue.models import Decision
from app.extensions import db
from app.kernel import clock
from tests.comments import comment, hold_still, reading
from tests.counting import counted_statements
from tests.staff import signed_in, user

NOTHING = {"unread": 0, "late": 0, "strong": 0, "quiet": 0, "unflagged": 0}
NINE = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)


@pytest.fixture
def amal(context, monkeypatch):
    hold_still(monkeypatch, 2026, 11, 25, 9, 5)
    monkeypatch.setattr("app.comments.queue.attention.now", lambda: clock.now())
    return user("reader", name="Amal", email="amal@example.org")


def last_pass(at=NINE):
    db.session.add(LookedThrough(id=1, at=at))
    db.session.commit()


def complaint(about, at):
    db.session.add(
        Decision(
            comment_id=about.id,
            at=at,
            by="amal@example.org",
            disposition="complaint",
            reason="They want an answer",
            categories=[],
            wishes="",
            prompts=[],
            waits_for_second=False,
            confirms=None,
        )
    )
    db.session.commit()


def needs(reader):
    return attention(reader=reader.id, nation="England")


def test_it_counts_what_is_unread_late_and_tells_of_harm(amal):
    last_pass()
    for received, signal in ((25, 0), (25, 2), (20, 1)):
        reading(comment(received_on=date(2026, 11, received), signal=signal))
    assert needs(amal) == Attention(
        **NOTHING | {"unread": 3, "late": 1, "strong": 1}, silent_since=NINE
    )


def test_a_strong_sign_in_what_names_the_reader_is_not_counted_for_them(amal):
    last_pass()
    reading(comment("Amal hit me", signal=2))
    assert (needs(amal).unread, needs(amal).strong) == (1, 0)
    assert needs(user("reader", name="Bea", email="bea@example.org")).strong == 1


@pytest.mark.parametrize(
    ("came", "unflagged"),
    [(NINE, 0), (datetime(2026, 11, 25, 8, 50, tzinfo=UTC), 1), (None, 1)],
    ids=["came round", "silent", "never came"],
)
def test_comments_in_which_nothing_looked_for_harm_are_told(amal, came, unflagged):
    if came:
        last_pass(came)
    comment("They slap me")
    found = needs(amal)
    assert (found.unflagged, found.silent_since) == (unflagged, came)


def test_what_the_machine_has_read_is_not_unflagged_while_it_is_silent(amal):
    reading(comment("They slap me"))
    assert needs(amal).unflagged == 0


@pytest.mark.parametrize(
    ("day", "steps", "quiet"),
    # Wednesday the 25th: five working days have begun since Wednesday the 18th, six since the 17th.
    [(17, (), 1), (18, (), 0), (10, ("told",), 0), (10, ("outcome",), 0)],
    ids=["over five days", "five days", "a step since", "closed"],
)
def test_a_complaint_without_a_step_is_told(amal, day, steps, quiet):
    made = comment("Nobody ever answers", is_read=True)
    complaint(made, datetime(2026, 11, day, 12, tzinfo=UTC))
    for kind in steps:
        add_step(
            comment_id=made.id, kind=kind, whom="The family", reference="", note="", reader=amal.id
        )
    db.session.commit()
    assert needs(amal).quiet == quiet


def test_every_staff_page_says_it(app, context):
    client = signed_in(app, "reader")
    assert "Needs somebody now" not in client.get("/staff/administration/services").text
    comment("They slap me", signal=2)
    for path in ("/staff/", "/staff/administration/services", "/staff/evidence", "/staff/comments"):
        said = " ".join(client.get(path).text.split())
        assert 'aria-label="Needs somebody now"' in said
        assert "1 comment to read" in said
        assert "1 with a strong sign of harm" in said
        assert "No sign of harm has been looked for in 1 comment" in said
        assert "has never come round" in said
    g.pop("_login_user", None)
    assert "Needs somebody now" not in app.test_client().get("/staff/sign-in").text


def test_it_takes_a_constant_number_of_statements(amal):
    def asked():
        with counted_statements() as statements:
            needs(amal)
        return len(statements)

    comment("One", signal=2)
    before = asked()
    for number in range(5):
        comment(f"Number {number}", signal=2)
    assert asked() == before
