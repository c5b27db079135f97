"""Without signal a kept survey opens, in every language, with what was answered."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.offline.conftest import SURVEY
from tests.browser.outbox import keep
from tests.browser.respondent import Respondent


@pytest.mark.parametrize("locale", ["en", "cy", "ur"])
def test_it_opens_in_every_language_with_the_helplines(someone, locale):
    someone.locale = locale
    someone.open()
    expect(someone.page.locator("html")).to_have_attribute("lang", locale)
    someone.page.goto(f"/s/{someone.token}/{locale}/worried")
    expect(someone.page.get_by_role("link", name="999").first).to_be_visible()


def test_the_short_address_opens_in_the_language_of_the_phone(new_context, tokens):
    page = new_context(locale="cy").new_page()
    Respondent(page, tokens[SURVEY]).open()
    keep(page)
    page.context.set_offline(True)
    page.goto(f"/s/{tokens[SURVEY]}")
    expect(page.locator("html")).to_have_attribute("lang", "cy")


def test_the_start_page_names_what_is_kept_here(someone):
    someone.page.goto("/")
    links = someone.page.get_by_role("list").get_by_role("link", name="Community partners")
    expect(links).to_have_attribute("href", f"/s/{someone.token}")


def test_changing_the_language_keeps_the_answers(someone):
    someone.open()
    someone.answer(someone.question)
    someone.page.get_by_role("button", name="Cymraeg", exact=True).click()
    expect(someone.page.locator("html")).to_have_attribute("lang", "cy")
    expect(someone.question.get_by_role("radio").first).to_be_checked()


def test_a_code_that_is_typed_opens_its_survey_where_others_are_kept(someone, tokens):
    page = someone.page
    page.context.set_offline(False)
    page.goto("/")
    other = tokens["families-friends"]
    page.get_by_role("textbox").fill(other)
    page.get_by_role("textbox").press("Enter")
    expect(page).to_have_url(re.compile(f"/s/{other}"))
