"""A page that answers a form has an address of its own: Back never sends a form again."""

import re
from datetime import timedelta

import pytest

from app.administration.accounts import kept_pages, sessions
from app.administration.accounts.models import KeptPage, StaffSession
from app.administration.organisation.models import Service
from app.extensions import db
from app.kernel.clock import now
from app.worker import jobs
from tests.engine import reader
from tests.staff import EMAILS, PASSWORD, signed_in

ADDRESS = "/staff/administration/services/new"
TYPED = "The council of Rose & <b>House</b> ਗੁਲਾਬ"
BROWSER = {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
OLDER = {"Upgrade-Insecure-Requests": "1"}
WRONG = {"name": "", "council": TYPED}


def sent(browser, data=WRONG, address=ADDRESS, headers=BROWSER):
    return browser.post(address, data=data, headers=headers)


def untokened(page):
    """The page without its tokens, which differ with each time that one is made."""
    return re.sub(r'(name="csrf_token"[^>]* value=)"[^"]*"', r"\1", page)


def kept(app, **where):
    with app.app_context():
        return db.session.query(KeptPage).filter_by(**where).count()


@pytest.fixture
def browser(app):
    """A browser in which an admin is signed in."""
    return signed_in(app)


@pytest.mark.parametrize("headers", [BROWSER, OLDER])
def test_a_refused_form_leads_a_browser_to_its_page(app, browser, headers):
    as_software = browser.post(ADDRESS, data=WRONG)
    led = sent(browser, headers=headers)
    assert (as_software.status_code, led.status_code, led.text) == (422, 303, "")
    assert re.fullmatch(rf"{ADDRESS}\?answer=[\w-]{{22}}", led.location)
    for _ in ("Back", "Reload"):
        page = browser.get(led.location)
        assert (page.status_code, untokened(page.text)) == (422, untokened(as_software.text))
        assert page.headers["Cache-Control"] == "no-store"
        assert page.headers["Content-Type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"HX-Request": "true", "Sec-Fetch-Mode": "cors", "Sec-Fetch-Dest": "empty"},
        {**OLDER, "Sec-Fetch-Mode": "same-origin"},
    ],
)
def test_scripts_and_software_are_answered_with_the_page(app, browser, headers):
    assert (sent(browser, headers=headers).status_code, kept(app)) == (422, 0)


def test_what_was_typed_is_mended_from_the_kept_page(app, browser):
    app.config["WTF_CSRF_ENABLED"] = True
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', browser.get(ADDRESS).text)[1]
    led = sent(browser, {**WRONG, "csrf_token": token})
    page = browser.get(led.location).text
    again = re.findall(r'name="csrf_token"[^>]*value="([^"]+)"', page)[-1]
    assert "Rose &amp; &lt;b&gt;House&lt;/b&gt; ਗੁਲਾਬ" in page
    forged = sent(browser, {"name": "Rose"}, address=led.location)
    assert browser.get(forged.location).status_code == 400
    done = sent(browser, {"name": "Rose", "csrf_token": again}, address=led.location)
    with app.app_context():
        assert [each.name for each in db.session.query(Service)] == ["Rose"]
    assert (done.status_code, "answer=" in done.location) == (303, False)
    assert browser.get(led.location).text == page


def test_an_address_keeps_what_else_it_says_and_only_the_last_word(browser):
    first = sent(browser, address=f"{ADDRESS}?a=1&answer=old&a=%26")
    second = sent(browser, address=first.location)
    assert [re.sub("answer=.*", "", each.location) for each in (first, second)] == [
        f"{ADDRESS}?a=1&a=%26&"
    ] * 2


@pytest.mark.parametrize(
    ("asked", "plain"),
    [
        (f"{ADDRESS}?answer=unknown", ADDRESS),
        (f"{ADDRESS}?x=1&answer=ü", f"{ADDRESS}?x=1"),
        ("/staff/evidence/verify?answer=x", "/staff/evidence/verify"),
        ("/staff/improvement/trends/limits?answer=x", "/staff/improvement/trends"),
    ],
)
def test_an_unknown_word_leads_to_the_plain_page(browser, asked, plain):
    answer = browser.get(asked)
    assert (answer.status_code, answer.location) == (303, plain)
    assert browser.get(plain).status_code == 200


def test_after_an_hour_the_plain_page_is_shown_and_the_worker_forgets(app, browser, monkeypatch):
    led = sent(browser)
    with app.app_context():
        db.session.query(KeptPage).one().kept_at = now() - timedelta(minutes=61)
        db.session.commit()
    assert browser.get(led.location).location == ADDRESS
    sent(browser)
    monkeypatch.setattr(jobs, "reader_of", lambda *_: reader())
    jobs.everything(app)
    assert kept(app) == 1


def test_no_other_session_sees_it(app, browser):
    led = sent(browser)
    other = app.test_client()
    other.post("/staff/sign-in", data={"email": EMAILS["admin"], "password": PASSWORD})
    assert other.get(led.location).location == ADDRESS
    # Nor can it be read in the database: it opens with the browser's own secret alone.
    with app.app_context():
        holder = kept_pages.Holder("another secret", has_session=True)
        row = db.session.query(KeptPage).one()
        row.session_key = None
        db.session.commit()
        nobody = kept_pages.Holder("another secret", has_session=False)
        word = led.location.partition("=")[2]
        assert kept_pages.kept_page(word, holder=holder) is None
        assert kept_pages.kept_page(word, holder=nobody) is None


def test_it_goes_when_somebody_signs_out_or_is_signed_out(app, browser):
    led = sent(browser)
    browser.post("/staff/sign-out")
    assert kept(app) == 0
    assert (
        browser.get(led.location).location
        == f"/staff/sign-in?next={ADDRESS}?answer%3D" + (led.location.partition("=")[2])
    )
    browser.post("/staff/sign-in", data={"email": EMAILS["admin"], "password": PASSWORD})
    sent(browser)
    with app.app_context():
        for each in db.session.query(StaffSession):
            sessions.end_all(each.user_id)
        db.session.commit()
    assert kept(app) == 0


def test_a_page_of_nobody_signed_in_stays_with_its_browser(app):
    browser, other = app.test_client(), app.test_client()
    app.config["WTF_CSRF_ENABLED"] = True
    for each in (browser, other):
        each.get("/staff/sign-in")
    led = sent(browser, {"email": "rose@example.org"}, address="/staff/sign-in?next=/staff/results")
    assert browser.get(led.location).status_code == 400
    app.config["WTF_CSRF_ENABLED"] = False
    led = sent(browser, {"email": "rose@example.org", "password": "x" * 20}, "/staff/sign-in")
    page = browser.get(led.location)
    assert (page.status_code, "rose@example.org" in page.text) == (200, True)
    assert other.get(led.location).location == "/staff/sign-in"


def test_what_was_typed_when_a_session_had_ended_is_led_to_the_sign_in_page(app, browser):
    app.config["WTF_CSRF_ENABLED"] = True
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', browser.get(ADDRESS).text)[1]
    with app.app_context():
        db.session.query(StaffSession).delete()
        db.session.commit()
    led = sent(browser, {"name": TYPED, "csrf_token": token})
    assert led.location.startswith("/staff/sign-in?answer=")
    assert "You were signed out before this was sent." in browser.get(led.location).text


def test_what_takes_too_much_room_is_answered_as_it_is(app, browser, monkeypatch):
    monkeypatch.setattr(kept_pages, "MOST_PAGES", 2)
    assert [sent(browser).status_code for _ in range(3)] == [303, 303, 422]
    monkeypatch.setattr(kept_pages, "MOST_PAGES", 9)
    monkeypatch.setattr(kept_pages, "MOST_CHARACTERS", 200)
    assert (sent(browser).status_code, kept(app)) == (422, 2)


def test_a_database_that_keeps_nothing_loses_no_page(app, browser, monkeypatch):
    monkeypatch.setattr(kept_pages, "key_of", lambda _: "no session has this key")
    assert sent(browser).status_code == 422
