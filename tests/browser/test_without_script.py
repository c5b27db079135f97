"""A phone without script: whatever is pressed, and Back too, leads to what was typed."""

from playwright.sync_api import expect

from tests.browser.respondent import Respondent

WORDS = "They know my songs."


def test_languages_worries_and_back_keep_what_was_typed(page_without_script, tokens):
    page = page_without_script
    someone = Respondent(page, tokens["people-supported"]).open()
    box = page.get_by_role("textbox").first
    box.fill(WORDS)
    someone.go_over_to("Cymraeg")
    expect(page.locator("html")).to_have_attribute("lang", "cy")
    expect(box).to_have_value(WORDS)
    someone.go_over_to("English")
    page.get_by_role("button", name="I am worried about someone").last.click()
    page.get_by_role("button", name="Go back to the questions").click()
    expect(box).to_have_value(WORDS)
    someone.button("Check my answers").click()
    page.get_by_role("button", name="I am worried about someone").click()
    expect(page.get_by_role("link", name="999").first).to_be_visible()
    page.go_back()
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Check your answers")
    expect(page.get_by_text(WORDS)).to_be_visible()
    page.get_by_role("button", name="Send my answers").last.click()
    someone.thanked()
    page.go_back()
    expect(heading).to_have_text("Check your answers")


def test_the_enter_key_leads_on(page_without_script, tokens):
    page = page_without_script
    Respondent(page, tokens["families-friends"]).open()
    page.get_by_role("radio").first.check()
    page.get_by_role("radio").first.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your answers")
