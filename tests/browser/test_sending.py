"""Sending over a bad line: said honestly, tried again, stored once."""

import pytest
from playwright.sync_api import expect

from benchmarks.faults.people import until
from tests.browser.outbox import answer_one
from tests.browser.respondent import Respondent

UNSENT = "Not sent yet. Nobody has read this."


@pytest.fixture
def ready(page, tokens):
    """Somebody who has answered and is about to send."""
    someone = Respondent(page, tokens["community-partners"]).open()
    someone.to_check()
    someone.go_on()
    someone.question.get_by_role("radio").nth(1).check()
    return someone


@pytest.fixture
def page(new_context):
    """A page whose refused requests are no fault of the page, and whose sending is its own.

    Otherwise the browser's Background Sync may be quicker than the eye of a test.
    """
    return new_context(service_workers="block").new_page()


def not_sent(page):
    """What stands where the questions were until the answers are sent."""
    return page.get_by_role("heading", name=UNSENT)


def test_without_a_line_the_answers_stay_and_go_when_it_is_back(ready, stored):
    context = ready.page.context
    context.set_offline(True)
    ready.button("Send my answers").click()
    expect(not_sent(ready.page)).to_be_visible()
    assert stored(ready.token) == []
    context.set_offline(False)
    ready.thanked()
    assert len(stored(ready.token)) == 1


def test_a_reply_that_is_lost_does_not_double_the_answer(ready, stored):
    lost = []

    def lose_first_reply(route):
        if route.request.method != "POST" or lost:
            route.continue_()
            return
        lost.append(route.fetch().status)
        route.abort()

    ready.page.route("**/s/**", lose_first_reply)
    ready.button("Send my answers").click()
    expect(not_sent(ready.page)).to_be_visible()
    ready.thanked()
    assert lost == [201]
    assert len(stored(ready.token)) == 1


ANSWERS = {
    "busy": {"status": 429, "headers": {"Retry-After": "1"}, "json": {"status": "too many"}},
    "away": {"status": 503, "json": {"status": "refused"}},
    "a café's sign-in page": {"status": 200, "content_type": "text/html", "body": "<p>Sign in"},
}


@pytest.mark.parametrize("name", ANSWERS)
def test_anything_but_our_word_that_it_is_stored_is_tried_again(ready, stored, name):
    said = []

    def answer_first(route):
        if route.request.method != "POST" or said:
            route.continue_()
            return
        said.append(name)
        route.fulfill(**ANSWERS[name])

    ready.page.route("**/s/**", answer_first)
    ready.button("Send my answers").click()
    expect(not_sent(ready.page)).to_be_visible()
    assert stored(ready.token) == []
    ready.thanked()
    assert len(stored(ready.token)) == 1


def test_a_wait_too_long_to_count_is_an_hour(ready):
    """A browser's timer that is set for more than 24 days goes off at once, again and again."""

    def always_busy(route):
        if route.request.method != "POST":
            route.continue_()
            return
        headers = {"Retry-After": "9999999999"}
        route.fulfill(status=429, headers=headers, json={"status": "too many"})

    ready.page.evaluate(
        """() => {
          const real = setTimeout;
          window.waits = [];
          window.setTimeout = (deed, wait, ...more) => {
            waits.push(wait);
            return real(deed, wait, ...more);
          };
        }"""
    )
    ready.page.route("**/s/**", always_busy)
    ready.button("Send my answers").click()
    expect(not_sent(ready.page)).to_be_visible()
    ready.button("Send again").click()
    assert until(ready.page, "Math.max(...waits) >= 3_600_000")
    assert ready.page.evaluate("Math.max(...waits)") == 3_600_000


def test_the_id_with_other_content_is_met_kindly(ready, stored):
    ready.page.route(
        "**/s/**",
        lambda route: (
            route.fulfill(status=409, json={"status": "conflict"})
            if route.request.method == "POST"
            else route.continue_()
        ),
    )
    ready.button("Send my answers").click()
    kept = (
        "We have your answers already. We kept the ones you sent first. "
        "To say more, open the survey again."
    )
    expect(ready.page.get_by_role("status").filter(has_text=kept)).to_be_visible()


def test_two_tabs_are_two_people(new_context, tiny, stored):
    context = new_context()
    tabs = [Respondent(context.new_page(), tiny).open() for _ in range(2)]
    for tab in tabs:
        answer_one(tab)
    for tab in tabs:
        tab.button("Send my answers").click()
    for tab in tabs:
        tab.thanked()
    assert len({row["id"] for row in stored(tiny)}) == 2


def test_the_back_button_after_sending_shows_no_answers(ready):
    ready.button("Send my answers").click()
    ready.thanked()
    ready.page.go_back()
    expect(ready.page.get_by_role("radio", checked=True)).to_have_count(0)
