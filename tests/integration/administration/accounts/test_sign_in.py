"""Signing in: by argon2, kept for staff pages only, slow to guess, silent about who is known."""

import hashlib
import re

import argon2
import pytest

from app.administration.accounts import passwords
from app.administration.accounts.models import User
from app.extensions import db
from tests.reading import first
from tests.staff import EMAILS, PASSWORD, recorded, signed_in, user

ADMIN = EMAILS["admin"]
WRONG = "The e-mail address and the password do not belong together."


def sign_in(client, email=ADMIN, password=PASSWORD, **more):
    return client.post("/staff/sign-in", data={"email": email, "password": password, **more})


def problems(answer):
    """What the error summary says."""
    summary = first(r'<div class="errors".*?</div>', answer.text)
    return re.findall(r"<li.*?>\s*(?:<a [^>]*>)?(.*?)(?:</a>)?\s*</li>", summary, re.DOTALL)


@pytest.fixture
def admin(context):
    return user("admin")


def test_the_right_password_signs_in(client, admin):
    answer = sign_in(client, f" {ADMIN.upper()} ")
    assert (answer.status_code, answer.location) == (303, "/staff/")
    assert client.get("/staff/administration/services").status_code == 200
    assert recorded() == [(ADMIN, "sign-in", ADMIN, {})]


def test_signing_in_leads_to_the_page_that_was_wanted(client, admin):
    wanted = client.get("/staff/administration/audit?page=1")
    assert wanted.location == "/staff/sign-in?next=/staff/administration/audit?page%3D1"
    assert (
        'name="next" value="/staff/administration/audit?page=1"' in client.get(wanted.location).text
    )
    assert (
        sign_in(client, next="/staff/administration/audit?page=1").location
        == "/staff/administration/audit?page=1"
    )


def test_signing_in_never_leads_away(client, admin):
    assert sign_in(client, next="https://evil.example/staff/").location == "/staff/"


@pytest.mark.parametrize(
    ("email", "password"),
    [
        (ADMIN, "kettle harbour violets"),
        ("nobody@example.org", PASSWORD),
        ("not an address", PASSWORD),
        ("gone@example.org", PASSWORD),
    ],
)
def test_a_wrong_sign_in_says_the_same_whoever_it_was(client, admin, email, password):
    user("reader", email="gone@example.org").is_active = False
    db.session.commit()
    answer = sign_in(client, email, password)
    assert (answer.status_code, problems(answer)) == (200, [WRONG])
    assert client.get("/staff/administration/services").status_code == 303


def test_a_wrong_sign_in_is_recorded_without_saying_that_anybody_did_it(client, admin):
    sign_in(client, password="kettle harbour violets")
    sign_in(client, "nobody@example.org")
    digests = [
        f"account {hashlib.sha256(email.encode()).hexdigest()[:16]}"
        for email in (ADMIN, "nobody@example.org")
    ]
    assert recorded() == [
        ("not signed in", "sign-in-failed", digests[0], {}),
        ("not signed in", "sign-in-failed", digests[1], {}),
    ]


def test_a_hash_with_old_parameters_is_made_again(client, context, monkeypatch):
    monkeypatch.setattr(passwords, "_hasher", argon2.PasswordHasher())
    weak = argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    user("admin", password_hash=weak)
    sign_in(client)
    kept = db.session.query(User).populate_existing().one().password_hash
    assert argon2.extract_parameters(kept) == argon2.profiles.RFC_9106_LOW_MEMORY


def test_signing_out_is_a_post_and_ends_the_session(app):
    client = signed_in(app)
    assert client.get("/staff/sign-out").status_code == 405
    assert client.get("/staff/administration/services").status_code == 200
    assert client.post("/staff/sign-out").location == "/staff/sign-in"
    assert client.get("/staff/administration/services").status_code == 303


def test_the_session_cookie_is_for_staff_pages_only(client, admin):
    cookie = sign_in(client).headers.getlist("Set-Cookie")
    plain = [re.sub("Expires=[^;]*", "Expires=…", each) for each in cookie]
    assert [re.sub("=[^;]*", "=…", each, count=1) for each in plain] == [
        "ownwords_device=…; Expires=…; Max-Age=31536000; HttpOnly; Path=/staff/sign-in; "
        "SameSite=Lax",
        "ownwords_staff=…; HttpOnly; Path=/staff; SameSite=Lax",
    ]


def test_no_page_outside_staff_sets_or_varies_by_a_cookie(app):
    client = signed_in(app)
    client.set_cookie("ownwords_staff", "forged", path="/")
    for address in ("/healthz", "/", "/s/K7QF2M", "/nothing-here"):
        answer = client.get(address)
        assert answer.headers.getlist("Set-Cookie") == []
        assert "Cookie" not in answer.headers.get("Vary", "")


def test_forms_need_their_token(protected_client, admin):
    answer = sign_in(protected_client)
    assert (answer.status_code, first("<h1>(.*?)</h1>", answer.text)) == (
        400,
        "This page was open too long",
    )
    form = protected_client.get("/staff/sign-in").text
    token = first(r'name="csrf_token" type="hidden" value="([^"]+)"', form)
    assert sign_in(protected_client, csrf_token=token).status_code == 303
    assert protected_client.post("/staff/sign-out").status_code == 400


def test_another_password_ends_the_other_sessions(app):
    here, there = signed_in(app), app.test_client()
    sign_in(there)
    new = "orchard candle meadow"
    answer = here.post("/staff/password", data={"current": PASSWORD, "password": new, "again": new})
    assert answer.status_code == 303
    pages = [browser.get("/staff/administration/services").status_code for browser in (here, there)]
    assert pages == [200, 303]


def test_the_own_password_needs_the_current_one(app):
    client = signed_in(app)
    new = "orchard candle meadow"
    answer = client.post(
        "/staff/password", data={"current": "wrong wrong", "password": new, "again": new}
    )
    assert problems(answer) == ["The current password is wrong. Type the one you signed in with."]


@pytest.mark.parametrize(
    ("password", "again", "problem"),
    [
        ("elevenchars", "elevenchars", "Use at least 12 characters in the password."),
        ("orchard candle", "orchard handle", "The two new passwords are not the same."),
    ],
)
def test_the_new_password_is_long_and_typed_twice(app, password, again, problem):
    client = signed_in(app)
    data = {"current": PASSWORD, "password": password, "again": again}
    assert problems(client.post("/staff/password", data=data)) == [problem]


def test_htmx_is_led_to_the_sign_in_page_as_a_whole(client):
    answer = client.get("/staff/administration/services", headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (
        204,
        "/staff/sign-in?next=/staff/administration/services",
    )
