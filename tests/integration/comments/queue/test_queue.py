"""The queue: strong signals first, then age; nobody sees there what is about them."""

from datetime import date

import pytest

from app.comments.queue.decisions import Assessment, decide
from app.comments.queue.queue import AT_ONCE, next_in_queue, queue_page
from app.extensions import db
from tests.comments import ASKED, comment, hold_still, on_rota, reading, reads
from tests.counting import counted_statements
from tests.factories import link, service
from tests.staff import user


@pytest.fixture
def amal(context, monkeypatch):
    hold_still(monkeypatch, 2026, 11, 25, 9, 0)
    return user("reader", name="Amal", email="amal@example.org")


def day(number):
    return date(2026, 11, number)


def lines(reader, **more):
    return queue_page(reader=reader.id, nation="England", **more).lines


def test_signals_come_first_and_then_the_oldest(amal):
    comment("new", received_on=day(25))
    comment("old", received_on=day(20))
    comment("raised", received_on=day(25), signal=1)
    comment("strong", received_on=day(25), signal=2)
    comment("read", is_read=True)
    assert [line.excerpt for line in lines(amal)] == ["strong", "raised", "old", "new"]


def test_it_says_how_long_each_waits_and_whose_turn_it_is(amal):
    bea = user("reader", name="Bea", email="bea@example.org")
    on_rota(amal, "reader")
    on_rota(bea, "nominated")
    comment("new", received_on=day(24))
    comment("old", received_on=day(20))
    old, new = lines(amal)
    assert (old.waited, old.part, old.turn, old.is_mine) == (3, "nominated", ("Bea",), False)
    assert (new.waited, new.part, new.turn, new.is_mine) == (1, "reader", ("Amal",), True)


def test_it_counts_what_is_late(amal):
    for number in (20, 23, 24):
        comment(received_on=day(number))
    found = queue_page(reader=amal.id, nation="England")
    assert (found.unread, found.late, found.oldest) == (3, {"deputy": 1, "nominated": 1}, 3)


def test_a_language_that_the_reader_lacks_is_said(amal):
    comment("چائے ٹھنڈی ہے", locale="ur")
    assert [line.needs_speaker for line in lines(amal)] == [True]
    reads(amal, languages=["ur"])
    assert [line.needs_speaker for line in lines(amal)] == [False]


def test_what_may_be_about_the_reader_goes_elsewhere(amal):
    comment("Amal shouted at me")
    other = comment("The tea is cold")
    found = queue_page(reader=amal.id, nation="England")
    assert ([line.comment_id for line in found.lines], found.elsewhere) == ([other.id], 1)
    assert next_in_queue(amal.id) == other.id
    assert next_in_queue(amal.id, other.id) is None


def test_what_waits_for_a_second_person_stays_and_says_so(amal):
    made = comment(signal=2)
    decide(comment_id=made.id, found=Assessment("no_concern", "Dominoes"), reader=amal.id)
    assert [line.waits_for_second for line in lines(amal)] == [True]


def test_kinds_of_harm_are_named_and_personal_details_masked(amal):
    made = comment("Ring me on 07700 900123, they took my ring", signal=2)
    reading(made, signals=["financial"])
    [line] = lines(amal)
    assert line.possible_harm == ("financial",)
    assert "900123" not in line.excerpt


def test_a_service_alone(amal):
    comment("here")
    elsewhere = link(ASKED, token="M3PWQZ", service_id=service("Other House").id)
    comment("there", at=elsewhere)
    assert [line.excerpt for line in lines(amal, service=elsewhere.service_id)] == ["there"]
    assert queue_page(reader=amal.id, nation="England", service=elsewhere.service_id).unread == 1


def test_pages_follow_each_other_in_a_constant_number_of_statements(amal):
    numbers = []
    for more in (3, AT_ONCE):
        for _ in range(more):
            reading(comment())
        db.session.expire_all()
        with counted_statements() as statements:
            found = queue_page(reader=amal.id, nation="England")
        numbers.append(len(statements))
    assert numbers[0] == numbers[1]
    assert (len(found.lines), found.next_page) == (AT_ONCE, 2)
    assert len(lines(amal, number=2)) == 3
