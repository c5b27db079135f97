"""Guessing passwords: slow for whoever guesses, open for whose account it is."""

import threading
from datetime import timedelta

import pytest

from app import create_app
from app.administration.accounts import guessing, passwords, signing_in
from app.administration.accounts.guessing import (
    BURST,
    SLOW,
    Lane,
    Origin,
    TooManyGuesses,
    give_back,
    take,
)
from app.administration.accounts.models import GuessLane
from app.administration.accounts.passwords import Busy, Door
from app.extensions import db
from app.kernel.clock import now
from tests.reading import first
from tests.staff import EMAILS, PASSWORD, recorded, user

ADMIN = EMAILS["admin"]
HERE, ELSEWHERE = "203.0.113.7", "198.51.100.9"


class Clock:
    """Stands still until it is told to go on."""

    def __init__(self):
        self.moment = now()

    def __call__(self):
        return self.moment

    def goes_on(self, **by):
        self.moment += timedelta(**by)


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(guessing, "now", clock)
    return clock


@pytest.fixture
def admin(context):
    return user("admin")


@pytest.fixture
def quick(monkeypatch):
    """Hashing takes no time, where the test is not about it."""
    hashed = []

    def is_right(password, kept):
        hashed.append(password)
        return kept is not None and password == PASSWORD

    monkeypatch.setattr(signing_in, "is_right", is_right)
    return hashed


def tries(browser, typed=None, email=ADMIN, network=HERE):
    return browser.post(
        "/staff/sign-in",
        data={"email": email, "password": typed or "wrong wrong wrong"},
        environ_overrides={"REMOTE_ADDR": network},
    )


def statuses(browser, number, **more):
    return [tries(browser, **more).status_code for _ in range(number)]


@pytest.mark.parametrize("email", [ADMIN, "nobody@example.org"])
def test_guesses_that_come_too_fast_are_refused_before_anything_is_hashed(
    client, admin, clock, quick, email
):
    assert statuses(client, 12, email=email) == [200] * 10 + [429] * 2
    assert len(quick) == 10
    answer = tries(client, email=email)
    assert answer.headers["Retry-After"] == "1"
    assert first(r'<li class="lines">(.*?)</li>', answer.text) == (
        "Too many passwords were tried. Wait 1 second, then try again: the right password works "
        "then."
    )


def test_after_ten_wrong_guesses_the_owner_signs_in(app, client, admin, clock, quick):
    statuses(client, 11)
    clock.goes_on(seconds=1)
    assert tries(app.test_client(), PASSWORD).status_code == 303


def test_a_guesser_who_goes_on_for_ever_never_keeps_the_owner_out(app, admin, clock, quick):
    known = app.test_client()
    assert tries(known, PASSWORD).status_code == 303
    known.post("/staff/sign-out")
    guesser = app.test_client()
    for _ in range(300):
        clock.goes_on(seconds=1)
        tries(guesser)
    assert tries(guesser).status_code == 429
    # In a browser that the account knows, whatever its network …
    assert tries(known, PASSWORD).status_code == 303
    # … in a new browser from another network …
    assert tries(app.test_client(), PASSWORD, network=ELSEWHERE).status_code == 303
    # … and in a new one from the same network after half a minute, once the guesser stops.
    clock.goes_on(seconds=SLOW.seconds)
    assert tries(app.test_client(), PASSWORD).status_code == 303


def test_guesses_go_on_slowly_whatever_their_number(app, client, admin, clock, quick):
    for _ in range(6 * 3600):
        clock.goes_on(seconds=1)
        try:
            take(guessing.lanes_of(ADMIN, Origin("a network")))
        except TooManyGuesses:
            continue
        quick.append("one more")
        if len(quick) > 200:
            break
    started = 60 + 60 / 29
    assert clock.moment > now() + timedelta(seconds=(200 - started - 1) * SLOW.seconds)


def test_guesses_from_everywhere_leave_the_known_browser_free(app, admin, clock, quick):
    known = app.test_client()
    tries(known, PASSWORD)
    found = [
        tries(app.test_client(), network=f"192.0.2.{number}").status_code for number in range(201)
    ]
    assert found == [200] * 200 + [429]
    assert tries(known, PASSWORD).status_code == 303


def test_many_addresses_from_one_network_fill_the_lane_of_that_network_alone(
    app, admin, clock, quick
):
    found = [
        tries(app.test_client(), email=f"{number}@example.org").status_code for number in range(121)
    ]
    assert found == [200] * 120 + [429]
    assert tries(app.test_client(), PASSWORD).status_code == 429
    assert tries(app.test_client(), PASSWORD, network=ELSEWHERE).status_code == 303


def test_the_long_addresses_of_one_household_are_one_network(client, admin, clock, quick):
    networks = [f"2001:db8:1:2::{number}" for number in range(1, 12)]
    found = [tries(client, network=each).status_code for each in networks]
    assert found == [200] * 10 + [429]
    assert tries(client, network="2001:db8:1:3::1").status_code == 200


def test_a_header_makes_no_new_network_unless_it_is_a_proxy_that_says_it(
    client, admin, quick, clock
):
    def guess(number):
        return client.post(
            "/staff/sign-in",
            data={"email": ADMIN, "password": "wrong wrong wrong"},
            headers={"X-Forwarded-For": f"192.0.2.{number}"},
        ).status_code

    assert [guess(number) for number in range(11)] == [200] * 10 + [429]


def test_a_forged_mark_of_a_device_is_no_mark(client, admin, clock, quick):
    client.set_cookie("ownwords_device", "eyJhIjoiYiJ9.forged.forged", path="/staff/sign-in")
    assert statuses(client, 11) == [200] * 10 + [429]


def test_the_mark_of_one_account_helps_with_no_other(app, admin, clock, quick):
    user("reader")
    browser = app.test_client()
    assert tries(browser, PASSWORD, EMAILS["reader"]).status_code == 303
    assert statuses(browser, 11) == [200] * 10 + [429]
    assert tries(browser, PASSWORD, EMAILS["reader"]).status_code == 303


def test_right_passwords_never_fill_a_lane(app, admin, clock, quick):
    found = [tries(app.test_client(), PASSWORD).status_code for _ in range(40)]
    assert found == [303] * 40


@pytest.mark.parametrize("days", [1, 400])
def test_a_clock_that_was_ahead_keeps_nobody_out(client, admin, clock, quick, days):
    clock.goes_on(days=days)
    statuses(client, 11)
    clock.goes_on(days=-days)
    assert tries(client, PASSWORD).status_code == 303
    statuses(client, 15)
    assert tries(client, PASSWORD).status_code == 429


def test_lanes_are_forgotten_when_they_are_long_empty(context, clock):
    take([Lane("old", BURST)])
    clock.goes_on(hours=2)
    take([Lane("new", BURST), Lane("own", BURST)])
    give_back([Lane("own", BURST)])
    kept = {row.lane: row.free_at for row in db.session.query(GuessLane)}
    moment = clock.moment.timestamp()
    assert kept == {"new": moment + BURST.seconds, "own": moment}


def test_forty_guesses_at_one_moment_are_ten(settings, context, clock):
    """Two applications, as two servers are, and a thread for each guess."""
    admitted, refused = [], []
    apps = [context, create_app(settings)]
    together = threading.Barrier(40)

    def guess(number):
        with apps[number % 2].app_context():
            together.wait()
            try:
                take(guessing.lanes_of(ADMIN, Origin("a network")))
                admitted.append(number)
            except TooManyGuesses:
                refused.append(number)
            finally:
                db.session.remove()

    threads = [threading.Thread(target=guess, args=(number,)) for number in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with apps[1].app_context():
        db.engine.dispose()
    assert (len(admitted), len(refused)) == (10, 30)


def test_the_record_names_nobody_who_did_not_act(client, admin, quick, clock):
    statuses(client, 12)
    assert {actor for actor, *_ in recorded()} == {"not signed in"}
    # What is refused is not recorded either, so that the record cannot be flooded.
    assert len(recorded("sign-in-failed")) == 10


def test_ones_own_password_is_guessed_no_faster(app, context, clock):
    browser = app.test_client()
    user("admin")
    assert tries(browser, PASSWORD).status_code == 303
    new = "orchard candle meadow"
    form = {"current": "wrong wrong", "password": new, "again": new}
    found = [browser.post("/staff/password", data=form).status_code for _ in range(11)]
    assert found == [200] * 10 + [429]


def test_one_hash_at_a_time_and_few_wait_for_their_turn():
    door, inside, go_on = Door(2), threading.Event(), threading.Event()

    def first_in():
        with door.turn():
            inside.set()
            go_on.wait()

    def second_in():
        with door.turn():
            pass

    threads = [threading.Thread(target=each) for each in (first_in, second_in)]
    threads[0].start()
    inside.wait()
    threads[1].start()
    while door._places._value:  # the second waits by now
        pass
    with pytest.raises(Busy), door.turn():
        pass
    go_on.set()
    for thread in threads:
        thread.join()
    with door.turn():
        assert passwords._one_at_a_time.locked()


def test_whoever_finds_the_door_full_is_asked_to_come_again(client, admin, monkeypatch):
    door = Door(1)
    monkeypatch.setattr(signing_in, "STRANGERS", door)
    with door.turn():
        answer = tries(client, PASSWORD)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "2")
    # Nothing was tried, so nothing is counted.
    assert db.session.query(GuessLane).count() == 0
    assert tries(client, PASSWORD).status_code == 303
