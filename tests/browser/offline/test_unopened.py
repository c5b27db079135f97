"""A link that was never opened, without signal: our own page says so, not the browser."""

import pytest
from playwright.sync_api import expect

from benchmarks.faults.people import until
from tests.browser.outbox import keep


def says_so(page, heading="There is no signal"):
    """The page of ours, with numbers to ring."""
    expect(page.get_by_role("heading", name=heading)).to_be_visible()
    expect(page.get_by_role("link", name="999").first).to_be_visible()


def test_what_is_kept_is_listed_and_the_survey_opens_when_the_signal_is_back(brief, tokens):
    page, other = brief.page, tokens["families-friends"]
    page.goto(f"/s/{other}/en")
    says_so(page)
    listed = page.get_by_role("list").get_by_role("link")
    expect(listed.first).to_have_attribute("href", f"/s/{brief.token}")
    page.context.set_offline(False)
    expect(page.get_by_role("group").first).to_be_visible()


@pytest.mark.parametrize(
    ("language", "heading"), [("cy", "Does dim signal"), ("ur", "سگنل نہیں ہے")]
)
def test_easy_read_that_was_not_kept_says_so_beside_what_is(page, tokens, language, heading):
    token = tokens["people-supported"]
    page.goto(f"/s/{token}/{language}")
    keep(page)
    page.context.set_offline(True)
    page.goto(f"/s/{token}/{language}-easyread")
    says_so(page, heading)
    expect(page.locator("html")).to_have_attribute("lang", language)
    page.get_by_role("list").locator(f"a[href='/s/{token}']").click()
    expect(page.get_by_role("group").first).to_be_visible()


def test_a_code_that_is_typed_without_signal_says_so_too(brief, tokens):
    brief.page.goto("/")
    expect(brief.page.get_by_role("heading", name="There is no signal")).to_be_hidden()
    brief.page.get_by_role("textbox").fill(tokens["families-friends"])
    brief.page.get_by_role("textbox").press("Enter")
    says_so(brief.page)


def test_the_start_page_alone_is_enough(page, tiny):
    page.goto("/")
    keep(page)
    page.context.set_offline(True)
    page.goto(f"/s/{tiny}")
    says_so(page)
    expect(page.get_by_role("heading", name="Surveys on this device")).to_be_hidden()
    page.context.set_offline(False)
    expect(page.get_by_role("group").first).to_be_visible()
    assert until(
        page, "caches.keys().then((all) => all.length === 1 && !all[0].endsWith(':start'))"
    )
