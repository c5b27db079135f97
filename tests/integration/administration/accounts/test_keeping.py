"""What was typed when a session ended is kept for who typed it, and for nobody else."""

import html
import io
import re
from datetime import timedelta

import pytest

from app.administration.accounts.models import StaffSession
from app.administration.organisation.models import Service
from app.extensions import db
from app.kernel.clock import now
from tests.staff import EMAILS, PASSWORD, signed_in, user

ADDRESS = "/staff/administration/services/new"
TYPED = "Rose & <b>House</b> ਗੁਲਾਬ"
NOT_SENT = "What you typed is here and has not been sent yet."


def hidden(text):
    """Name and value of the hidden fields of the last form on a page."""
    [*_, form] = re.findall(r"<form.*?</form>", text, re.DOTALL)
    tags = [each for each in re.findall(r"<input[^>]*>", form) if 'type="hidden"' in each]
    return {
        re.search(r'name="([^"]*)"', tag)[1]: html.unescape(re.search(r'value="([^"]*)"', tag)[1])
        for tag in tags
    }


def action(text):
    return re.findall(r'<form method="post" action="([^"]*)"', text)[-1]


def end_sessions(app, **by):
    with app.app_context():
        for kept in db.session.query(StaffSession):
            kept.seen_at = now() - timedelta(**(by or {"hours": 2}))
        db.session.commit()


def services(app):
    with app.app_context():
        return [each.name for each in db.session.query(Service)]


@pytest.fixture
def browser(app):
    """An admin with the form open, in an application that asks for tokens."""
    browser = signed_in(app)
    app.config["WTF_CSRF_ENABLED"] = True
    return browser


def sent_late(app, browser, **more):
    """The answer to a form that was open while its session ended."""
    token = hidden(browser.get(ADDRESS).text)["csrf_token"]
    end_sessions(app)
    form = {"csrf_token": token, "name": TYPED, "council": "", **more}
    return browser.post(ADDRESS, data=form)


def sign_in_with(browser, page, email=EMAILS["admin"], password=PASSWORD):
    return browser.post(
        "/staff/sign-in", data={**hidden(page.text), "email": email, "password": password}
    )


def test_what_was_typed_is_sent_after_signing_in_again(app, browser):
    late = sent_late(app, browser)
    assert "You were signed out before this was sent." in late.text
    assert services(app) == []
    # What was typed cannot be read by who comes to the browser next.
    assert not re.search("Rose|House|ਗੁਲਾਬ", late.text)
    wrong = sign_in_with(browser, late, password="wrong wrong wrong")
    assert "What you typed is kept" in wrong.text
    again = sign_in_with(browser, wrong)
    assert NOT_SENT in again.text
    assert (action(again.text), hidden(again.text)["name"]) == (ADDRESS, TYPED)
    done = browser.post(action(again.text), data=hidden(again.text))
    assert (done.status_code, services(app)) == (303, [TYPED])


def test_it_is_never_given_to_another_account(app, browser):
    with app.app_context():
        user("reader")
    late = sent_late(app, browser)
    other = sign_in_with(browser, late, EMAILS["reader"])
    assert (other.status_code, other.location) == (303, "/staff/")
    assert (
        "Somebody else typed what was not sent yet"
        in browser.get("/staff/administration/services").text
    )
    assert services(app) == []


def test_a_form_without_the_token_of_its_own_browser_is_not_kept(app, browser):
    attacker = app.test_client()
    foreign = hidden(attacker.get("/staff/sign-in").text)["csrf_token"]
    end_sessions(app)
    for token in (foreign, "", "x"):
        answer = browser.post(ADDRESS, data={"csrf_token": token, "name": TYPED})
        assert (answer.status_code, answer.location) == (303, "/staff/sign-in")


def test_a_form_from_another_site_is_not_kept(app, browser):
    token = hidden(browser.get(ADDRESS).text)["csrf_token"]
    end_sessions(app)
    answer = browser.post(
        ADDRESS,
        data={"csrf_token": token, "name": TYPED},
        headers={"Sec-Fetch-Site": "cross-site"},
    )
    assert answer.location == "/staff/sign-in"


def test_after_signing_out_oneself_nothing_is_kept(app, browser):
    token = hidden(browser.get(ADDRESS).text)["csrf_token"]
    browser.post("/staff/sign-out", data={"csrf_token": token})
    answer = browser.post(ADDRESS, data={"csrf_token": token, "name": TYPED})
    assert answer.location == "/staff/sign-in"


def test_a_sealed_form_that_was_changed_is_dropped(app, browser):
    late = sent_late(app, browser)
    kept = hidden(late.text)["kept"]
    for damaged in (f"{kept[:-8]}AAAAAAA=", "x", "ü", ""):
        fields = {**hidden(late.text), "kept": damaged}
        form = {**fields, "email": EMAILS["admin"], "password": PASSWORD}
        answer = browser.post("/staff/sign-in", data=form)
        assert answer.location == "/staff/"
        late = sent_late(app, browser)


def test_a_password_is_never_kept_and_a_file_is_to_be_chosen_again(app, browser):
    token = hidden(browser.get("/staff/password").text)["csrf_token"]
    end_sessions(app)
    secret = "orchard candle meadow"
    form = {"csrf_token": token, "current": PASSWORD, "password": secret, "again": secret}
    page = sign_in_with(browser, browser.post("/staff/password", data=form))
    assert set(hidden(page.text)) == {"csrf_token"}
    token = hidden(browser.get("/staff/evidence/verify").text)["csrf_token"]
    end_sessions(app)
    file = (io.BytesIO(b"{}"), "pack.json")
    late = browser.post("/staff/evidence/verify", data={"csrf_token": token, "file": file})
    assert "pack.json could not be kept" in sign_in_with(browser, late).text


def test_htmx_puts_the_sign_in_page_in_the_place_of_the_whole(app, browser):
    token = hidden(browser.get(ADDRESS).text)["csrf_token"]
    end_sessions(app)
    form = {"csrf_token": token, "name": TYPED}
    answer = browser.post(ADDRESS, data=form, headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Retarget"]) == (200, "body")


def test_a_page_left_open_can_be_sent_after_signing_in_in_another_tab(app, browser):
    token = hidden(browser.get(ADDRESS).text)["csrf_token"]
    end_sessions(app)
    sign_in_with(browser, browser.get("/staff/sign-in"))
    assert browser.post(ADDRESS, data={"csrf_token": token, "name": TYPED}).status_code == 303
    assert services(app) == [TYPED]


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_forms_are_sent_over_tls_without_a_referrer(app, browser, scheme):
    """TLS in front leaves http inside, TLS to the end is https here; neither has a referrer."""
    inside = {"base_url": f"{scheme}://localhost/"}
    token = hidden(browser.get(ADDRESS, **inside).text)["csrf_token"]
    form = {"csrf_token": token, "name": TYPED}
    assert browser.post(ADDRESS, data=form, **inside).status_code == 303
    refused = browser.post(ADDRESS, data=form, headers={"Sec-Fetch-Site": "cross-site"}, **inside)
    assert refused.status_code == 400
