"""A shared tablet: the languages first, a PIN that is checked without a network, an interview."""

import hashlib
import re

import pytest

from app.collection.responses.incidents import incidents_since
from app.extensions import db
from app.kernel.clock import today
from app.surveys.parts import Kind
from tests.factories import link, question, survey
from tests.factories import option as made_option
from tests.links import forget_addresses


@pytest.fixture
def tablet(context):
    """A link for a shared tablet."""
    return link(is_kiosk=True, pin="407219")


def test_it_begins_with_the_languages_in_their_own_words(client, tablet):
    page = client.get("/s/K7QF2M")
    addresses = re.findall(r'<a href="(/s/K7QF2M/\w+)"\s+lang="(\w+)"', page.text)
    assert addresses == [(f"/s/K7QF2M/{each}", each) for each in ("en", "cy", "ur")]
    assert "Dechreuwch yma" in page.text
    assert "Vary" in page.headers
    assert "Accept-Language" not in page.headers["Vary"]


def test_any_other_link_begins_with_the_questions(client, context):
    link()
    assert 'name="happy"' in client.get("/s/K7QF2M").text


def test_the_page_carries_a_slow_hash_of_the_pin_and_not_the_pin(client, tablet):
    page = client.get("/s/K7QF2M").text
    salt, rounds, digest = (
        re.search(rf'data-{name}="(\w+)"', page)[1] for name in ("salt", "rounds", "hash")
    )
    wanted = hashlib.pbkdf2_hmac("sha256", b"407219", salt.encode(), int(rounds)).hex()
    assert (digest, "407219" in page) == (wanted, False)


def test_no_other_page_of_it_carries_even_that(client, tablet):
    assert "data-hash" not in client.get("/s/K7QF2M/en").text


def test_leaving_a_page_of_it_leads_to_its_beginning(client, tablet):
    page = client.get("/s/K7QF2M/en").text
    assert re.search(r'class="leave" href="(.*?)"', page)[1] == "/s/K7QF2M"


def noted():
    """Kinds of incident and how often, today."""
    db.session.rollback()
    return [(each.kind, each.times) for each in incidents_since(today())]


def test_wrong_pins_are_counted_for_staff(client, tablet):
    for times in ("2", "3"):
        assert client.post("/s/K7QF2M/tablet", data={"wrong_pins": times}).status_code == 200
    assert noted() == [("wrong PIN", 5)]


@pytest.mark.parametrize("times", ["", "-1", "many", "1.5", "٣", None])
def test_what_is_no_count_is_refused(client, tablet, times):
    data = {} if times is None else {"wrong_pins": times}
    assert client.post("/s/K7QF2M/tablet", data=data).status_code == 422
    assert noted() == []


def test_a_count_that_nobody_could_type_is_cut(client, tablet):
    client.post("/s/K7QF2M/tablet", data={"wrong_pins": "999999999999"})
    assert noted() == [("wrong PIN", 1000)]


def test_an_interview_says_what_to_read_and_records_the_helper(client, send, stored, context):
    helped = question(
        "answered_by",
        Kind.SINGLE_CHOICE,
        options=(made_option("self"), made_option("self_with_help")),
    )
    link(survey(helped, question("happy", Kind.YES_NO, "yes", "no")))
    forget_addresses()
    page = client.get("/s/K7QF2M/cy/interview")
    assert page.status_code == 200
    assert "Dywedwch yn gyntaf:" in page.text
    assert re.search(r'value="self_with_help"\s+checked', page.text)
    assert 'href="/s/K7QF2M/ur/interview"' in page.text
    send(happy="yes", answered_by="self_with_help", interview="1")
    assert [row.notes for row in stored()] == [["interview"]]


def test_there_is_no_interview_where_there_is_no_survey(client, context):
    assert client.get("/s/K7QF2M/en/interview").status_code == 404
