"""A survey at a link in a language is one document, the same bytes for everyone."""

import gzip
from datetime import timedelta

import brotli
import pytest

from app.kernel.clock import today
from app.surveys.parts import Kind
from tests.factories import in_chinese, link, question, survey

PAGES = ("/s/K7QF2M", "/s/K7QF2M/en", "/s/K7QF2M/ur", "/s/K7QF2M/ur?with=en", "/s/K7QF2M/cy/thanks",
         "/s/K7QF2M/en/worried", "/s/K7QF2M/ur/privacy",
         "/s/K7QF2M/cy/accessibility", "/privacy/en", "/accessibility/ur", "/")  # fmt: skip


@pytest.fixture
def shown(context):
    link(survey(question("happy", Kind.YES_NO, "yes", "no"), question("why", Kind.COMMENT)))


@pytest.mark.parametrize("path", PAGES)
def test_the_page_is_the_same_for_everyone_and_sets_no_cookie(app, shown, path):
    first = app.test_client().get(path, headers={"User-Agent": "one", "Cookie": "session=x"})
    second = app.test_client().get(path, headers={"User-Agent": "another"})
    assert first.status_code == 200
    assert first.data == second.data
    assert first.headers["ETag"] == second.headers["ETag"]
    assert "Set-Cookie" not in first.headers
    assert "Cookie" not in first.headers["Vary"]
    assert first.headers["Cache-Control"].startswith("public")


@pytest.mark.parametrize("path", PAGES)
def test_a_page_that_is_kept_is_not_sent_again(client, shown, path):
    tag = client.get(path).headers["ETag"]
    again = client.get(path, headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")


def test_the_page_travels_compressed(client, shown):
    plain = client.get("/s/K7QF2M/en").data
    zipped = client.get("/s/K7QF2M/en", headers={"Accept-Encoding": "gzip"})
    brotlied = client.get("/s/K7QF2M/en", headers={"Accept-Encoding": "br, gzip"})
    assert (zipped.headers["Content-Encoding"], gzip.decompress(zipped.data)) == ("gzip", plain)
    assert (brotlied.headers["Content-Encoding"], brotli.decompress(brotlied.data)) == ("br", plain)
    assert zipped.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("cy, en;q=0.5", "cy"),
        ("ur-PK,ur;q=0.9", "ur"),
        ("ur-PK,en;q=0.9", "ur"),
        ("*", "en"),
        ("x-klingon, cy;q=0.2, ur;q=0", "cy"),
        ("fr, de", "en"),
        ("en-GB", "en"),
        ("", "en"),
    ],
)
def test_the_language_is_the_one_the_browser_asks_for(client, shown, asked, given):
    page = client.get("/s/K7QF2M", headers={"Accept-Language": asked})
    assert page.headers["Content-Language"] == given
    assert page.headers["Vary"] == "Accept-Encoding, Accept-Language"


def test_browsers_call_chinese_by_country(client, context):
    link(in_chinese())
    expected = {
        "zh-CN,en;q=0.5": "zh-Hans",
        "zh": "zh-Hans",
        "zh-Hans-CN": "zh-Hans",
        "zh-TW,ur;q=0.5": "ur",
    }
    for asked, given in expected.items():
        page = client.get("/s/K7QF2M", headers={"Accept-Language": asked})
        assert (asked, page.headers["Content-Language"]) == (asked, given)
        assert f'lang="{given}"' in page.text[:400]


def test_a_pinned_link_begins_in_its_language_and_offers_the_others(client, context):
    link(language="cy")
    page = client.get("/s/K7QF2M", headers={"Accept-Language": "ur"})
    assert page.headers["Content-Language"] == "cy"
    assert client.get("/s/K7QF2M/ur").status_code == 200


@pytest.mark.parametrize(
    ("language", "direction"), [("en", b'dir="ltr"'), ("cy", b'dir="ltr"'), ("ur", b'dir="rtl"')]
)
def test_the_page_says_its_language_and_direction(client, shown, language, direction):
    page = client.get(f"/s/K7QF2M/{language}").data
    assert f'lang="{language}"'.encode() in page[:400]
    assert direction in page[:400]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/s/ZZZZZZ", 404),
        ("/s/nothing-like-it", 404),
        ("/s/K7QF2M/xx", 404),
        ("/?code=ZZZZZZ", 404),
    ],
)
def test_an_unknown_address_is_a_kind_page_with_the_emergency_number(client, shown, path, status):
    page = client.get(path)
    assert page.status_code == status
    assert b"999" in page.data
    assert "Set-Cookie" not in page.headers


@pytest.mark.parametrize("typed", ["k7q-f2m", "K7QF2M", " k7q f2m "])
def test_a_typed_code_leads_to_its_survey(client, shown, typed):
    reply = client.get("/", query_string={"code": typed})
    assert (reply.status_code, reply.location) == (303, "/s/K7QF2M")


def test_a_token_in_small_letters_is_put_right(client, shown):
    assert client.get("/s/k7qf2m").location == "/s/K7QF2M"


@pytest.mark.parametrize(
    ("state", "status"),
    [
        ({"closes_on": today() - timedelta(days=1)}, 410),
        ({"opens_on": today() + timedelta(days=1)}, 403),
        ({"is_paused": True}, 403),
    ],
)
def test_a_link_that_is_not_open_says_so_kindly_with_the_helplines(client, context, state, status):
    link(survey(question("why", Kind.COMMENT)), **state)
    page = client.get("/s/K7QF2M/en")
    assert page.status_code == status
    assert b"999" in page.data
    assert client.get("/s/K7QF2M/en/thanks").status_code == 200
    asides = ("worried", "privacy", "accessibility")
    assert [client.get(f"/s/K7QF2M/en/{each}").status_code for each in asides] == [200, 200, 200]


def test_the_last_day_is_still_open(client, context):
    link(closes_on=today(), opens_on=today())
    assert client.get("/s/K7QF2M/en").status_code == 200


def test_the_security_headers_are_strict(client, shown):
    headers = client.get("/s/K7QF2M/en").headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Content-Type-Options"] == "nosniff"
