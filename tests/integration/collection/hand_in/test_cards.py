"""Making cards."""

import re

import pytest

from app.collection.links.cards import cards_of, is_slip
from app.collection.links.models import Link
from app.extensions import db
from tests.factories import link
from tests.links import forget_addresses
from tests.printed import copied_pages
from tests.staff import EMAILS, recorded, signed_in


@pytest.fixture
def admin(app, context):
    """A browser in which an admin is signed in, and a link."""
    forget_addresses()
    link()
    return signed_in(app)


def test_cards_are_made_printed_once_and_asked_for(admin):
    sheet = admin.post("/staff/collection/links/K7QF2M/cards", data={"number": "12"})
    assert (sheet.status_code, sheet.mimetype) == (200, "application/pdf")
    pages = copied_pages(sheet.data)
    codes = set(re.findall(r"[0-9A-Z]{4}-[0-9A-Z]{4}", " ".join(pages)))
    assert (len(pages), len(codes), [code for code in codes if is_slip(code)]) == (2, 12, [])
    db.session.rollback()
    assert (cards_of("K7QF2M"), db.session.get(Link, "K7QF2M").uses_cards) == ((12, 0), True)
    assert codes.pop() not in admin.get("/staff/collection/links/K7QF2M/cards").text
    assert recorded("cards-made") == [(EMAILS["admin"], "cards-made", "K7QF2M", {"number": 12})]


@pytest.mark.parametrize("number", ["", "0", "-3", "501", "many", "1e3"])
def test_a_number_that_cannot_be_is_refused(admin, number):
    assert (
        admin.post("/staff/collection/links/K7QF2M/cards", data={"number": number}).status_code
        == 422
    )
    assert cards_of("K7QF2M") == (0, 0)


def test_there_are_none_for_a_link_that_does_not_exist(admin):
    assert admin.get("/staff/collection/links/N0NE00/cards").status_code == 404
