"""Keying in paper booklets: stored at once, a tenth keyed twice by another, differences settled."""

import re

import pytest
from flask import g

from app.collection.paper.models import PaperEntry
from app.collection.paper.operations import is_drawn
from app.collection.paper.queries import agreement_of, entries_of
from app.collection.responses.models import Response
from app.collection.responses.operations import content_hash
from app.extensions import db
from app.surveys.parts import Kind
from tests.counting import counted_statements
from tests.factories import link, question, survey
from tests.links import forget_addresses
from tests.staff import EMAILS, recorded, signed_in

NEW = "/staff/collection/links/K7QF2M/paper/new"
OF = survey(
    question("happy", Kind.YES_NO, "yes", "no"),
    question("often", Kind.MULTIPLE_CHOICE, "a", "b"),
    question("why", Kind.COMMENT),
)


class Keyer:
    """A browser of one of two people; the open context must not remember the other one."""

    def __init__(self, client):
        self._client = client

    def get(self, *given, **more):
        g.pop("_login_user", None)
        return self._client.get(*given, **more)

    def post(self, *given, **more):
        g.pop("_login_user", None)
        return self._client.post(*given, **more)


@pytest.fixture
def keyers(app, context):
    """Two people who key in booklets of a link."""
    forget_addresses()
    link(OF)
    return Keyer(signed_in(app, "reader")), Keyer(signed_in(app, "admin"))


def stored():
    """Answers and notes of every response."""
    db.session.rollback()
    rows = db.session.execute(db.select(Response)).scalars()
    return [(row.answers, row.notes) for row in rows]


def entry():
    """The only booklet."""
    db.session.rollback()
    [only] = entries_of("K7QF2M")
    return only


def test_a_booklet_is_stored_at_once_like_any_answer(keyers):
    first, _ = keyers
    shown = first.get(f"{NEW}?locale=ur")
    assert re.findall(r'name="(happy|often|why)"', shown.text) == [
        "happy", "happy", "happy", "often", "often", "why",
    ]  # fmt: skip
    data = {"number": "b-7", "happy": "yes", "often": ["b", "a"], "why": "Kind people."}
    assert first.post(f"{NEW}?locale=ur", data=data).status_code == 303
    assert stored() == [({"happy": "yes", "often": ["a", "b"], "why": "Kind people."}, ["paper"])]
    assert (entry().number, entry().locale, entry().is_sampled) == ("B7", "ur", True)
    assert recorded("booklet-keyed") == [
        (EMAILS["reader"], "booklet-keyed", "K7QF2M", {"number": "B7"})
    ]


def test_the_same_number_again_is_refused_and_nothing_typed_is_lost(keyers):
    first, second = keyers
    first.post(NEW, data={"number": "7", "happy": "yes"})
    again = second.post(NEW, data={"number": "7", "happy": "no", "why": "Typed."})
    assert again.status_code == 422
    assert "Booklet 7 was keyed in already." in again.text
    assert "Typed." in again.text
    assert stored() == [({"happy": "yes"}, ["paper"])]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"happy": "yes"}, "Type the number on the front"),
        ({"number": "X" * 21, "happy": "yes"}, "Type the number on the front"),
        ({"number": "!!", "happy": "yes"}, "Type the number on the front"),
        ({"number": "1"}, "Please answer one question or more."),
        ({"number": "1", "happy": "maybe"}, "Choose one of the answers in the list."),
        ({"number": "1", "nap": "x"}, "This survey has no question with this name."),
        ({"number": "1", "happy": "yes", "survey_version": "9"}, "There is no such version"),
    ],
)
def test_what_cannot_be_is_said_and_stores_nothing(keyers, data, said):
    reply = keyers[0].post(NEW, data=data)
    assert (reply.status_code, said in reply.text, stored()) == (422, True, [])


def test_the_second_entry_is_another_persons_and_does_not_show_the_first(keyers):
    first, second = keyers
    first.post(NEW, data={"number": "7", "happy": "yes", "why": "Kind people."})
    address = f"/staff/collection/paper/{entry().id}/again"
    own = first.get(address)
    assert (own.status_code, "Ask somebody else" in own.text) == (422, True)
    assert "Kind people." not in second.get(address).text
    done = second.post(address, data={"happy": "yes", "why": "Kind people."})
    assert done.status_code == 303
    assert (entry().is_settled, entry().compared, entry().alike) == (True, 2, 2)
    assert second.get(address).status_code == 422


@pytest.mark.parametrize(
    ("chosen", "answers"),
    [
        ({"happy": "first", "why": "first"}, {"happy": "yes", "why": "Kind."}),
        ({"happy": "second", "why": "first"}, {"happy": "no", "why": "Kind."}),
        ({"happy": "first", "why": "second"}, {"happy": "yes"}),
    ],
)
def test_differences_are_settled_by_what_the_paper_says(keyers, chosen, answers):
    first, second = keyers
    first.post(NEW, data={"number": "7", "happy": "yes", "why": "Kind."})
    second.post(f"/staff/collection/paper/{entry().id}/again", data={"happy": "no"})
    reconcile = f"/staff/collection/paper/{entry().id}/reconcile"
    shown = second.get(reconcile).text
    assert ("Kind." in shown, "No answer" in shown) == (True, True)
    assert second.post(reconcile, data=chosen).status_code == 303
    assert stored() == [(answers, ["paper"])]
    assert (entry().is_settled, entry().second_answers, entry().alike) == (True, None, 0)
    [row] = db.session.execute(db.select(Response)).scalars()
    assert row.content_hash == content_hash(
        link_token="K7QF2M", survey_id="tiny", version=1, answers=answers
    )
    assert all("Kind" not in str(detail) for *_, detail in recorded())


def test_a_difference_left_out_is_asked_for_again(keyers):
    first, second = keyers
    first.post(NEW, data={"number": "7", "happy": "yes"})
    second.post(f"/staff/collection/paper/{entry().id}/again", data={"happy": "no"})
    reply = second.post(f"/staff/collection/paper/{entry().id}/reconcile", data={})
    assert (reply.status_code, "Choose for every question" in reply.text) == (422, True)
    assert stored() == [({"happy": "yes"}, ["paper"])]


def test_about_one_in_ten_is_drawn_and_always_the_same_ones():
    drawn = [is_drawn("K7QF2M", str(each), secret="s") for each in range(1000)]
    assert 60 < sum(drawn) < 140
    assert drawn == [is_drawn("K7QF2M", str(each), secret="s") for each in range(1000)]


def test_agreement_is_said_from_ten_booklets_on(context):
    entries = [PaperEntry(compared=10, alike=9) for _ in range(10)]
    few = agreement_of([*entries[:9], PaperEntry(compared=0, alike=0)])
    enough = agreement_of(entries)
    assert (few.booklets, few.share) == (9, None)
    assert (enough.alike, enough.compared, round(enough.share.low, 3)) == (90, 100, 0.826)


def test_the_list_takes_the_same_queries_however_many_booklets(keyers):
    first, _ = keyers

    def counted():
        with counted_statements() as statements:
            assert first.get("/staff/collection/links/K7QF2M/paper").status_code == 200
        return len(statements)

    first.post(NEW, data={"number": "0", "happy": "yes"})
    before = counted()
    for number in range(1, 6):
        first.post(NEW, data={"number": str(number), "happy": "yes"})
    assert counted() == before


@pytest.mark.parametrize(
    "address",
    [
        "/staff/collection/links/N0NE00/paper",
        "/staff/collection/links/N0NE00/paper/new",
        f"{NEW}?locale=fr",
        "/staff/collection/paper/00000000-0000-4000-8000-000000000000/again",
        "/staff/collection/paper/00000000-0000-4000-8000-000000000000/reconcile",
    ],
)
def test_what_does_not_exist_is_not_found(keyers, address):
    assert keyers[0].get(address).status_code == 404
