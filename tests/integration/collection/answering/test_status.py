"""A page that was kept asks whether its survey is still open."""

from datetime import timedelta

import pytest

from app.kernel.clock import today
from tests.factories import link

YESTERDAY, TOMORROW = today() - timedelta(days=1), today() + timedelta(days=1)


def test_an_open_link_says_no_more_and_nobody_keeps_it(client, context):
    link()
    reply = client.get("/s/K7QF2M/en/status")
    assert (reply.status_code, reply.json) == (200, {"state": "open"})
    assert reply.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in reply.headers


@pytest.mark.parametrize(
    ("state", "changes"),
    [
        ("paused", {"is_paused": True}),
        ("closed", {"closes_on": YESTERDAY}),
        ("early", {"opens_on": TOMORROW}),
    ],
)
def test_it_says_what_the_page_would_say(client, context, state, changes):
    link(**changes)
    said = client.get("/s/K7QF2M/en/status").json
    page = client.get("/s/K7QF2M/en").text
    assert said["state"] == state
    assert [each in page for each in (said["heading"], said["body"])] == [True, True]


def test_it_speaks_the_language_of_the_page(client, context):
    link(is_paused=True)
    headings = {
        client.get(f"/s/K7QF2M/{locale}/status").json["heading"] for locale in ("en", "cy", "ur")
    }
    assert len(headings) == 3


@pytest.mark.parametrize("address", ["/s/N0SVCH/en/status", "/s/K7QF2M/xx/status"])
def test_where_there_is_no_survey_it_says_so(client, context, address):
    link()
    reply = client.get(address)
    assert (reply.status_code, reply.json) == (404, {"state": "unknown"})
