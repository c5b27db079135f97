"""A code typed before and after: however an answer comes, it carries it, and it may lack it."""

import uuid

import pytest

from app.collection.links.cards import new_code, printed
from app.collection.links.models import Link
from app.collection.matched.models import MatchedAnswer
from app.collection.matched.operations import (
    add_programme_link,
    create_linking_key,
    destroy,
    make_cards,
)
from app.collection.matched.queries import cards_made, cards_of, links_of, time_point_at
from app.collection.matched.time_points import TimePoint
from app.collection.sealing.operations import ensure_key
from app.extensions import db
from app.surveys.parts import Kind
from tests.factories import link, question, survey
from tests.links import forget_addresses, has_key
from tests.sealing import envelope
from tests.staff import signed_in

PROGRAMME, OTHER = uuid.UUID(int=1), uuid.UUID(int=2)
BEFORE, AFTER = "/s/K7QF2M/en", "/s/771Q4A/en"
OF = survey(
    question("moment", Kind.SINGLE_CHOICE, "before", "after", "later"),
    question("happy", Kind.YES_NO, "yes", "no"),
)
IDS = [uuid.UUID(int=number, version=4) for number in range(1, 5)]


@pytest.fixture
def code(context):
    """The code of one card of a programme with two moments."""
    first = link(OF)
    db.session.add(
        Link(token="771Q4A", survey_id="tiny", service_id=first.service_id, audience="staff")
    )
    for programme in (PROGRAMME, OTHER):
        create_linking_key(programme)
    add_programme_link(link_token="K7QF2M", programme_id=PROGRAMME, time_point=TimePoint.BEFORE)
    add_programme_link(link_token="771Q4A", programme_id=PROGRAMME, time_point=TimePoint.AFTER)
    [made] = make_cards(programme_id=PROGRAMME, number=1)
    db.session.commit()
    forget_addresses()
    return made


def pairs():
    """Which answers belong to one card, as the ids before and after."""
    db.session.rollback()
    moments = cards_of(PROGRAMME).by_time_point
    before, after = moments.get(TimePoint.BEFORE, {}), moments.get(TimePoint.AFTER, {})
    return {(before[card], after[card]) for card in before.keys() & after.keys()}


def test_the_page_asks_first_says_why_and_knows_its_moment(client, code):
    page = client.get(BEFORE).text
    assert page.index('name="card"') < page.index('name="happy"')
    assert "There is no list of who has which card." in page
    assert "checked" in page.split('value="before"')[1].split(">")[0]


def test_two_answers_with_one_code_are_of_one_person(send, stored, code):
    assert send(BEFORE, submission_id=str(IDS[0]), happy="no", card=code).status_code == 201
    later = send(AFTER, submission_id=str(IDS[1]), happy="yes", card=printed(code).lower())
    assert later.status_code == 201
    assert pairs() == {(IDS[0], IDS[1])}
    assert {row.id: (row.answers, row.notes) for row in stored()} == {
        IDS[0]: ({"happy": "no"}, []), IDS[1]: ({"happy": "yes"}, []),
    }  # fmt: skip


def test_no_code_is_kept_anywhere(send, code):
    send(BEFORE, submission_id=str(IDS[0]), happy="no", card=code)
    db.session.rollback()
    [kept] = db.session.execute(db.select(MatchedAnswer)).scalars()
    assert len(kept.code_hash) == 64
    assert code not in kept.code_hash


def test_the_same_answer_sent_again_changes_nothing(send, code):
    for _ in range(2):
        send(BEFORE, submission_id=str(IDS[0]), happy="no", card=code)
    send(AFTER, submission_id=str(IDS[1]), happy="yes", card=code)
    assert pairs() == {(IDS[0], IDS[1])}


def test_sealed_on_a_device_the_code_travels_too(client, code):
    for place, (path, token) in enumerate(((BEFORE, "K7QF2M"), (AFTER, "771Q4A"))):
        held = envelope(
            ensure_key(), link=token, submission_id=str(IDS[place]), happy="yes", card=code
        )
        reply = client.post(path, data={"sealed": held}, headers={"Accept": "application/json"})
        assert reply.status_code == 201
    assert pairs() == {(IDS[0], IDS[1])}


def test_without_script_the_code_travels_by_the_check_page(client, code):
    for path in (BEFORE, AFTER):
        page = client.post(path, data={"happy": "yes", "card": code, "action": "check"}).text
        assert f'name="card" value="{code}"' in page
        minted = page.split('name="submission_id" value="')[1].split('"')[0]
        sent = client.post(path, data={"happy": "yes", "card": code, "submission_id": minted})
        assert sent.status_code == 303
    assert len(pairs()) == 1


def test_on_paper_the_code_is_keyed_in(app, client, code):
    staff = signed_in(app, "reader")
    assert 'name="card"' in staff.get("/staff/collection/links/K7QF2M/paper/new").text
    for token, happy in (("K7QF2M", "no"), ("771Q4A", "yes")):
        form = {"number": "1", "happy": happy, "card": code}
        assert (
            staff.post(f"/staff/collection/links/{token}/paper/new", data=form).status_code == 303
        )
    assert len(pairs()) == 1


def test_a_slip_on_paper_is_shown_again_with_all_that_was_keyed(app, code):
    staff = signed_in(app, "reader")
    form = {"number": "1", "happy": "yes", "card": "K7QF-2M9"}
    reply = staff.post("/staff/collection/links/K7QF2M/paper/new", data=form)
    assert reply.status_code == 422
    assert 'value="K7QF-2M9"' in reply.text
    assert "There is a slip in the code." in reply.text


def test_a_slip_is_said_kindly_and_nothing_is_lost(client, code):
    slipped = code[:-1] + ("A" if code[-1] != "A" else "B")
    reply = client.post(BEFORE, data={"happy": "yes", "card": slipped, "action": "check"})
    assert reply.status_code == 422
    assert "There is a slip in the code. Look at your card and type it again." in reply.text
    assert f'value="{slipped}"' in reply.text
    assert "checked" in reply.text.split('name="happy"')[1][:300]


def test_who_lost_the_card_answers_all_the_same(send, stored, code):
    assert send(BEFORE, submission_id=str(IDS[0]), happy="yes").status_code == 201
    assert [row.notes for row in stored()] == [[]]
    assert cards_of(PROGRAMME).by_time_point == {}


def test_a_card_that_came_twice_at_one_moment_pairs_nothing(send, code):
    for place in (0, 1):
        send(BEFORE, submission_id=str(IDS[place]), happy="yes", card=code)
    send(AFTER, submission_id=str(IDS[2]), happy="yes", card=code)
    assert pairs() == set()
    assert cards_of(PROGRAMME).repeated == {IDS[0], IDS[1]}


def test_a_card_of_another_programme_is_known_as_such(send, code):
    [foreign] = make_cards(programme_id=OTHER, number=1)
    db.session.commit()
    send(BEFORE, submission_id=str(IDS[0]), happy="yes", card=foreign)
    send(AFTER, submission_id=str(IDS[1]), happy="yes", card=foreign)
    assert pairs() == set()
    assert cards_of(PROGRAMME).foreign == {IDS[0], IDS[1]}


def test_one_code_has_two_hashes_in_two_programmes(send, code):
    db.session.add(
        Link(
            token="8Q4A77",
            survey_id="tiny",
            service_id=db.session.get(Link, "K7QF2M").service_id,
            audience="staff",
        )
    )
    add_programme_link(link_token="8Q4A77", programme_id=OTHER, time_point=TimePoint.BEFORE)
    db.session.commit()
    send(BEFORE, submission_id=str(IDS[0]), happy="yes", card=code)
    send("/s/8Q4A77/en", submission_id=str(IDS[1]), happy="yes", card=code)
    db.session.rollback()
    kept = {row.code_hash for row in db.session.execute(db.select(MatchedAnswer)).scalars()}
    assert len(kept) == 2


def test_after_the_key_is_destroyed_answers_are_taken_and_nothing_is_paired(send, stored, code):
    send(BEFORE, submission_id=str(IDS[0]), happy="yes", card=code)
    destroy(PROGRAMME)
    db.session.commit()
    assert send(AFTER, submission_id=str(IDS[1]), happy="yes", card=code).status_code == 201
    db.session.rollback()
    assert len(stored()) == 2
    assert (has_key(PROGRAMME), cards_made(PROGRAMME)) == (False, 0)
    assert list(db.session.execute(db.select(MatchedAnswer)).scalars()) == []
    assert links_of(PROGRAMME) == {"K7QF2M": TimePoint.BEFORE, "771Q4A": TimePoint.AFTER}


def test_a_link_of_no_programme_keeps_no_hash(send, context):
    link()
    send(happy="yes", card=new_code())
    db.session.rollback()
    assert time_point_at("K7QF2M") is None
    assert list(db.session.execute(db.select(MatchedAnswer)).scalars()) == []
