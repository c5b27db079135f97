"""Making cards."""

import re

import pytest

from app.extensions import db
from app.links.cards import cards_of, is_slip
from app.links.models import Link
from tests.factories import link
from tests.staff import EMAILS, recorded, signed_in


@pytest.fixture
def admin(app, context):
    """A browser in which an admin is signed in, and a link."""
    link()
    return signed_in(app)


def test_cards_are_made_shown_once_and_asked_for(admin):
    page = admin.post("/staff/links/K7QF2M/cards", data={"number": "12"}).text
    codes = re.findall(r'<li class="code">([0-9A-Z]{4}-[0-9A-Z]{4})</li>', page)
    assert (len(set(codes)), [code for code in codes if is_slip(code)]) == (12, [])
    db.session.rollback()
    assert (cards_of("K7QF2M"), db.session.get(Link, "K7QF2M").uses_cards) == ((12, 0), True)
    assert codes[0] not in admin.get("/staff/links/K7QF2M/cards").text
    assert recorded("cards-made") == [(EMAILS["admin"], "cards-made", "K7QF2M", {"number": 12})]


@pytest.mark.parametrize("number", ["", "0", "-3", "501", "many", "1e3"])
def test_a_number_that_cannot_be_is_refused(admin, number):
    assert admin.post("/staff/links/K7QF2M/cards", data={"number": number}).status_code == 422
    assert cards_of("K7QF2M") == (0, 0)


def test_there_are_none_for_a_link_that_does_not_exist(admin):
    assert admin.get("/staff/links/N0NE00/cards").status_code == 404
