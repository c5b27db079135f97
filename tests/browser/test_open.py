"""A page from before a pause learns of it before anything is answered."""

import sqlite3
from contextlib import closing

import pytest
from playwright.sync_api import expect

from tests.browser.outbox import answer_one, own_survey
from tests.browser.respondent import Respondent

PAUSED = "This survey is having a short rest"
SAID = {"state": "paused", "heading": PAUSED, "body": "Please come back later."}


@pytest.fixture
def paused(page, server, tmp_path, demonstration):
    """Somebody at a link that was paused after their browser kept the page."""
    token = own_survey(server, tmp_path, "paused")[1]
    someone = Respondent(page, token).open()
    expect(someone.button("Continue")).to_be_visible()
    with closing(sqlite3.connect(server.database)) as database, database:
        database.execute("UPDATE links SET is_paused = 1 WHERE token = ?", [token])
    return someone


def test_after_a_pause_the_page_says_so_with_the_numbers_to_ring(paused):
    page = paused.page
    heading = page.get_by_role("heading", name=PAUSED)
    for _ in range(20):
        # The browser has kept the page for a minute; the server looks at a link every two seconds.
        page.goto("/")
        paused.open()
        page.wait_for_load_state("networkidle")
        if heading.count():
            break
    expect(heading).to_be_focused()
    expect(page.get_by_role("link", name="999").first).to_be_visible()
    expect(page.get_by_role("radio")).to_have_count(0)


def test_a_page_that_stood_open_asks_again_before_the_first_answer(page, tiny):
    page.clock.install()
    someone = Respondent(page, tiny).open()
    expect(someone.button("Continue")).to_be_visible()
    page.wait_for_load_state("networkidle")
    page.context.route("**/status", lambda route: route.fulfill(json=SAID))
    page.clock.fast_forward("02:00")
    someone.question.get_by_role("radio").first.click()
    expect(page.get_by_role("heading", name=PAUSED)).to_be_visible()


def test_who_has_answered_already_goes_on_and_sends(page, tiny, stored):
    someone = Respondent(page, tiny).open()
    answer_one(someone)
    page.context.route("**/status", lambda route: route.fulfill(json=SAID))
    page.reload()
    page.wait_for_load_state("networkidle")
    someone.button("Send my answers").click()
    someone.thanked()
    assert len(stored(tiny)) == 1
