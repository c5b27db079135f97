"""Sessions: kept on the server, so that what is ended is ended whatever a browser still holds."""

import re
from datetime import timedelta

import pytest

from app.administration.accounts import devices, sessions
from app.administration.accounts.models import StaffSession
from app.extensions import db
from app.kernel.clock import now
from tests.staff import EMAILS, PASSWORD, recorded, signed_in, user

ADMIN = EMAILS["admin"]
PAGE = "/staff/administration/services"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def sign_in(browser, email=ADMIN, **more):
    return browser.post("/staff/sign-in", data={"email": email, "password": PASSWORD}, **more)


def cookie(browser):
    return browser.get_cookie("ownwords_staff", path="/staff").value


def thief_with(app, stolen):
    """Another browser that holds a copy of a session's cookie."""
    browser = app.test_client()
    browser.set_cookie("ownwords_staff", stolen, path="/staff")
    return browser


def is_in(browser):
    return browser.get(PAGE).status_code == 200


@pytest.fixture
def two(app):
    """The same person signed in on two devices."""
    here, there = signed_in(app), app.test_client()
    sign_in(there, headers={"User-Agent": FIREFOX})
    return here, there


def test_a_copied_cookie_is_worth_nothing_after_signing_out(app):
    browser = signed_in(app)
    thief = thief_with(app, cookie(browser))
    assert is_in(thief)
    browser.post("/staff/sign-out")
    assert (is_in(browser), is_in(thief)) == (False, False)


def test_a_cookie_from_before_signing_in_is_no_session_afterwards(app):
    """Fixation: who plants a cookie does not enter with the person who signs in over it."""
    attacker = app.test_client()
    attacker.get("/staff/sign-in")
    with app.app_context():
        user("admin")
        user("reader")
    sign_in(attacker, EMAILS["reader"])
    planted = cookie(attacker)
    victim = thief_with(app, planted)
    sign_in(victim)
    assert cookie(victim) != planted
    assert victim.get("/staff/administration/users").status_code == 200
    assert thief_with(app, planted).get("/staff/administration/users").status_code == 403


def test_the_secret_of_a_session_is_not_in_the_database(app):
    browser = signed_in(app)
    with browser.session_transaction(PAGE) as held:
        token = held["_user_id"]
    with app.app_context():
        [kept] = db.session.query(StaffSession)
        assert (len(token), len(kept.key)) == (43, 64)
        assert token not in (kept.key, kept.device, str(kept.id))


def test_every_device_is_listed_and_each_can_be_signed_out(app, two):
    here, there = two
    text = here.get("/staff/sessions").text
    assert re.findall(r'<th scope="row">(.*?)</th>', text) == [
        "Firefox on Linux",
        "A browser (this one)",
    ]
    end = re.search(r'action="(/staff/sessions/[0-9a-f-]{36}/end)"', text)[1]
    assert here.post(end).location == "/staff/sessions"
    assert (is_in(here), is_in(there)) == (True, False)
    assert here.post(end).status_code == 404


def test_nobody_ends_a_session_of_somebody_else(app, two):
    reader = signed_in(app, "reader")
    end = re.search(r'action="(/staff/sessions/\S+/end)"', two[0].get("/staff/sessions").text)[1]
    assert reader.post(end).status_code == 404
    assert is_in(two[1])


def test_signing_out_everywhere(app, two):
    here, there = two
    assert here.post("/staff/sessions/end").location == "/staff/sign-in"
    assert (is_in(here), is_in(there)) == (False, False)
    with app.app_context():
        assert recorded("signed-out-everywhere") == [(ADMIN, "signed-out-everywhere", ADMIN, {})]


def test_an_admin_signs_somebody_out_whose_device_was_lost(app):
    admin, reader = signed_in(app), signed_in(app, "reader")
    with app.app_context():
        address = (
            f"/staff/administration/users/{db.session.query(StaffSession.user_id).all()[1][0]}"
        )
        ids = [row[0] for row in db.session.query(StaffSession.user_id)]
    for address in (f"/staff/administration/users/{each}" for each in ids):
        if "reader@" in admin.get(address).text:
            assert "Signed in on 1 device now." in admin.get(address).text
            admin.post(f"{address}/sessions")
    assert (is_in(admin), is_in(reader)) == (True, False)


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (
            ("password", f"{EMAILS['reader'].upper()}", "--password-stdin"),
            "orchard candle meadow\n",
        ),
        (("role", EMAILS["reader"], "--role", "admin"), None),
        (("deactivate", EMAILS["reader"]), None),
        (("sign-out", EMAILS["reader"]), None),
    ],
)
def test_what_is_done_to_an_account_at_the_terminal_ends_its_sessions(app, runner, arguments, text):
    reader = signed_in(app, "reader")
    with app.app_context():
        user("admin")
    assert runner("user", *arguments, text=text).exit_code == 0
    assert not is_in(reader)


def test_a_lost_only_admin_comes_back_by_the_terminal(app, runner):
    with app.app_context():
        user("admin")
    new = "orchard candle meadow"
    done = runner("user", "password", ADMIN, "--password-stdin", text=f"{new}\n")
    assert (done.exit_code, done.stdout) == (
        0,
        f"{ADMIN} has a new password, and is signed out on every device.\n",
    )
    browser = app.test_client()
    assert sign_in(browser).status_code == 200
    answer = browser.post("/staff/sign-in", data={"email": ADMIN, "password": new})
    assert answer.status_code == 303
    nobody = runner("user", "password", "nobody@example.org", "--password-stdin", text=f"{new}\n")
    assert (nobody.exit_code, nobody.stderr) == (
        1,
        "Error: Nobody signs in as 'nobody@example.org'. See: ownwords user list\n",
    )


def moved(app, **fields):
    """Move the moments that are kept of every session back by so much."""
    with app.app_context():
        for kept in db.session.query(StaffSession):
            for name, by in fields.items():
                setattr(kept, name, now() - by)
        db.session.commit()


def test_a_session_ends_when_nobody_uses_it(app):
    browser = signed_in(app)
    moved(app, seen_at=timedelta(minutes=59))
    assert is_in(browser)
    moved(app, seen_at=timedelta(minutes=61))
    assert not is_in(browser)


def test_use_is_noted_unless_a_page_asks_by_itself(app):
    browser = signed_in(app)
    moved(app, seen_at=timedelta(minutes=50))
    browser.get("/staff/", headers={"HX-Request": "true", "Own-Words-Unattended": "yes"})
    with app.app_context():
        assert now() - seen(app) > timedelta(minutes=49)
    browser.get(PAGE)
    with app.app_context():
        assert now() - seen(app) < timedelta(minutes=1)


def seen(app):
    [(at,)] = db.session.query(StaffSession.seen_at)
    return at.replace(tzinfo=now().tzinfo) if at.tzinfo is None else at


def test_a_session_ends_after_half_a_day_however_much_it_is_used(app):
    browser = signed_in(app)
    moved(app, began_at=timedelta(hours=11, minutes=59))
    assert is_in(browser)
    moved(app, began_at=timedelta(hours=12, minutes=1))
    assert not is_in(browser)


@pytest.mark.parametrize("field", ["began_at", "seen_at"])
def test_a_session_that_a_wrong_clock_began_ends(app, field):
    browser = signed_in(app)
    moved(app, **{field: timedelta(days=-400)})
    assert not is_in(browser)


def test_ended_sessions_are_forgotten_with_the_next_sign_in(app):
    browser = signed_in(app)
    moved(app, began_at=sessions.ABSOLUTE)
    sign_in(browser)
    with app.app_context():
        assert db.session.query(StaffSession).count() == 1


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (FIREFOX, "Firefox on Linux"),
        (
            "Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0",
            "Edge on Windows",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1",
            "Safari on iPhone",
        ),
        (
            "Mozilla/5.0 (Linux; Android 15; SM-A1) Chrome/140.0 Safari/537.36",
            "Chrome on Android",
        ),
        ("", "A browser"),
        ("<script>" * 99, "A browser"),
    ],
)
def test_a_device_is_called_by_its_kind_alone(user_agent, name):
    assert devices.device_name(user_agent) == name


def test_nothing_of_a_staff_page_is_kept_by_the_browser(app):
    browser = signed_in(app)
    pages = (
        PAGE,
        "/staff/",
        "/staff/administration/audit",
        "/staff/nothing-here",
        "/staff/sessions",
    )
    assert {browser.get(each).headers["Cache-Control"] for each in pages} == {"no-store"}
    assert '"historyCacheSize": 0' in browser.get(PAGE).text
    out = browser.post("/staff/sign-out")
    assert (out.headers["Cache-Control"], out.headers["Clear-Site-Data"]) == ("no-store", '"cache"')
    assert browser.get(PAGE).headers["Cache-Control"] == "no-store"
