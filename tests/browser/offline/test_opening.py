"""Without signal a kept survey opens, in every language, with what was answered."""

import re

import pytest
from playwright.sync_api import expect

from benchmarks.faults.people import until
from tests.browser.offline.conftest import SURVEY
from tests.browser.outbox import keep
from tests.browser.respondent import Respondent


@pytest.fixture
def welsh(new_context, tokens):
    """Somebody with a phone in Welsh, who has opened the survey."""
    page = new_context(locale="cy").new_page()
    respondent = Respondent(page, tokens[SURVEY], "cy").open()
    keep(page)
    return respondent


def test_it_opens_in_the_languages_that_were_opened_and_english_with_the_helplines(welsh):
    page, token = welsh.page, welsh.token
    Respondent(page, token, "ur").open()
    assert until(page, f"caches.match('/s/{token}/ur/worried').then(Boolean)", 20)
    page.context.set_offline(True)
    for locale in ("en", "cy", "ur"):
        page.goto(f"/s/{token}/{locale}")
        expect(page.locator("html")).to_have_attribute("lang", locale)
        page.goto(f"/s/{token}/{locale}/worried")
        expect(page.get_by_role("link", name="999").first).to_be_visible()


def test_the_short_address_opens_in_the_language_of_the_phone(welsh):
    page = welsh.page
    page.context.set_offline(True)
    page.goto(f"/s/{welsh.token}")
    expect(page.locator("html")).to_have_attribute("lang", "cy")


def test_the_start_page_names_what_is_kept_here(someone):
    someone.page.goto("/")
    links = someone.page.get_by_role("list").get_by_role("link", name="Community partners")
    expect(links).to_have_attribute("href", f"/s/{someone.token}")


def test_changing_the_language_keeps_the_answers(welsh):
    page = welsh.page
    page.context.set_offline(True)
    welsh.open()
    welsh.answer(welsh.question)
    welsh.go_over_to("English")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(welsh.question.get_by_role("radio").first).to_be_checked()


def test_a_code_that_is_typed_opens_its_survey_where_others_are_kept(someone, tokens):
    page = someone.page
    page.context.set_offline(False)
    page.goto("/")
    other = tokens["families-friends"]
    page.get_by_role("textbox").fill(other)
    page.get_by_role("textbox").press("Enter")
    expect(page).to_have_url(re.compile(f"/s/{other}"))
