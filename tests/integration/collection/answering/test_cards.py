"""Single-use cards: a slip is found at once, and nobody is turned away."""

import pytest

from app.collection.links.cards import cards_of, is_slip, make_cards, new_code, printed
from app.extensions import db
from tests.factories import link

ID = "6d5e1a1c-3f0f-4d8e-9a43-0c7a3b1f5a10"
OTHER = "7d5e1a1c-3f0f-4d8e-9a43-0c7a3b1f5a10"


@pytest.fixture
def card(context):
    """The code of a card of the link."""
    link(uses_cards=True)
    [code] = make_cards(link_token="K7QF2M", number=1)
    db.session.commit()
    return code


def test_the_page_asks_for_the_code_first(client, card):
    page = client.get("/s/K7QF2M/en").text
    assert page.index('name="card"') < page.index('name="happy"')
    assert "What is the code on your card?" in page


def test_a_link_without_cards_asks_for_none(client, context):
    link()
    assert 'name="card"' not in client.get("/s/K7QF2M/en").text


@pytest.mark.parametrize("write", [str, str.lower, printed])
def test_a_card_is_used_once_however_it_is_typed(send, stored, card, write):
    assert send(submission_id=ID, happy="yes", card=write(card)).status_code == 201
    assert send(submission_id=OTHER, happy="yes", card=write(card)).status_code == 201
    assert {str(row.id): row.notes for row in stored()} == {ID: [], OTHER: ["card used before"]}
    assert cards_of("K7QF2M") == (1, 1)


def test_the_same_answer_again_uses_its_card_again(send, stored, card):
    assert [send(submission_id=ID, happy="yes", card=card).status_code for _ in range(2)] == [
        201, 200,
    ]  # fmt: skip
    assert [row.notes for row in stored()] == [[]]


def test_a_slip_is_said_and_can_be_mended(send, stored, card):
    slipped = card[:-1] + ("A" if card[-1] != "A" else "B")
    reply = send(submission_id=ID, happy="yes", card=slipped)
    assert (reply.status_code, reply.json["problems"]) == (
        422,
        {"card": "There is a slip in the code. Look at your card and type it again."},
    )
    assert stored() == []


def test_without_script_the_code_travels_to_the_check_page(client, card):
    page = client.post("/s/K7QF2M/en", data={"happy": "yes", "card": card, "action": "check"}).text
    assert f'name="card" value="{card}"' in page
    slip = client.post("/s/K7QF2M/en", data={"happy": "yes", "card": "123", "action": "check"})
    assert slip.status_code == 422
    assert 'href="#card-1"' in slip.text


def test_no_card_and_an_unknown_one_are_noted_and_taken(send, stored, card):
    unknown = new_code()
    assert send(submission_id=ID, happy="yes").status_code == 201
    assert send(submission_id=OTHER, happy="yes", card=unknown).status_code == 201
    assert {str(row.id): row.notes for row in stored()} == {
        ID: ["no card"], OTHER: ["card not known here"],
    }  # fmt: skip


def test_every_single_slip_in_a_code_is_found():
    code = new_code()
    others = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    slipped = [
        code[:place] + other + code[place + 1 :]
        for place in range(8)
        for other in others
        if other != code[place]
    ]
    assert [each for each in slipped if not is_slip(each)] == []
